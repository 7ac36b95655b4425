import { useTranslation } from 'react-i18next';
import { formatCountdown, formatDateTime } from '#shared/format.ts';
import { useLanguage } from '../../app/use-language.ts';
import styles from './link-card.module.css';

const SOON_SECONDS = 600;

export function Expiry({ expiresAt, secondsLeft }: { expiresAt: number | null; secondsLeft: number | null }) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (expiresAt === null || secondsLeft === null) {
    return <span className={styles['expiry']}>{t('link.expiryUnknown')}</span>;
  }
  const state = secondsLeft === 0 ? 'expired' : secondsLeft < SOON_SECONDS ? 'soon' : 'valid';
  return (
    <span className={styles['expiry']} data-state={state} title={formatDateTime(expiresAt, language)}>
      {state === 'expired' ? t('link.expired') : t('link.expiresIn', { time: formatCountdown(secondsLeft, language) })}
    </span>
  );
}
