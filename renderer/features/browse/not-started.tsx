import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { ErrorAlert } from '../../components/error-alert.tsx';
import styles from './browse.module.css';
import type { NotStarted as Failure } from './use-download-backups.ts';

/** Which of the chosen backups are not on their way, and why. */
export function NotStarted({ failures, onDismiss }: { failures: readonly Failure[]; onDismiss: () => void }) {
  const { t } = useTranslation('browse');
  const [first] = failures;
  if (first === undefined) return null;
  return (
    <div className={styles['problem']}>
      <ErrorAlert
        error={first.error}
        actions={
          <Button size="small" onClick={onDismiss}>
            {t('download.dismiss')}
          </Button>
        }
      />
      <p className={styles['muted']}>
        {t('download.notStarted', { count: failures.length, names: failures.map(({ name }) => name).join(', ') })}
      </p>
    </div>
  );
}
