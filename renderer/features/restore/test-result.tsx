import { CircleAlert, CircleCheck, CircleX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { formatBytes, formatDuration, formatInteger } from '#shared/format.ts';
import type { RestoredDatabase, TestRestoreResult } from '#shared/models/test-restore.ts';
import { useLanguage } from '../../app/use-language.ts';
import { PlainTable } from '../reports/plain-table.tsx';
import styles from './restore.module.css';
import { serverName } from './server-name.ts';

/** What the server made of the file. */
export function TestResult({ result }: { result: TestRestoreResult }) {
  return result.outcome === 'loaded' ? <Loaded result={result} /> : <Refused result={result} />;
}

type LoadedResult = Extract<TestRestoreResult, { outcome: 'loaded' }>;
type RefusedResult = Extract<TestRestoreResult, { outcome: 'refused' }>;

function Loaded({ result }: { result: LoadedResult }) {
  const { t } = useTranslation('restore');
  const language = useLanguage();
  const { isAsExpected, expiredKeys, usedMemoryBytes, durationMs } = result;
  const { server } = serverName(result.server);
  const Icon = isAsExpected ? CircleCheck : CircleAlert;
  const seconds = formatDuration(Math.max(1, durationMs / 1000), language);
  return (
    <div className={styles['result']} data-tone={isAsExpected ? 'success' : 'warning'}>
      <p role="status" className={styles['resultHead']}>
        <Icon size={18} aria-hidden />
        <strong>{isAsExpected ? t('result.loaded', { server }) : t('result.different', { server })}</strong>
      </p>
      <p>
        {t('result.took', { time: seconds })}
        {usedMemoryBytes !== null && ` ${t('result.memory', { size: formatBytes(usedMemoryBytes, language) })}`}
        {expiredKeys !== null &&
          expiredKeys > 0 &&
          ` ${t('result.expired', { count: expiredKeys, number: formatInteger(expiredKeys, language) })}`}
      </p>
      <DatabaseTable databases={result.databases} />
    </div>
  );
}

function DatabaseTable({ databases }: { databases: readonly RestoredDatabase[] }) {
  const { t } = useTranslation('restore');
  const language = useLanguage();
  const integer = (value: number): string => formatInteger(value, language);
  if (databases.length === 0) return null;
  return (
    <PlainTable
      label={t('result.table')}
      rows={databases}
      columns={[
        { id: 'database', header: t('result.database'), kind: 'number', textOf: ({ database }) => String(database) },
        { id: 'expected', header: t('result.expected'), kind: 'number', textOf: ({ expected }) => integer(expected) },
        { id: 'loaded', header: t('result.inServer'), kind: 'number', textOf: ({ loaded }) => integer(loaded) },
        {
          id: 'verdict',
          header: t('result.verdict'),
          textOf: ({ isAsExpected, loaded, expected }) => {
            if (!isAsExpected) return t('result.not');
            return loaded === expected ? t('result.same') : t('result.sameButExpired');
          },
        },
      ]}
    />
  );
}

function Refused({ result }: { result: RefusedResult }) {
  const { t } = useTranslation('restore');
  const { words, wasKilled, isServerSuitable } = result;
  const { server } = serverName(result.server);
  return (
    <div className={styles['result']} data-tone="danger">
      <p role="status" className={styles['resultHead']}>
        <CircleX size={18} aria-hidden />
        <strong>{wasKilled ? t('result.killed', { server }) : t('result.refused', { server })}</strong>
      </p>
      {!isServerSuitable && <p>{t('result.notSuitable')}</p>}
      {words.length > 0 && (
        <>
          <p>{t('result.words')}</p>
          <pre className={styles['words']}>{words.join('\n')}</pre>
        </>
      )}
    </div>
  );
}
