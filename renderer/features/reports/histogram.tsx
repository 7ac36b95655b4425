import { useRef } from 'react';
import { useWidth } from '../../components/data-table/use-width.ts';
import { finite, type Bar } from './bar-rows.tsx';
import styles from './reports.module.css';

const HEIGHT_PX = 170;
const TOP_PX = 18;
const FOOT_PX = 22;
const LEAST_LABEL_PX = 58;
const LEAST_BAR_PX = 1;
const GAP_PX = 4;
const MOST_BAR_PX = 90;

/** Bars side by side along a scale; labels that have no room are left to the table. */
export function Histogram({ label, bars }: { label: string; bars: readonly Bar[] }) {
  const frame = useRef<HTMLDivElement>(null);
  const widthPx = finite(useWidth(frame));
  const most = Math.max(1, ...bars.map(({ value }) => value));
  // The first and the last label need room beside their bars.
  const sidePx = Math.max(0, (LEAST_LABEL_PX - widthPx / Math.max(1, bars.length)) / 2);
  const stepPx = (widthPx - 2 * sidePx) / Math.max(1, bars.length);
  const every = Math.max(1, Math.ceil(LEAST_LABEL_PX / stepPx));
  const barPx = Math.max(1, Math.min(stepPx - GAP_PX, MOST_BAR_PX));
  const roomPx = HEIGHT_PX - TOP_PX - FOOT_PX;
  const says = bars.map((bar) => `${bar.label}: ${bar.text}`).join('; ');
  return (
    <div ref={frame}>
      <svg
        data-picture
        className={styles['svg']}
        viewBox={`0 0 ${widthPx} ${HEIGHT_PX}`}
        role="img"
        aria-label={`${label}. ${says}`}
      >
        <line className={styles['ground']} x1={0} x2={widthPx} y1={HEIGHT_PX - FOOT_PX} y2={HEIGHT_PX - FOOT_PX} />
        {bars.map((bar, at) => {
          const heightPx = Math.max(bar.value > 0 ? LEAST_BAR_PX : 0, (bar.value / most) * roomPx);
          const middlePx = sidePx + (at + 0.5) * stepPx;
          return (
            <g key={bar.label}>
              <title>{`${bar.label}: ${bar.text}`}</title>
              <rect
                className={styles['bar']}
                x={middlePx - barPx / 2}
                y={HEIGHT_PX - FOOT_PX - heightPx}
                width={barPx}
                height={heightPx}
              />
              {at % every === 0 && (
                <>
                  <text className={styles['axisMiddle']} x={middlePx} y={HEIGHT_PX - 6}>
                    {bar.label}
                  </text>
                  {bar.value > 0 && (
                    <text className={styles['valueMiddle']} x={middlePx} y={HEIGHT_PX - FOOT_PX - heightPx - 5}>
                      {bar.text}
                    </text>
                  )}
                </>
              )}
            </g>
          );
        })}
      </svg>
    </div>
  );
}
