import { useSuspenseQuery } from '@tanstack/react-query';
import { LockKeyhole, TimerReset } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { infoQuery } from '../../queries.ts';
import styles from './protection-note.module.css';

/** How a key saved now will be kept on this computer. */
export function ProtectionNote() {
  const { t } = useTranslation('profiles');
  const { data: info } = useSuspenseQuery(infoQuery);
  const { protection } = info;
  const Icon = protection === 'session' ? TimerReset : LockKeyhole;
  return (
    <p className={styles['note']} data-protection={protection}>
      <Icon size={14} className={styles['icon']} aria-hidden />
      <span>
        {protection === 'keychain'
          ? t(`protection.sealed.${keychainName(info.keychainBackend)}`)
          : t(`protection.${protection}`)}
      </span>
    </p>
  );
}

function keychainName(backend: string): string {
  if (backend === 'gnome_libsecret') return 'gnomeKeyring';
  if (backend.startsWith('kwallet')) return 'kwallet';
  if (backend === 'keychain') return 'macos';
  return backend === 'dpapi' ? 'windows' : 'other';
}
