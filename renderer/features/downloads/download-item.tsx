import { useMutation } from '@tanstack/react-query';
import { Check as Tick } from 'lucide-react';
import { useId, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { shortenMiddle } from '#shared/format.ts';
import type { Download } from '#shared/models/download.ts';
import { bridge, errorData, unwrap } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { ErrorAlert } from '../../components/error-alert.tsx';
import { cardClass } from '../../components/page.tsx';
import { rescueFocus } from '../../app/focus.ts';
import { Checks } from './checks.tsx';
import { Damage } from './damage.tsx';
import { DetailsPanel } from './details-panel.tsx';
import { DiscardDialog, isCostlyToDiscard } from './discard-dialog.tsx';
import styles from './downloads.module.css';
import { Figures } from './figures.tsx';
import { PlainHttpConsent } from './plain-http-consent.tsx';
import { ProgressTrack } from './progress-track.tsx';
import { actionsOf, isSetAside, statusWord, type DownloadAction } from './states.ts';

const PLACES = ['first', 'second', 'third'] as const;

/** One download, wherever it stands. In the queue, a handle takes it to another place. */
export function DownloadItem(props: {
  download: Download;
  /** Undefined where there is no report of its file. */
  onReport: (() => void) | undefined;
  handle?: ReactNode;
  isDropTarget?: boolean;
}) {
  const { download, onReport, handle, isDropTarget = false } = props;
  const { t } = useTranslation();
  const nameId = useId();
  const { id: downloadId, fileName, state, ref } = download;
  const act = useMutation({
    mutationFn: (action: DownloadAction) => perform(action, downloadId),
    onSettled: () => setTimeout(rescueFocus),
  });
  const [discarding, setDiscarding] = useState<DownloadAction>();
  const [isOpen, setIsOpen] = useState(false);
  const detailsId = useId();
  const choose = (action: DownloadAction): void => {
    if (act.isPending) return;
    if (isCostly(action, download)) setDiscarding(action);
    else act.mutate(action);
  };
  const word = statusWord(download);

  return (
    <li
      className={cardClass(styles['item'])}
      aria-labelledby={nameId}
      data-drop={isDropTarget}
      data-queued={handle === undefined ? undefined : downloadId}
    >
      <div className={styles['head']}>
        {handle}
        <span id={nameId} className={styles['name']} title={`${download.folder} · ${fileName}`}>
          {fileName}
        </span>
        <span role="status" aria-live="off" className={styles['status']} data-status={word}>
          {word === 'verified' && <Tick size={12} aria-hidden />}
          {t(`downloads.status.${word}`)}
        </span>
      </div>
      <p className={styles['source']}>
        <span className={styles['profile']} title={download.profileName}>
          {download.profileName}
        </span>
        {[ref.regionId, ref.instanceId, ref.shardId, ref.backupId]
          .filter((id) => id !== '')
          .map((id) => (
            <code key={id} title={id}>
              {shortenMiddle(id, 18)}
            </code>
          ))}
      </p>
      <ProgressBar download={download} />
      <Figures download={download} />
      {state.status === 'failed' && (
        <ErrorAlert
          error={state.error}
          note={isSetAside(download) && <Damage error={state.error} />}
          actions={<PlainHttpConsent error={state.error} onConsent={() => act.mutate('retry')} />}
        />
      )}
      {state.status === 'paused' && state.error !== undefined && (
        <>
          <ErrorAlert error={state.error} />
          <p className={styles['note']}>{t('queue:waiting')}</p>
        </>
      )}
      {download.waitsForUnlock && <p className={styles['note']}>{t('queue:waitsForUnlock')}</p>}
      {act.error !== null && <ErrorAlert error={errorData(act.error)} />}
      <div className={styles['foot']}>
        {state.status === 'done' && <Checks checks={state.checks} sizeBytes={download.receivedBytes} />}
        <div className={styles['actions']}>
          <Button
            size="small"
            tone="quiet"
            aria-expanded={isOpen}
            aria-controls={isOpen ? detailsId : undefined}
            onClick={() => setIsOpen(!isOpen)}
          >
            {t('queue:details.open')}
          </Button>
          {onReport !== undefined && (
            <Button size="small" onClick={onReport}>
              {t('downloads.showReport')}
            </Button>
          )}
          {/* By their place, not their name: the button that paused is the one that resumes, and keeps the focus. */}
          {actionsOf(download).map((action, place) => (
            <Button key={PLACES[place]} size="small" onClick={() => choose(action)}>
              {t(`downloads.action.${action}`)}
            </Button>
          ))}
        </div>
      </div>
      {isOpen && <DetailsPanel download={download} id={detailsId} />}
      <DiscardDialog
        download={download}
        isOpen={discarding !== undefined}
        onClose={() => setDiscarding(undefined)}
        onDiscard={() => {
          setDiscarding(undefined);
          if (discarding !== undefined) act.mutate(discarding);
        }}
      />
    </li>
  );
}

function perform(action: DownloadAction, downloadId: string): Promise<unknown> {
  switch (action) {
    case 'startOver':
    case 'keepBoth':
      return unwrap(bridge.downloads.startOver({ downloadId, keepsOld: action === 'keepBoth' }));
    case 'fetchAgain':
      return unwrap(bridge.downloads.retry({ downloadId }));
    default:
      return unwrap(bridge.downloads[action]({ downloadId }));
  }
}

/** What would throw away bytes that take long to fetch again is asked about first. */
function isCostly(action: DownloadAction, download: Download): boolean {
  const isPartial = download.state.status === 'failed' && !isSetAside(download);
  const discards = action === 'cancel' || (action === 'dismiss' && isPartial);
  return discards && isCostlyToDiscard(download);
}

function ProgressBar({ download }: { download: Download }) {
  const { fileName, receivedBytes, totalBytes, checkedBytes, state } = download;
  const word = statusWord(download);
  const doneBytes = word === 'checking' ? checkedBytes : receivedBytes;
  const share = totalBytes === null || totalBytes === 0 ? 0 : doneBytes / totalBytes;
  return <ProgressTrack label={fileName} share={share} isOver={state.status === 'done'} word={word} />;
}
