import { useSuspenseQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { comparisonWithoutNames } from '#shared/hidden-names.ts';
import { Breadcrumbs } from '../../components/breadcrumbs.tsx';
import { settingsQuery } from '../../queries.ts';
import { MeasureChoice } from '../reports/measure-choice.tsx';
import type { Measure } from '../reports/tiles.ts';
import { ComparedFiles } from './compared-files.tsx';
import styles from './comparison.module.css';
import { comparisonQuery, type ReportPair } from './queries.ts';
import { BiggestKeyChanges, DatabaseChanges, TypeChanges } from './change-tables.tsx';
import { PrefixChanges } from './prefix-changes.tsx';
import { Totals } from './totals.tsx';

/** What grew and what shrank between two backups. */
export function ComparisonPage({ pair, onBack }: { pair: ReportPair; onBack: () => void }) {
  const { t } = useTranslation('comparison');
  const { data: found } = useSuspenseQuery(comparisonQuery(pair));
  const { data: settings } = useSuspenseQuery(settingsQuery);
  const [measure, setMeasure] = useState<Measure>('sizeBytes');
  const shown = useMemo(
    () => (settings.hidesKeyNames ? comparisonWithoutNames(found) : found),
    [found, settings.hidesKeyNames],
  );
  return (
    <div className={styles['page']}>
      <Breadcrumbs places={[t('history'), t('title')]} backLabel={t('back')} onBack={onBack} />
      <header>
        <h1 className={styles['title']}>{t('title')}</h1>
        <p className={styles['muted']}>{t('context')}</p>
      </header>
      <ComparedFiles before={shown.before} after={shown.after} />
      <Totals comparison={shown} />
      <MeasureChoice value={measure} onChange={setMeasure} />
      <PrefixChanges comparison={shown} pair={pair} measure={measure} />
      <BiggestKeyChanges comparison={shown} pair={pair} />
      <TypeChanges comparison={shown} pair={pair} />
      <DatabaseChanges comparison={shown} pair={pair} />
    </div>
  );
}
