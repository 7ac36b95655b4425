import { useTranslation } from 'react-i18next';
import { formatRelativeTime } from '#shared/format.ts';
import type { Concern, InstanceSummary } from '#shared/models/browse.ts';
import { useLanguage } from '../../app/use-language.ts';
import { explain } from '../../components/explain-error.ts';
import styles from './browse.module.css';

/** How grave each concern is, so that lists sort by it. */
const GRAVITY: Record<Concern['kind'], number> = {
  noGoodBackup: 6,
  lastFailed: 5,
  expiresSoon: 4,
  dayMissing: 3,
  sizeDropped: 2,
  automaticOff: 1,
};

/** For sorting by concern: the gravest first, then how many. All well is 0; not looked at is null. */
export function gravityOf(summary: InstanceSummary | undefined): number | null {
  if (summary === undefined) return null;
  if (summary.error !== null) return 0.5;
  const [worst = 0] = summary.concerns.map(({ kind }) => GRAVITY[kind]).sort((one, other) => other - one);
  return worst * 10 + summary.concerns.length;
}

export function toneOf(kind: Concern['kind']): 'danger' | 'warning' | 'quiet' {
  if (kind === 'noGoodBackup' || kind === 'lastFailed') return 'danger';
  return kind === 'automaticOff' ? 'quiet' : 'warning';
}

/** A concern in words. */
export function useConcernText(now: number): (concern: Concern) => string {
  const { t } = useTranslation('browse');
  const language = useLanguage();
  return (concern) => {
    switch (concern.kind) {
      case 'lastFailed':
        return t('concern.lastFailed', { when: formatRelativeTime(concern.at, now, language) });
      case 'expiresSoon':
        return t('concern.expiresSoon', { when: formatRelativeTime(concern.at, now, language) });
      case 'dayMissing':
        return t('concern.dayMissing', { count: concern.count });
      case 'sizeDropped':
        return t('concern.sizeDropped', { percent: concern.percent });
      default:
        return t(`concern.${concern.kind}`);
    }
  };
}

/** The gravest concern in a row, with the others behind it. */
export function HealthCell(props: { summary: InstanceSummary | undefined; textOf: (concern: Concern) => string }) {
  const { summary, textOf } = props;
  const { t } = useTranslation('browse');
  if (summary === undefined) return <span className={styles['muted']}>–</span>;
  if (summary.error !== null) {
    const { what } = explain(summary.error);
    return (
      <span className={styles['muted']} title={what}>
        {t('health.unknown')}
      </span>
    );
  }
  const [first, ...others] = summary.concerns;
  if (first === undefined) return <span className={styles['muted']}>{t('health.well')}</span>;
  const all = summary.concerns.map(textOf).join('\n');
  return (
    <span className={styles['concern']} data-tone={toneOf(first.kind)} title={all}>
      {textOf(first)}
      {others.length > 0 && ` +${others.length}`}
    </span>
  );
}
