import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { formatBytes, formatDateTime, formatInteger } from '#shared/format.ts';
import type { PeekReport } from '#shared/models/peek.ts';
import { useExactSize } from '../../app/use-exact-size.ts';
import { useLanguage } from '../../app/use-language.ts';
import { Fact } from '../../components/fact.tsx';
import styles from './peek.module.css';

/** What the ends of a backup tell: a look, not a check. */
export function PeekFacts({ report }: { report: PeekReport }) {
  const { t } = useTranslation('peek');
  const language = useLanguage();
  const exactly = useExactSize();
  const { content, sizeBytes, readBytes } = report;
  const { tone, text } = verdictOf(report, t);
  return (
    <section className={styles['peek']} aria-label={t('title')}>
      <p role="status" className={styles['verdict']} data-tone={tone}>
        {text}
      </p>
      <dl className={styles['facts']}>
        <Fact term={t('size')}>{sizeBytes === null ? t('unknown') : exactly(sizeBytes)}</Fact>
        {content.kind === 'rdb' && <RdbFacts content={content} />}
        {content.kind === 'rdb' && <Fact term={t('end')}>{t(`ending.${report.ending}`)}</Fact>}
      </dl>
      <p className={styles['note']}>{t('note', { size: formatBytes(readBytes, language) })}</p>
    </section>
  );
}

type PeekedRdb = Extract<PeekReport['content'], { kind: 'rdb' }>;

function RdbFacts({ content }: { content: PeekedRdb }) {
  const { t } = useTranslation('peek');
  const language = useLanguage();
  const { header, rdbVersion, lowest } = content;
  const servers = [
    ...(lowest.redis === null ? [] : [`Redis ${lowest.redis}`]),
    ...(lowest.valkey === null ? [] : [`Valkey ${lowest.valkey}`]),
  ];
  const product = header.product === 'valkey' ? 'Valkey' : 'Redis';
  return (
    <>
      <Fact term={t('writtenBy')}>
        {t('server', { server: `${product} ${header.serverVersion}`.trim(), version: rdbVersion })}
      </Fact>
      <Fact term={t('needs')}>{servers.join(' · ') || t('unknown')}</Fact>
      <Fact term={t('madeAt')}>
        {header.createdAt === null ? t('unknown') : formatDateTime(header.createdAt, language)}
      </Fact>
      <Fact term={t('memory')}>
        {header.usedMemoryBytes === null ? t('unknown') : formatBytes(header.usedMemoryBytes, language)}
      </Fact>
      <Fact term={t('keys')}>
        <KeyCounts content={content} />
      </Fact>
    </>
  );
}

/** As the file announces them: of the first database, where the others lie beyond what was read. */
function KeyCounts({ content: { databases, keyCount } }: { content: PeekedRdb }) {
  const { t } = useTranslation('peek');
  const language = useLanguage();
  const isAll = keyCount !== null;
  return (
    <>
      {isAll && <div>{t('keysInAll', { count: keyCount, number: formatInteger(keyCount, language) })}</div>}
      {databases.map(({ database, keys, expiring }) => (
        <div key={database}>
          {t('databaseKeys', {
            database,
            keys: formatInteger(keys, language),
            expiring: formatInteger(expiring, language),
          })}
        </div>
      ))}
      {!isAll && (
        <div className={styles['note']}>
          {databases.length === 0 ? t('announced.nothing') : t('announced.firstDatabases')}
        </div>
      )}
    </>
  );
}

interface Verdict {
  readonly tone: 'good' | 'warning' | 'danger';
  readonly text: string;
}

function verdictOf({ content, ending }: PeekReport, t: TFunction<'peek'>): Verdict {
  if (content.kind === 'notRdb') return { tone: 'danger', text: t(`notRdb.${content.lookalike}`) };
  if (content.state === 'damaged') return { tone: 'danger', text: t('verdict.damaged') };
  if (content.state === 'notUnderstood') return { tone: 'warning', text: t('verdict.notUnderstood') };
  if (ending === 'noEndMark') return { tone: 'warning', text: t('verdict.noEndMark') };
  if (content.isAofBase) return { tone: 'warning', text: t('verdict.aofBase') };
  return { tone: 'good', text: ending === 'notReached' ? t('verdict.headOnly') : t('verdict.good') };
}
