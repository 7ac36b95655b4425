import { useTranslation } from 'react-i18next';
import type { Download } from '#shared/models/download.ts';
import { DownloadItem } from './download-item.tsx';
import styles from './downloads.module.css';
import { OrderHandle } from './order-handle.tsx';
import { inOrder } from './order.ts';
import { useQueueOrder } from './use-queue-order.ts';
import { useRowDrag } from './use-row-drag.ts';

/** The queue, whose order is in the user's hands, and below it what is done. */
export function DownloadList({ downloads }: { downloads: readonly Download[] }) {
  const { t } = useTranslation();
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
            isDropTarget={drag.overId === download.id}
            handle={order.length > 1 && <OrderHandle download={download} order={order} drag={drag} />}
          />
        ))}
        {done.map((download) => (
          <DownloadItem key={download.id} download={download} />
        ))}
      </ul>
      <div className="visually-hidden" aria-live="polite">
        {news}
      </div>
    </>
  );
}
