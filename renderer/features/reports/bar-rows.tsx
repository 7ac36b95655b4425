import { useRef } from 'react';
import { shortenMiddle } from '#shared/format.ts';
import { useWidth } from '../../components/data-table/use-width.ts';
import styles from './reports.module.css';

export interface Bar {
  readonly label: string;
  readonly value: number;
  /** The value as it is read. */
  readonly text: string;
}

const ROW_PX = 26;
const LABEL_PX = 132;
const TEXT_PX = 150;
const LEAST_BAR_PX = 2;
const MOST_LETTERS = 18;
const FIRST_WIDTH_PX = 640;

/** Bars below one another, each with its name before and its value behind it. */
export function BarRows({ label, bars }: { label: string; bars: readonly Bar[] }) {
  const frame = useRef<HTMLDivElement>(null);
  const widthPx = finite(useWidth(frame));
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const roomPx = Math.max(40, widthPx - LABEL_PX - TEXT_PX);
  const says = bars.map((bar) => `${bar.label}: ${bar.text}`).join('; ');
  return (
    <div ref={frame}>
      <svg
        data-picture
        className={styles['svg']}
        viewBox={`0 0 ${widthPx} ${bars.length * ROW_PX}`}
        role="img"
        aria-label={`${label}. ${says}`}
      >
        {bars.map((bar, at) => (
          <g key={bar.label}>
            <text className={styles['axis']} x={0} y={at * ROW_PX + 17}>
              {shortenMiddle(bar.label, MOST_LETTERS)}
            </text>
            <rect
              className={styles['bar']}
              x={LABEL_PX}
              y={at * ROW_PX + 5}
              width={Math.max(bar.value > 0 ? LEAST_BAR_PX : 0, (bar.value / most) * roomPx)}
              height={ROW_PX - 10}
              rx={3}
            />
            <text
              className={styles['value']}
              x={LABEL_PX + Math.max(LEAST_BAR_PX, (bar.value / most) * roomPx) + 8}
              y={at * ROW_PX + 17}
            >
              {bar.text}
            </text>
          </g>
        ))}
      </svg>
    </div>
  );
}

/** Before the first measurement. */
export function finite(widthPx: number): number {
  return Number.isFinite(widthPx) && widthPx > 0 ? widthPx : FIRST_WIDTH_PX;
}
