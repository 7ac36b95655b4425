import { useTranslation } from 'react-i18next';
import { formatPercent, wholePercent } from '#shared/format.ts';
import type { Download } from '#shared/models/download.ts';
import { useLanguage } from '../../app/use-language.ts';
import { bridge } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { explain } from '../../components/explain-error.ts';
import styles from './browse.module.css';
import { useBackupDownloads } from './use-backup-downloads.ts';

/** The files of a backup as they come: what failed is tried again by itself, the others stay. */
export function BackupFiles({ downloadKey }: { downloadKey: string }) {
  const { t } = useTranslation('browse');
  const downloads = useBackupDownloads(downloadKey);
  if (downloads.length === 0) return null;
  return (
    <section aria-label={t('files.title')}>
      <h3>{t('files.title')}</h3>
      <ul className={styles['shards']}>
        {downloads.map((download) => (
          <FileItem key={download.id} download={download} />
        ))}
      </ul>
    </section>
  );
}

function FileItem({ download }: { download: Download }) {
  const { t } = useTranslation('browse');
  const { id, ref, fileName, state } = download;
  const name = ref.shardId || fileName;
  return (
    <li>
      <code title={fileName}>{name}</code>
      <span className={styles['muted']}>
        <FileState download={download} />
      </span>
      {state.status === 'failed' && (
        <Button
          size="small"
          aria-label={t('files.retryNamed', { name })}
          onClick={() => void bridge.downloads.retry({ downloadId: id })}
        >
          {t('list.tryAgain')}
        </Button>
      )}
    </li>
  );
}

function FileState({ download }: { download: Download }) {
  const { t } = useTranslation('browse');
  const language = useLanguage();
  const { state, receivedBytes, totalBytes } = download;
  if (state.status === 'failed') return explain(state.error).what;
  if (state.status === 'done') return t('here.done');
  if (totalBytes === null || receivedBytes === 0) return t('here.begun');
  return formatPercent(wholePercent(receivedBytes, totalBytes), language);
}
