import { useMutation, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Profile } from '#shared/models/profile.ts';
import { bridge, errorData, unwrap } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorAlert } from '../../components/error-alert.tsx';
import { useToast } from '../../components/toasts.tsx';
import { activeProfile, profilesQuery, settingsQuery } from '../../queries.ts';

const UNDO_MS = 10_000;

/** Asks before a profile goes. It is open while there is a profile to ask about. */
export function DeleteProfileDialog({ profile, onClose }: { profile: Profile | undefined; onClose: () => void }) {
  const { t } = useTranslation('profiles');
  const say = useToast();
  const { data: settings } = useSuspenseQuery(settingsQuery);
  const { data: profiles } = useSuspenseQuery(profilesQuery);
  // While the dialog fades out its profile is already gone from the props.
  const [asked, setAsked] = useState(profile);
  if (profile !== undefined && profile !== asked) setAsked(profile);

  const restore = useMutation({
    mutationFn: async ({ profileId, wasActive }: { profileId: string; wasActive: boolean }) => {
      await unwrap(bridge.profiles.restore({ profileId }));
      if (wasActive) await unwrap(bridge.settings.change({ activeProfileId: profileId }));
    },
    onError: () => say(t('delete.tooLate')),
  });
  const remove = useMutation({
    mutationFn: ({ profileId }: { profileId: string; wasActive: boolean }) =>
      unwrap(bridge.profiles.remove({ profileId })),
    onSuccess: (_answer, removed) => {
      onClose();
      if (asked?.cloud.kind === 'practice') return;
      const onClick = (): void => restore.mutate(removed);
      say(t('delete.done', { name: asked?.name ?? '' }), { label: t('delete.undo'), onClick, forMs: UNDO_MS });
    },
  });
  const close = (): void => {
    remove.reset();
    onClose();
  };
  if (asked === undefined) return null;

  const { id, name, cloud } = asked;
  return (
    <Dialog
      isOpen={profile !== undefined}
      isProd={asked.environment === 'prod'}
      onClose={close}
      title={t('delete.title', { name })}
      description={cloud.kind === 'practice' ? t('delete.practice') : t('delete.text')}
      actions={
        <>
          <Button onClick={close}>{t('cancel')}</Button>
          <Button
            tone="danger"
            title={name}
            disabled={remove.isPending}
            onClick={() => remove.mutate({ profileId: id, wasActive: id === activeProfile(profiles, settings)?.id })}
          >
            {t('delete.confirm', { name })}
          </Button>
        </>
      }
    >
      {remove.error !== null && <ErrorAlert error={errorData(remove.error)} />}
    </Dialog>
  );
}
