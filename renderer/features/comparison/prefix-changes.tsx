import { useTranslation } from 'react-i18next';
import type { Comparison } from '#shared/models/comparison.ts';
import { PlainTable } from '../reports/plain-table.tsx';
import type { Measure } from '../reports/tiles.ts';
import { ChangeBars } from './change-bars.tsx';
import { ChangeSection } from './change-section.tsx';
import styles from './comparison.module.css';
import type { ReportPair } from './queries.ts';
import { differenceOf, useChanges } from './use-changes.ts';

const MOST_BARS = 15;

/** Which prefixes grew and which shrank: the largest changes as bars, all of them as a table. */
export function PrefixChanges(props: { comparison: Comparison; pair: ReportPair; measure: Measure }) {
  const { pair, measure } = props;
  const { prefixes } = props.comparison;
  const { t } = useTranslation('comparison');
  const { signed, changeColumns } = useChanges();
  const title = t('prefixes.title');
  if (prefixes.status === 'otherDelimiter') {
    return (
      <ChangeSection pair={pair} table="prefixes" title={title}>
        <p className={styles['warning']}>{t('prefixes.otherDelimiter')}</p>
      </ChangeSection>
    );
  }
  const { changed, moreChanged, notComparable, isApproximate } = prefixes;
  const bars = changed
    .map((change) => ({ label: change.prefix, value: differenceOf(change, measure) ?? 0 }))
    .filter(({ value }) => value !== 0)
    .toSorted((a, b) => Math.abs(b.value) - Math.abs(a.value))
    .slice(0, MOST_BARS)
    .map(({ label, value }) => ({ label, value, text: signed(value, measure) }));
  return (
    <ChangeSection pair={pair} table="prefixes" title={title} note={t('prefixes.note')}>
      {isApproximate && <p className={styles['warning']}>{t('prefixes.approximate')}</p>}
      {changed.length === 0 && <p>{t('prefixes.none')}</p>}
      {bars.length > 0 && <ChangeBars label={title} bars={bars} />}
      {changed.length > 0 && (
        <PlainTable
          label={title}
          rows={changed}
          columns={[
            { id: 'prefix', header: t('column.prefix'), kind: 'code', textOf: ({ prefix }) => prefix },
            ...changeColumns,
          ]}
        />
      )}
      {moreChanged > 0 && <p className={styles['muted']}>{t('prefixes.more', { count: moreChanged })}</p>}
      {notComparable > 0 && <p className={styles['muted']}>{t('prefixes.notComparable', { count: notComparable })}</p>}
    </ChangeSection>
  );
}
