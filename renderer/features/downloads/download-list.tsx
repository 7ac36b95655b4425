import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Download } from '#shared/models/download.ts';
import { reportsQuery } from '../reports/queries.ts';
import { DownloadItem } from './download-item.tsx';
import styles from './downloads.module.css';
import { OrderHandle } from './order-handle.tsx';
import { inOrder } from './order.ts';
import { reportOf } from './report-of.ts';
import { useQueueOrder } from './use-queue-order.ts';
import { useRowDrag } from './use-row-drag.ts';

/** The queue, whose order is in the user's hands, and below it what is done. */
export function DownloadList(props: {
  downloads: readonly Download[];
  /** Undefined where there is no place yet to show a report. */
  onReport?: (reportId: string) => void;
}) {
  const { downloads, onReport } = props;
  const { t } = useTranslation();
  const { data: kept } = useQuery(reportsQuery);
  const showReportOf = (download: Download): (() => void) | undefined => {
    const report = reportOf(download, kept?.reports ?? []);
    return report && onReport && (() => onReport(report.id));
  };
  const { queue, done } = inOrder(downloads);
  const { order, news } = useQueueOrder(queue);
  const drag = useRowDrag(order.place);
  return (
    <>
      <ul className={styles['list']} aria-label={t('downloads.title')}>
        {queue.map((download) => (
          <DownloadItem
            key={download.id}
            download={download}
            onReport={showReportOf(download)}
            isDropTarget={drag.overId === download.id}
            handle={order.length > 1 && <OrderHandle download={download} order={order} drag={drag} />}
          />
        ))}
        {done.map((download) => (
          <DownloadItem key={download.id} download={download} onReport={showReportOf(download)} />
        ))}
      </ul>
      <div className="visually-hidden" aria-live="polite">
        {news}
      </div>
    </>
  );
}
