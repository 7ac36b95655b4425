import { useTranslation } from 'react-i18next';
import type { TransferResult } from '#shared/models/transfer.ts';
import styles from './transfer.module.css';

/** What became of each profile of the file. */
export function ResultList({ results }: { results: readonly TransferResult[] }) {
  const { t } = useTranslation('transfer');
  return (
    <ul className={styles['results']} aria-label={t('result.label')}>
      {results.map((result) => (
        <li key={result.rowId} className={styles['result']} data-outcome={result.outcome}>
          <span className={styles['name']}>{result.name}</span>
          <span className={styles['outcome']}>{t(`result.${result.outcome}`)}</span>
          <Why result={result} />
        </li>
      ))}
    </ul>
  );
}

function Why({ result: { code, reason } }: { result: TransferResult }) {
  const { t } = useTranslation('transfer');
  if (reason !== null) return <span className={styles['why']}>{t(`errors:fields.${reason}`)}</span>;
  return code === null ? null : <span className={styles['why']}>{t(`errors:codes.${code}.what`)}</span>;
}
