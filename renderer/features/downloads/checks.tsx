import { Check as Tick, CircleHelp, TriangleAlert, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatInteger } from '#shared/format.ts';
import type { Check } from '#shared/models/download.ts';
import { useLanguage } from '../../app/use-language.ts';
import styles from './downloads.module.css';

const ICONS = { passed: Tick, failed: X, notComparable: CircleHelp, warning: TriangleAlert } as const;

/** The evidence for a finished file: what was compared, with what outcome, and what was seen. */
export function Checks({ checks, sizeBytes }: { checks: readonly Check[]; sizeBytes: number }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const count = (value: number): { count: number; exact: string } => {
    return { count: value, exact: formatInteger(value, language) };
  };
  const evidenceOf = ({ name, outcome, reason, rdb }: Check): string[] => [
    ...(reason === '' ? [] : [t(`downloads.reason.${reason}`)]),
    ...(name === 'length' && outcome === 'passed' ? [t('downloads.evidence.bytes', count(sizeBytes))] : []),
    ...(rdb === undefined
      ? []
      : [t('downloads.evidence.version', rdb), t('downloads.evidence.keys', count(rdb.keyCount))]),
  ];
  const trailingBytes = checks.find(({ rdb }) => rdb !== undefined)?.rdb?.trailingBytes ?? 0;
  return (
    <div className={styles['chips']}>
      {checks.map((check) => (
        <Chip key={check.name} outcome={check.outcome}>
          {t('downloads.checked', {
            check: t(`downloads.check.${check.name}`),
            outcome: t(`downloads.outcome.${check.outcome}`),
          })}
          {evidenceOf(check).map((evidence) => ` · ${evidence}`)}
        </Chip>
      ))}
      {trailingBytes > 0 && (
        <Chip outcome="warning" title={t('downloads.trailingBytesHint')}>
          {t('downloads.trailingBytes', count(trailingBytes))}
        </Chip>
      )}
    </div>
  );
}

/** One piece of evidence. */
export function Chip(props: { outcome: keyof typeof ICONS; title?: string; children: ReactNode }) {
  const Icon = ICONS[props.outcome];
  return (
    <span className={styles['chip']} data-outcome={props.outcome} title={props.title}>
      <Icon size={12} aria-hidden />
      {props.children}
    </span>
  );
}
