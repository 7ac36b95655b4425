import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import { formatBytes, formatDateTime } from '#shared/format.ts';
import type { Check } from '#shared/models/download.ts';
import type { TimelineEntry } from '#shared/models/download-details.ts';
import { useLanguage } from '../../app/use-language.ts';
import { explain } from '../../components/explain-error.ts';
import styles from './details.module.css';
import { completedWord } from './states.ts';

/** What happened to a download, newest first. */
export function Timeline({ timeline }: { timeline: readonly TimelineEntry[] }) {
  const { t } = useTranslation('queue');
  const language = useLanguage();
  return (
    <ol className={styles['timeline']} aria-label={t('details.timeline')}>
      {timeline.toReversed().map((line, index) => (
        <li key={`${line.at} ${timeline.length - index}`}>
          <time dateTime={new Date(line.at).toISOString()}>{formatDateTime(line.at, language)}</time>
          <span>{sentenceOf(line, timeline, language)}</span>
        </li>
      ))}
    </ol>
  );
}

/** One line in words. Errors are told by what happened; what to do about them stands in the row. */
function sentenceOf(line: TimelineEntry, timeline: readonly TimelineEntry[], language: string): string {
  const t = i18next.getFixedT(language, 'queue');
  const bytes = (count: number): string => formatBytes(count, language);
  const reason = (code: Parameters<typeof explain>[0]['code']): string =>
    explain({ code, params: { host: t('timeline.theServer') }, retryable: false }).what;
  switch (line.type) {
    case 'started':
      return line.totalBytes === null
        ? t('timeline.started')
        : t('timeline.startedWith', { size: bytes(line.totalBytes) });
    case 'resumed':
      return line.droppedBytes === 0
        ? t('timeline.resumed', { kept: bytes(line.keptBytes) })
        : t('timeline.resumedLess', { kept: bytes(line.keptBytes), dropped: bytes(line.droppedBytes) });
    case 'restored':
      return t('timeline.restored', { kept: bytes(line.receivedBytes) });
    case 'continued':
      return t('timeline.continued', { kept: bytes(line.receivedBytes) });
    case 'connectionsChanged':
      return t('timeline.connections', { count: line.connections });
    case 'connectionLost':
      return t('timeline.lost', { reason: reason(line.code) });
    case 'serverSlowed':
      return line.retryAfterSeconds === null
        ? t('timeline.slowed', { status: line.status })
        : t('timeline.slowedFor', { status: line.status, seconds: line.retryAfterSeconds });
    case 'linkRenewed':
      return t('timeline.renewed');
    case 'rangesNotHonoured':
      return t('timeline.onePiece');
    case 'checked':
      return checkedSentence(line.checks, language);
    case 'waiting':
      return t('timeline.waiting', { reason: reason(line.code) });
    case 'failed':
      return t('timeline.failed', { reason: reason(line.code) });
    case 'receiptMissing':
      return t('timeline.receiptMissing', { reason: reason(line.code) });
    case 'startedOver':
      return line.keptAs === '' ? t('timeline.startedOver') : t('timeline.startedOverKept', { name: line.keptAs });
    case 'added':
    case 'queued':
    case 'paused':
    case 'waitingForUnlock':
      return t(`timeline.${line.type}`);
    case 'completed':
      return t(`timeline.${completedWord(timeline)}`);
    default:
      return line satisfies never;
  }
}

function checkedSentence(checks: readonly Check[], language: string): string {
  const t = i18next.getFixedT(language, 'queue');
  const countOf = (wanted: Check['outcome']): number => checks.filter(({ outcome }) => outcome === wanted).length;
  const failed = countOf('failed');
  const passed = t('timeline.checked', { count: countOf('passed') });
  return failed === 0 ? passed : t('timeline.checkedFailed', { passed, count: failed });
}
