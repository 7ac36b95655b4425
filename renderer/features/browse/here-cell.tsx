import { Check } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { formatPercent, wholePercent } from '#shared/format.ts';
import { useLanguage } from '../../app/use-language.ts';
import styles from './browse.module.css';
import { Button } from '../../components/button.tsx';
import { useBackupProgress } from './use-backup-downloads.ts';

/** Whether a backup is on this machine, or how far it is on its way; a distributed one only when all its shards are. */
export function HereCell(props: {
  downloadKey: string;
  isOnShelf: boolean;
  /** Offers the download in the row itself. */
  onDownload?: (() => void) | undefined;
}) {
  const { downloadKey, isOnShelf, onDownload } = props;
  const { t } = useTranslation('browse');
  const language = useLanguage();
  const progress = useBackupProgress(downloadKey);
  if (isOnShelf || progress?.status === 'done') {
    return (
      <span className={styles['here']}>
        <Check size={13} aria-hidden />
        {t('here.done')}
      </span>
    );
  }
  if (progress === undefined) {
    return onDownload === undefined ? null : (
      <Button size="small" tabIndex={-1} onClick={onDownload}>
        {t('download.one')}
      </Button>
    );
  }
  const { status, count, doneCount, receivedBytes, totalBytes } = progress;
  const shards = count > 1 ? ` · ${doneCount}/${count}` : '';
  if (status === 'failed') return <span className={styles['notHere']}>{t('here.failed') + shards}</span>;
  const percent =
    totalBytes === null ? t('here.begun') : formatPercent(wholePercent(receivedBytes, totalBytes), language);
  return <span className={styles['muted']}>{percent + shards}</span>;
}
