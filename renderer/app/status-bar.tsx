import { useSuspenseQuery } from '@tanstack/react-query';
import { ArrowDown } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { isActive } from '#shared/download-totals.ts';
import { formatSpeed } from '#shared/format.ts';
import type { Profile } from '#shared/models/profile.ts';
import { TokenStatus } from '../features/profiles/token-status.tsx';
import { VaultStatus } from '../features/vault/vault-status.tsx';
import { downloadsQuery, infoQuery } from '../queries.ts';
import styles from './status-bar.module.css';
import { useLanguage } from './use-language.ts';

export function StatusBar({ profile }: { profile: Profile }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { data: info } = useSuspenseQuery(infoQuery);
  const { data: downloads } = useSuspenseQuery(downloadsQuery);
  const running = downloads.filter(isActive);
  const interrupted = downloads.filter(({ isInterrupted }) => isInterrupted).length;
  const speed = running.reduce((sum, { bytesPerSecond }) => sum + bytesPerSecond, 0);
  return (
    <footer className={styles['bar']}>
      <VaultStatus />
      <TokenStatus tokenExpiresAt={profile.tokenExpiresAt} />
      {running.length > 0 && (
        <span className={styles['entry']}>
          <ArrowDown size={12} aria-hidden />
          {t('status.active', { count: running.length, speed: formatSpeed(speed, language) })}
        </span>
      )}
      {interrupted > 0 && (
        <span className={styles['entry']}>{t('queue:interrupted.status', { count: interrupted })}</span>
      )}
      <span className={styles['end']} />
      {!info.isPinnedRuntime && (
        <span title={t('status.oldRuntime')}>{t('status.runtime', { version: info.runtimeVersion })}</span>
      )}
      {profile.cloud.kind === 'practice' && <span className={styles['practice']}>{t('status.practice')}</span>}
    </footer>
  );
}
