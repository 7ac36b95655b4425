import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Backup, InstanceRef } from '#shared/models/browse.ts';
import type { Profile } from '#shared/models/profile.ts';
import { offersWriteActions } from '#shared/write-actions.ts';
import { Button } from '../../components/button.tsx';
import { settingsQuery } from '../../queries.ts';
import { useCommands } from '../commands/command-context.ts';
import { BackUpDialog } from './back-up-dialog.tsx';

interface BackUpNowProps {
  profile: Profile;
  instance: InstanceRef;
  instanceName: string;
  /** The instance's backups, as far as they are known. */
  backups: readonly Backup[];
}

/** Makes a backup of an instance by hand, after a question. Not there for profiles that hide what changes the cloud. */
export function BackUpNow(props: BackUpNowProps) {
  const { profile } = props;
  const { data: settings } = useSuspenseQuery(settingsQuery);
  const isOffered = offersWriteActions(settings, profile) && profile.secretState === 'ready';
  return isOffered ? <OfferedBackUp {...props} /> : null;
}

/** Asked for by its button or by its name. */
function OfferedBackUp(props: BackUpNowProps) {
  const { t } = useTranslation('backUp');
  const [isOpen, setIsOpen] = useState(false);
  const open = (): void => setIsOpen(true);
  useCommands({ 'instance.backUp': { run: open } });
  return (
    <>
      <Button size="small" onClick={open}>
        {t('open')}
      </Button>
      {isOpen && <BackUpDialog {...props} onClose={() => setIsOpen(false)} />}
    </>
  );
}
