import { useTranslation } from 'react-i18next';
import { formatCountdown, formatDateTime, formatDuration } from '#shared/format.ts';
import { tokenStateOf } from '#shared/key-rules.ts';
import { useLanguage } from '../../app/use-language.ts';
import { useNow } from '../../components/use-now.ts';
import styles from './key-mark.module.css';

const SECOND_MS = 1000;
const HOUR_SECONDS = 3600;

/** How long a security token still lasts. Nothing where nobody said when it ends. */
export function TokenStatus({ tokenExpiresAt }: { tokenExpiresAt: number | null }) {
  const { t } = useTranslation('profiles');
  const language = useLanguage();
  const now = useNow(tokenExpiresAt === null ? null : SECOND_MS);
  if (tokenExpiresAt === null) return null;
  const state = tokenStateOf({ tokenExpiresAt }, now);
  const seconds = Math.max(0, (tokenExpiresAt - now) / SECOND_MS);
  const left = seconds < HOUR_SECONDS ? formatCountdown(seconds, language) : formatDuration(seconds, language);
  return (
    <span className={styles['token']} data-state={state} title={formatDateTime(tokenExpiresAt, language)}>
      {state === 'expired' ? t('token.expired') : t('token.left', { left })}
    </span>
  );
}
