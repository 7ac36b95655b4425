import { Suspense, useCallback, type ReactNode } from 'react';
import { RowsSkeleton } from '../browse/list-state.tsx';
import { ComparisonPage } from '../comparison/comparison-page.tsx';
import type { ReportPair } from '../comparison/queries.ts';
import { ReportPage } from '../reports/report-page.tsx';
import styles from './history.module.css';
import { HistoryList } from './history-list.tsx';
import { HISTORY_LIST, type HistoryPlace } from './place.ts';

/** What was checked and downloaded on this machine, the report of one of the files, or two of them compared. */
export function HistoryPage(props: {
  place: HistoryPlace;
  onPlace: (place: HistoryPlace) => void;
  onShowDownloads: () => void;
}) {
  return (
    <div className={styles['page']}>
      <Suspense fallback={<RowsSkeleton />}>
        <Content {...props} />
      </Suspense>
    </div>
  );
}

function Content({ place, onPlace, onShowDownloads }: Parameters<typeof HistoryPage>[0]): ReactNode {
  const showReport = useCallback((reportId: string) => onPlace({ at: 'report', reportId }), [onPlace]);
  const compare = (pair: ReportPair): void => onPlace({ at: 'comparison', pair });
  const back = (): void => onPlace(HISTORY_LIST);
  switch (place.at) {
    case 'list':
      return <HistoryList onReport={showReport} onCompare={compare} onShowDownloads={onShowDownloads} />;
    case 'report':
      return (
        <ReportPage
          key={place.reportId}
          reportId={place.reportId}
          onReport={showReport}
          onCompare={compare}
          onBack={back}
        />
      );
    default:
      return <ComparisonPage pair={place.pair} onBack={back} />;
  }
}
