import { useSuspenseQuery } from '@tanstack/react-query';
import { KeyRound, LockKeyhole } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { bridge } from '../../bridge.ts';
import { infoQuery } from '../../queries.ts';
import { vaultQuery } from './queries.ts';
import { useAskToUnlock } from './unlock-prompt.tsx';
import styles from './vault.module.css';

/** The vault in the status bar: how keys are kept, and with a master password the button to lock or unlock it. */
export function VaultStatus() {
  const { t } = useTranslation('vault');
  const { data: info } = useSuspenseQuery(infoQuery);
  const { data: vault } = useSuspenseQuery(vaultQuery);
  const ask = useAskToUnlock();
  const Icon = vault.isLocked ? LockKeyhole : KeyRound;
  return (
    <span className={styles['status']}>
      <Icon size={12} aria-hidden />
      <span>{vault.isLocked ? t('status.locked') : t(`status.${info.protection}`)}</span>
      {vault.waitingCount > 0 && <span>{t('status.waiting', { count: vault.waitingCount })}</span>}
      {vault.isLocked && (
        <button type="button" className={styles['statusButton']} onClick={ask}>
          {t('unlock.action')}
        </button>
      )}
      {!vault.isLocked && vault.protection === 'password' && (
        <button
          type="button"
          className={styles['statusButton']}
          title={t('lockHint')}
          onClick={() => void bridge.vault.lock()}
        >
          {t('lockNow')}
        </button>
      )}
    </span>
  );
}
