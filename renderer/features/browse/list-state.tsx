import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import styles from './browse.module.css';

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
