import { useTranslation } from 'react-i18next';
import { formatBytes, formatPercent, wholePercent } from '#shared/format.ts';
import type { RestoreProgress } from '#shared/models/test-restore.ts';
import { useLanguage } from '../../app/use-language.ts';
import { Button } from '../../components/button.tsx';
import styles from './restore.module.css';

/** How much of the file the server has loaded. */
export function TestProgress({ progress, onCancel }: { progress: RestoreProgress; onCancel: () => void }) {
  const { t } = useTranslation('restore');
  const language = useLanguage();
  const { loadedBytes, totalBytes } = progress;
  return (
    <div className={styles['actions']}>
      <progress
        className={styles['progress']}
        aria-label={t('test.progress')}
        {...(totalBytes > 0 ? { value: loadedBytes, max: totalBytes } : {})}
      />
      <span>
        {totalBytes > 0
          ? `${formatPercent(wholePercent(loadedBytes, totalBytes), language)} · ${formatBytes(loadedBytes, language)}`
          : t('test.starting')}
      </span>
      <Button size="small" onClick={onCancel}>
        {t('test.cancel')}
      </Button>
    </div>
  );
}
