import { useTranslation } from 'react-i18next';
import {
  formatBytes,
  formatDateTime,
  formatDuration,
  formatPercent,
  formatSpeed,
  wholePercent,
} from '#shared/format.ts';
import type { Download } from '#shared/models/download.ts';
import { useLanguage } from '../../app/use-language.ts';
import styles from './downloads.module.css';
import { isSetAside } from './states.ts';

/** Percent, bytes, speed, time left; each only where it says something true. */
export function Figures({ download }: { download: Download }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { receivedBytes, totalBytes, checkedBytes, bytesPerSecond, secondsLeft, renewals, state } = download;
  const bytes = (count: number): string => formatBytes(count, language);
  const isChecking = state.status === 'checking';
  const isWhole = state.status === 'done' || isSetAside(download);
  const isComing = !isWhole && !isChecking;
  const isFlowing = state.status === 'downloading' && bytesPerSecond > 0;
  const figures = [
    isWhole && bytes(receivedBytes),
    isChecking && t('downloads.checkedBytes', { checked: bytes(checkedBytes), total: bytes(receivedBytes) }),
    isComing && totalBytes !== null && percentOf(receivedBytes, totalBytes, language),
    isComing &&
      totalBytes !== null &&
      t('downloads.bytes', { received: bytes(receivedBytes), total: bytes(totalBytes) }),
    isComing && totalBytes === null && receivedBytes > 0 && bytes(receivedBytes),
    isFlowing && formatSpeed(bytesPerSecond, language),
    isFlowing &&
      secondsLeft !== null &&
      t('downloads.timeLeft', { time: formatDuration(Math.max(1, secondsLeft), language) }),
    state.status === 'done' && formatDateTime(state.finishedAt, language),
    renewals > 0 && t('downloads.renewed', { count: renewals }),
  ].filter((figure): figure is string => typeof figure === 'string');
  return (
    <div className={styles['figures']}>
      {figures.map((figure) => (
        <span key={figure}>{figure}</span>
      ))}
    </div>
  );
}

/** Whole percents, and 100 % only for the whole; at the very beginning of a large file with what shows that it moves. */
function percentOf(received: number, total: number, language: string): string {
  const percent = wholePercent(received, total);
  if (percent > 0 || received === 0) return formatPercent(Math.min(99, percent), language);
  return new Intl.NumberFormat(language, { style: 'percent', maximumSignificantDigits: 1 }).format(received / total);
}
