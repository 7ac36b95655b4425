import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Profile } from '#shared/models/profile.ts';
import { TextField } from '../../components/text-field.tsx';
import { profilesQuery } from '../../queries.ts';
import { Section } from '../settings/section.tsx';
import { ExportDialog } from '../transfer/export-dialog.tsx';
import { DeleteProfileDialog } from './delete-profile-dialog.tsx';
import { ProfileDialog } from './profile-dialog.tsx';
import { ProfileList } from './profile-list.tsx';
import { matchesProfile } from './profile-search.ts';
import styles from './profile-list.module.css';
import { useProfileActions, type ProfileDialogRequest } from './use-profile-actions.ts';

/** From so many profiles on it is quicker to type than to look. */
const MANY = 9;

/** All profiles, to put in order and to look after. */
export function ProfilesSection() {
  const { t } = useTranslation('profiles');
  const { data: profiles } = useSuspenseQuery(profilesQuery);
  const [search, setSearch] = useState('');
  const [request, setRequest] = useState<ProfileDialogRequest>();
  const { actions, announcement, error } = useProfileActions(setRequest);
  const found = profiles.filter((profile) => matchesProfile(profile, search));
  return (
    <Section title={t('list.title')} error={error}>
      <p className={styles['muted']}>{t('list.text')}</p>
      {profiles.length >= MANY && (
        <TextField
          type="search"
          label={t('list.search')}
          value={search}
          onChange={({ target }) => setSearch(target.value)}
        />
      )}
      {found.length === 0 ? (
        <p className={styles['muted']}>{t('list.nothingFound')}</p>
      ) : (
        <ProfileList profiles={found} isSearch={search.trim() !== ''} actions={actions} />
      )}
      <p role="status" className="visually-hidden">
        {announcement}
      </p>
      <RowDialogs request={request} onClose={() => setRequest(undefined)} />
    </Section>
  );
}

function RowDialogs({ request, onClose }: { request: ProfileDialogRequest | undefined; onClose: () => void }) {
  // While a dialog fades out, what it was about is still shown in it.
  const [edited, setEdited] = useState<Profile>();
  if (request?.what === 'edit' && request.profile !== edited) setEdited(request.profile);
  return (
    <>
      <ProfileDialog
        key={edited?.id}
        isOpen={request?.what === 'edit'}
        profile={edited}
        onClose={onClose}
        onSaved={onClose}
      />
      <DeleteProfileDialog profile={request?.what === 'delete' ? request.profile : undefined} onClose={onClose} />
      {request?.what === 'export' && <ExportDialog only={request.profile.id} onClose={onClose} />}
    </>
  );
}
