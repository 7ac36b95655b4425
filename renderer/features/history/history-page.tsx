import { Suspense } from 'react';
import { RowsSkeleton } from '../browse/list-state.tsx';
import { ReportPage } from '../reports/report-page.tsx';
import styles from './history.module.css';
import { HistoryList } from './history-list.tsx';

/** What was checked and downloaded on this machine, and the report of one of the files. */
export function HistoryPage(props: {
  /** Empty for the list. */
  reportId: string;
  onReport: (reportId: string) => void;
  onShowDownloads: () => void;
}) {
  const { reportId, onReport, onShowDownloads } = props;
  return (
    <div className={styles['page']}>
      <Suspense fallback={<RowsSkeleton />}>
        {reportId === '' ? (
          <HistoryList onReport={onReport} onShowDownloads={onShowDownloads} />
        ) : (
          <ReportPage key={reportId} reportId={reportId} onReport={onReport} onBack={() => onReport('')} />
        )}
      </Suspense>
    </div>
  );
}
