import { useTranslation } from 'react-i18next';
import type { SegmentStrip as Strip } from '#shared/models/download-activity.ts';
import styles from './details.module.css';

const WIDTH = 1000;

/** Where the bytes of the file are: what is on disk, and where connections are adding to it. */
export function SegmentStrip(props: { segments: Strip; connections: number; totalBytes: number | null }) {
  const { segments, connections, totalBytes } = props;
  const { t } = useTranslation('queue');
  if (totalBytes === null || totalBytes === 0) return null;
  const at = (byte: number): number => (byte / totalBytes) * WIDTH;
  return (
    <figure className={styles['strip']}>
      <svg
        viewBox={`0 0 ${WIDTH} 12`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t('details.stripSays', { pieces: segments.received.length, count: connections })}
      >
        {segments.received.map(([start, end]) => (
          <rect
            key={start}
            className={styles['received']}
            x={at(start)}
            width={Math.max(1, at(end) - at(start))}
            height={12}
          />
        ))}
        {segments.active.map((position) => (
          <rect
            key={position}
            className={styles['active']}
            x={Math.min(WIDTH - 3, at(position))}
            width={3}
            height={12}
          />
        ))}
      </svg>
      <figcaption>{t('details.connections', { count: connections })}</figcaption>
    </figure>
  );
}
