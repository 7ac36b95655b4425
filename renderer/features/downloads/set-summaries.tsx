import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { progressOf } from '#shared/download-sets.ts';
import { formatBytes } from '#shared/format.ts';
import type { Download } from '#shared/models/download.ts';
import { useLanguage } from '../../app/use-language.ts';
import { cardClass } from '../../components/page.tsx';
import styles from './downloads.module.css';
import { ProgressTrack } from './progress-track.tsx';

const WORDS = { running: 'downloading', failed: 'failed', done: 'completed' } as const;

/** Backups of several shards, each as one: complete only when every shard is. The shards' own rows are in the list. */
export function SetSummaries({ downloads }: { downloads: readonly Download[] }) {
  const { t } = useTranslation();
  const sets = [...Map.groupBy(downloads, ({ setId }) => setId)].filter(([id, { length }]) => id !== '' && length > 1);
  if (sets.length === 0) return null;
  return (
    <ul className={styles['list']} aria-label={t('downloads.set.title')}>
      {sets.map(([id, shards]) => (
        <SetSummary key={id} shards={shards} />
      ))}
    </ul>
  );
}

function SetSummary({ shards }: { shards: readonly Download[] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const nameId = useId();
  const progress = progressOf(shards);
  const name = shards[0]?.folder.split(/[/\\]/u).at(-1) ?? '';
  if (progress === undefined) return null;
  const { status, count, doneCount, failedCount, receivedBytes, totalBytes } = progress;
  const share = totalBytes === null || totalBytes === 0 ? 0 : receivedBytes / totalBytes;
  return (
    <li className={cardClass(styles['item'])} aria-labelledby={nameId}>
      <div className={styles['head']}>
        <span id={nameId} className={styles['name']} title={shards[0]?.folder}>
          {name}
        </span>
        <span className={styles['status']} data-status={WORDS[status]}>
          {t('downloads.set.complete', { done: doneCount, count })}
        </span>
      </div>
      <ProgressTrack label={name} share={share} isOver={status === 'done'} word={WORDS[status]} />
      <p className={styles['figures']}>
        {totalBytes !== null && (
          <span>
            {t('downloads.bytes', {
              received: formatBytes(receivedBytes, language),
              total: formatBytes(totalBytes, language),
            })}
          </span>
        )}
        {failedCount > 0 && <span>{t('downloads.set.failed', { count: failedCount })}</span>}
      </p>
    </li>
  );
}
