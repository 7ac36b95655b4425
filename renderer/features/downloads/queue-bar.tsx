import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { totalsOf } from '#shared/download-totals.ts';
import { formatBytes, formatDuration, formatSpeed, wholePercent } from '#shared/format.ts';
import type { Download } from '#shared/models/download.ts';
import { rescueFocus } from '../../app/focus.ts';
import { useLanguage } from '../../app/use-language.ts';
import { bridge, errorData, unwrap } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorAlert } from '../../components/error-alert.tsx';
import { Card } from '../../components/page.tsx';
import styles from './downloads.module.css';
import { SpeedLimitField } from './speed-limit-field.tsx';
import { actionsOf, type DownloadAction } from './states.ts';

const ACTIONS = ['pause', 'resume', 'retry', 'dismiss', 'cancel'] as const satisfies readonly DownloadAction[];
type BulkAction = (typeof ACTIONS)[number];

/** All downloads as one: how far they are together, and what can be done with all of them. */
export function QueueBar({ downloads }: { downloads: readonly Download[] }) {
  const { t } = useTranslation('queue');
  const [isCancelling, setIsCancelling] = useState(false);
  const act = useMutation({
    mutationFn: (action: BulkAction) => {
      const downloadIds = downloads.filter((each) => isMeant(each, action)).map(({ id }) => id);
      return unwrap(bridge.downloads.each({ action, downloadIds }));
    },
    onSettled: () => setTimeout(rescueFocus),
  });
  const possible = ACTIONS.filter((action) => downloads.some((each) => isMeant(each, action)));
  return (
    <Card className={styles['queueBar']} aria-label={t('bar.label')}>
      <Totals downloads={downloads} />
      <SpeedLimitField />
      {possible.length > 0 && (
        <div className={styles['bulk']}>
          {possible.map((action) => (
            <Button
              key={action}
              size="small"
              onClick={() => (action === 'cancel' ? setIsCancelling(true) : act.mutate(action))}
            >
              {t(`bar.${action}`)}
            </Button>
          ))}
        </div>
      )}
      {act.error !== null && <ErrorAlert error={errorData(act.error)} />}
      <Dialog
        isOpen={isCancelling}
        onClose={() => setIsCancelling(false)}
        title={t('cancelAll.title', { count: downloads.filter((each) => isMeant(each, 'cancel')).length })}
        description={t('cancelAll.text')}
        actions={
          <>
            <Button onClick={() => setIsCancelling(false)}>{t('cancelAll.keep')}</Button>
            <Button
              tone="danger"
              onClick={() => {
                setIsCancelling(false);
                act.mutate('cancel');
              }}
            >
              {t('cancelAll.confirm')}
            </Button>
          </>
        }
      />
    </Card>
  );
}

/** Failed ones are retried all together; taken off the list are only those that are done. */
function isMeant(download: Download, action: BulkAction): boolean {
  if (action === 'dismiss') return download.state.status === 'done';
  return actionsOf(download).includes(action);
}

function Totals({ downloads }: { downloads: readonly Download[] }) {
  const { t } = useTranslation('queue');
  const language = useLanguage();
  const totals = totalsOf(downloads);
  const { unfinished, receivedBytes, totalBytes, bytesPerSecond, secondsLeft } = totals;
  if (unfinished === 0) return <p className={styles['totals']}>{t('bar.idle')}</p>;
  const figures = [
    t('bar.unfinished', { count: unfinished }),
    totalBytes > 0 &&
      t('bar.bytes', { received: formatBytes(receivedBytes, language), total: formatBytes(totalBytes, language) }),
    bytesPerSecond > 0 && formatSpeed(bytesPerSecond, language),
    secondsLeft !== null && t('bar.timeLeft', { time: formatDuration(Math.max(1, secondsLeft), language) }),
  ].filter((figure): figure is string => typeof figure === 'string');
  return (
    <div className={styles['totals']}>
      <div className={styles['figures']}>
        {figures.map((figure) => (
          <span key={figure}>{figure}</span>
        ))}
      </div>
      <div
        role="progressbar"
        aria-label={t('bar.progress')}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.min(99, wholePercent(receivedBytes, totalBytes))}
        className={styles['track']}
      >
        <div
          className={styles['bar']}
          style={{ width: totalBytes === 0 ? 0 : `${(receivedBytes / totalBytes) * 100}%` }}
        />
      </div>
    </div>
  );
}
