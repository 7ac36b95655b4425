import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { AppErrorData } from '#shared/errors.ts';
import { Button } from '../../components/button.tsx';
import { ErrorAlert } from '../../components/error-alert.tsx';
import styles from './browse.module.css';

/** Why a list could not be read, or not to its end, with what is still there below. */
export function ListError(props: {
  error: AppErrorData;
  /** What stands below although this went wrong. */
  note?: string;
  isFetching: boolean;
  onRetry: () => void;
}) {
  const { error, note, isFetching, onRetry } = props;
  const { t } = useTranslation('browse');
  return (
    <div className={styles['problem']}>
      <ErrorAlert
        error={error}
        actions={
          <Button size="small" aria-disabled={isFetching} onClick={() => isFetching || onRetry()}>
            {t('list.tryAgain')}
          </Button>
        }
      />
      {note !== undefined && <p className={styles['muted']}>{note}</p>}
    </div>
  );
}

/** The shape of rows that are on their way; shown only to those who have to wait for it. */
export function RowsSkeleton() {
  const { t } = useTranslation('browse');
  return (
    <div className={styles['skeleton']} role="status" aria-label={t('list.reading')}>
      {Array.from({ length: 8 }, (_, at) => (
        <span key={at} />
      ))}
    </div>
  );
}

/** What to do where there is nothing to see. */
export function EmptyState({ title, text, children }: { title: string; text: string; children?: ReactNode }) {
  return (
    <div className={styles['nothing']}>
      <strong>{title}</strong>
      <p>{text}</p>
      {children}
    </div>
  );
}
