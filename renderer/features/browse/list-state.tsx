import { useTranslation } from 'react-i18next';
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
