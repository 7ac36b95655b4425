import { useTranslation } from 'react-i18next';
import styles from './transfer.module.css';

interface Report {
  fileName: string;
  folder: string;
  count: number;
  leftOut: string[];
}

/** Where the profiles went, which ones did not, and what to mind now. */
export function ExportReport({ report, isEncrypted }: { report: Report; isEncrypted: boolean }) {
  const { t } = useTranslation('transfer');
  const { fileName, folder, count, leftOut } = report;
  return (
    <div className={styles['content']} role="status">
      <p>{t('exported.text', { count, fileName })}</p>
      <dl className={styles['facts']}>
        <dt>{t('exported.folder')}</dt>
        <dd className="code">{folder}</dd>
      </dl>
      {leftOut.length > 0 && (
        <div className={styles['warning']}>
          <p>{t('exported.leftOut')}</p>
          <ul>
            {leftOut.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        </div>
      )}
      <p className={styles['hint']}>{isEncrypted ? t('exported.encrypted') : t('exported.none')}</p>
    </div>
  );
}
