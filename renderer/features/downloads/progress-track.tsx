import styles from './downloads.module.css';
import type { StatusWord } from './states.ts';

/** A bar that says how much of something is here. `share` from 0 to 1; all of it means 100 only where the work is over. */
export function ProgressTrack(props: { label: string; share: number; isOver: boolean; word: StatusWord }) {
  const { label, share, isOver, word } = props;
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={isOver ? 100 : Math.min(99, Math.floor(share * 100))}
      className={styles['track']}
      data-status={word}
    >
      <div
        className={styles['bar']}
        data-status={word}
        style={{ width: share > 0 ? `max(2px, ${share * 100}%)` : 0 }}
      />
    </div>
  );
}
