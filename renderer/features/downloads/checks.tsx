import { Check as Tick, CircleHelp, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Check } from '#shared/models/download.ts';
import styles from './downloads.module.css';

const ICONS = { passed: Tick, failed: X, notComparable: CircleHelp } as const;

/** The evidence for a finished file: what was compared, and with what outcome. */
export function Checks({ checks }: { checks: readonly Check[] }) {
  const { t } = useTranslation();
  return (
    <div className={styles['chips']}>
      {checks.map(({ name, outcome, reason }) => {
        const Icon = ICONS[outcome];
        const why = reason === '' ? '' : t(`downloads.reason.${reason}`);
        return (
          <span key={name} className={styles['chip']} data-outcome={outcome} title={why}>
            <Icon size={12} aria-hidden />
            {t('downloads.checked', {
              check: t(`downloads.check.${name}`),
              outcome: t(`downloads.outcome.${outcome}`),
            })}
            {why !== '' && ` · ${why}`}
          </span>
        );
      })}
    </div>
  );
}
