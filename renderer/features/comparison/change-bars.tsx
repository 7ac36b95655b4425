import { useRef } from 'react';
import { shortenMiddle } from '#shared/format.ts';
import { useWidth } from '../../components/data-table/use-width.ts';
import { finite, type Bar } from '../reports/bar-rows.tsx';
import styles from './comparison.module.css';

const ROW_PX = 26;
const LABEL_PX = 190;
/** Beside the longest bar on either side. */
const TEXT_PX = 90;
const LEAST_BAR_PX = 2;
const MOST_LETTERS = 26;

/** Bars from a line in the middle: what grew to the right, what shrank to the left. */
export function ChangeBars({ label, bars }: { label: string; bars: readonly Bar[] }) {
  const frame = useRef<HTMLDivElement>(null);
  const widthPx = finite(useWidth(frame));
  const most = Math.max(1, ...bars.map(({ value }) => Math.abs(value)));
  const halfPx = Math.max(20, (widthPx - LABEL_PX - 2 * TEXT_PX) / 2);
  const zeroPx = LABEL_PX + TEXT_PX + halfPx;
  const heightPx = bars.length * ROW_PX;
  const says = bars.map((bar) => `${bar.label}: ${bar.text}`).join('; ');
  return (
    <div ref={frame}>
      <svg className={styles['svg']} viewBox={`0 0 ${widthPx} ${heightPx}`} role="img" aria-label={`${label}. ${says}`}>
        <line className={styles['zero']} x1={zeroPx} x2={zeroPx} y1={0} y2={heightPx} />
        {bars.map(({ label: name, value, text }, at) => {
          const lengthPx = Math.max(LEAST_BAR_PX, (Math.abs(value) / most) * halfPx);
          const hasGrown = value > 0;
          const textPx = hasGrown ? zeroPx + lengthPx + 6 : zeroPx - lengthPx - 6;
          return (
            <g key={name} data-direction={hasGrown ? 'grown' : 'shrunk'}>
              <text className={styles['label']} x={0} y={at * ROW_PX + 17}>
                {shortenMiddle(name, MOST_LETTERS)}
              </text>
              <rect
                x={hasGrown ? zeroPx : zeroPx - lengthPx}
                y={at * ROW_PX + 5}
                width={lengthPx}
                height={ROW_PX - 10}
                rx={3}
              />
              <text className={styles['value']} x={textPx} y={at * ROW_PX + 17}>
                {text}
              </text>
            </g>
          );
        })}
      </svg>
    </div>
  );
}
