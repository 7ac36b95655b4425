import { useTranslation } from 'react-i18next';
import { formatSpeed } from '#shared/format.ts';
import { useLanguage } from '../../app/use-language.ts';
import styles from './details.module.css';
import { HISTORY_SECONDS, useSpeedHistory } from './speed-history.ts';

const WIDTH = 240;
const HEIGHT = 48;

/** The speed of the last minute as a line over its ground. */
export function SpeedGraph({ downloadId }: { downloadId: string }) {
  const { t } = useTranslation('queue');
  const language = useLanguage();
  const samples = useSpeedHistory(downloadId);
  const last = samples.at(-1);
  const fastest = Math.max(...samples.map(({ bytesPerSecond }) => bytesPerSecond));
  if (last === undefined || fastest <= 0) return null;
  const points = samples.map(({ at, bytesPerSecond }) => {
    const x = WIDTH - ((last.at - at) / (HISTORY_SECONDS - 1)) * WIDTH;
    return `${x.toFixed(1)},${(HEIGHT - (bytesPerSecond / fastest) * (HEIGHT - 4)).toFixed(1)}`;
  });
  const firstX = points[0]?.split(',')[0] ?? '0';
  const says = t('details.speedSays', {
    now: formatSpeed(last.bytesPerSecond, language),
    fastest: formatSpeed(fastest, language),
  });
  return (
    <figure className={styles['graph']}>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={says}>
        <polygon
          className={styles['graphGround']}
          points={`${firstX},${HEIGHT} ${points.join(' ')} ${WIDTH},${HEIGHT}`}
        />
        <polyline className={styles['graphLine']} points={points.join(' ')} vectorEffect="non-scaling-stroke" />
      </svg>
      <figcaption>{says}</figcaption>
    </figure>
  );
}
