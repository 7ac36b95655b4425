import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeptReport } from '#shared/models/kept-report.ts';
import { RestoreCard } from '../restore/restore-card.tsx';
import { BiggestKeys } from './biggest-keys.tsx';
import { Encodings } from './encodings.tsx';
import { MeasureChoice } from './measure-choice.tsx';
import { Numbers } from './numbers.tsx';
import { Lives, Sizes } from './histograms.tsx';
import { PrefixMap } from './prefix-map.tsx';
import type { CheckWish } from './report-page.tsx';
import styles from './reports.module.css';
import { DatabaseShares, TypeShares } from './shares.tsx';
import type { Measure } from './tiles.ts';

/**
 * What is in the file, a section after the other. A new subject is a component of its own that is given the kept report,
 * is a `Card` with a heading of level 2, answers null where it has nothing to say, and is named here where it belongs.
 * Names of keys in `kept` are hidden already where the user wants that.
 */
export function ReportSections({ kept, onCheck }: { kept: KeptReport; onCheck: (wish: CheckWish) => void }) {
  const { t } = useTranslation('reports');
  const [measure, setMeasure] = useState<Measure>('sizeBytes');
  const { rdb, summary } = kept.report;
  if (summary === null) return null;
  const shared = { reportId: kept.id, summary, measure };
  return (
    <>
      {rdb.verdict !== 'valid' && (
        <p role="status" className={styles['partial']}>
          {t('partial')}
        </p>
      )}
      <Numbers kept={kept} />
      <RestoreCard kept={kept} />
      {summary.keys > 0 && (
        <>
          <MeasureChoice value={measure} onChange={setMeasure} />
          <div className={styles['pair']}>
            <TypeShares {...shared} />
            <DatabaseShares {...shared} />
          </div>
          <PrefixMap {...shared} onCheck={onCheck} />
          <div className={styles['pair']}>
            <Lives {...shared} />
            <Sizes {...shared} />
          </div>
          <BiggestKeys kept={kept} />
          <Encodings summary={summary} />
        </>
      )}
    </>
  );
}
