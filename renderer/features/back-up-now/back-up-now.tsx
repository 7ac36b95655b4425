import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Backup, InstanceRef } from '#shared/models/browse.ts';
import type { Profile } from '#shared/models/profile.ts';
import { offersWriteActions } from '#shared/write-actions.ts';
import { Button } from '../../components/button.tsx';
import { settingsQuery } from '../../queries.ts';
import { BackUpDialog } from './back-up-dialog.tsx';

/** Makes a backup of an instance by hand, after a question. Not there for profiles that hide what changes the cloud. */
export function BackUpNow(props: {
  profile: Profile;
  instance: InstanceRef;
  instanceName: string;
  /** The instance's backups, as far as they are known. */
  backups: readonly Backup[];
}) {
  const { profile } = props;
  const { t } = useTranslation('backUp');
  const { data: settings } = useSuspenseQuery(settingsQuery);
  const [isOpen, setIsOpen] = useState(false);
  if (!offersWriteActions(settings, profile) || profile.secretState !== 'ready') return null;
  return (
    <>
      <Button size="small" onClick={() => setIsOpen(true)}>
        {t('open')}
      </Button>
      {isOpen && <BackUpDialog {...props} onClose={() => setIsOpen(false)} />}
    </>
  );
}
