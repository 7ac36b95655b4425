import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportOutcome, ImportScan } from '#shared/models/import.ts';
import { explain } from '../../components/explain-error.ts';
import styles from './imports.module.css';

/** A name as it may stand in a command line that somebody copies; a placeholder for one that would need quoting. */
function asWord(name: string): string {
  return /^\w[\w.-]*$/u.test(name) ? name : 'NAME';
}

/** What became of each chosen row, and the copy of the keys that the CLI keeps. */
export function ImportResult({ scan, outcomes }: { scan: ImportScan; outcomes: readonly ImportOutcome[] }) {
  const { t } = useTranslation('imports');
  const titleId = useId();
  const { rows, credentialFile } = scan;
  const came = outcomes.filter(({ state }) => state === 'added' || state === 'restored');
  const first = rows.find(({ id }) => came.some(({ rowId }) => rowId === id));
  return (
    <>
      <ul aria-label={t('result.list')} className={styles['rows']}>
        {outcomes.map((outcome) => (
          <li key={outcome.rowId} className={styles['outcome']}>
            <span className={styles['outcomeName']}>{outcome.profileName}</span>
            <span className={styles['outcomeState']} data-state={outcome.state}>
              {wordsFor(outcome)}
            </span>
          </li>
        ))}
      </ul>
      {first !== undefined && credentialFile !== '' && (
        <section className={styles['remains']} aria-labelledby={titleId}>
          <h3 id={titleId} className={styles['remainsTitle']}>
            {t('remains.title')}
          </h3>
          <p>{t('remains.text', { file: credentialFile })}</p>
          <ul className={styles['advice']}>
            <li>
              {t('remains.unused')}{' '}
              <code className={styles['command']}>ucloud config delete --profile {asWord(first.name)}</code>
            </li>
            <li>{t('remains.used')}</li>
          </ul>
        </section>
      )}
    </>
  );

  function wordsFor(outcome: ImportOutcome): string {
    if (outcome.state !== 'failed') return t(`result.${outcome.state}`);
    const { what, next } = explain(outcome.error);
    return `${what} ${next}`;
  }
}
