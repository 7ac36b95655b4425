import { useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { shortenMiddle } from '#shared/format.ts';
import { useWidth } from '../../components/data-table/use-width.ts';
import { finite } from './bar-rows.tsx';
import styles from './reports.module.css';
import { squarify } from './squarify.ts';
import type { Measure, Tile } from './tiles.ts';

const HEIGHT_PX = 320;
/** So wide is a letter of the code font, and so high a line of it. */
const LETTER_PX = 7.3;
const LINE_PX = 15;
const PADDING_PX = 6;
const COLOURS = 6;

/**
 * Areas in proportion, to descend into by click or Enter; Backspace and Escape lead up. One of them has the place in the
 * order of the Tab key, and the arrows move it.
 */
export function PrefixTreemap(props: {
  label: string;
  tiles: readonly Tile[];
  measure: Measure;
  nameOf: (tile: Tile) => string;
  textOf: (tile: Tile) => string;
  onDescend: (tile: Tile) => void;
  onAscend: () => void;
}) {
  const { label, tiles, measure, nameOf, textOf, onDescend, onAscend } = props;
  const { t } = useTranslation('reports');
  const frame = useRef<HTMLDivElement>(null);
  const widthPx = finite(useWidth(frame));
  const [cursor, setCursor] = useState(0);
  const rects = squarify(
    tiles.map((tile) => tile[measure]),
    { x: 0, y: 0, width: widthPx, height: HEIGHT_PX },
  );
  const at = Math.min(cursor, tiles.length - 1);
  const moveTo = (index: number): void => {
    const next = Math.min(tiles.length - 1, Math.max(0, index));
    setCursor(next);
    frame.current?.querySelectorAll<SVGGElement>('[data-tile]')[next]?.focus();
  };
  const descend = (tile: Tile): void => {
    if (!tile.canDescend) return;
    setCursor(0);
    onDescend(tile);
  };
  const ascend = (): void => {
    setCursor(0);
    onAscend();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const tile = tiles[at];
    const steps: Partial<Record<string, () => void>> = {
      ArrowRight: () => moveTo(at + 1),
      ArrowDown: () => moveTo(at + 1),
      ArrowLeft: () => moveTo(at - 1),
      ArrowUp: () => moveTo(at - 1),
      Home: () => moveTo(0),
      End: () => moveTo(tiles.length - 1),
      Enter: () => tile !== undefined && descend(tile),
      ' ': () => tile !== undefined && descend(tile),
      Backspace: ascend,
      Escape: ascend,
    };
    const step = event.altKey ? undefined : steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    step();
    // What is there after a step up or down takes the focus over.
    requestAnimationFrame(() => {
      if (frame.current?.contains(document.activeElement) !== true) {
        frame.current?.querySelector<SVGGElement>('[data-tile][tabindex="0"]')?.focus();
      }
    });
  };
  return (
    <div ref={frame}>
      <svg
        data-picture
        className={styles['svg']}
        viewBox={`0 0 ${widthPx} ${HEIGHT_PX}`}
        role="group"
        aria-label={label}
      >
        {tiles.map((tile, index) => {
          const { x, y, width, height } = rects[index] ?? { x: 0, y: 0, width: 0, height: 0 };
          const name = nameOf(tile);
          const says = { name, text: textOf(tile) };
          const letters = Math.floor((width - 2 * PADDING_PX) / LETTER_PX);
          const hasName = letters >= 4 && height >= LINE_PX + PADDING_PX;
          const hasText = hasName && letters >= textOf(tile).length && height >= 2 * LINE_PX + PADDING_PX;
          return (
            <g
              key={`${label} ${tile.kind} ${tile.index}`}
              data-tile={tile.kind}
              className={styles['tile']}
              tabIndex={index === at ? 0 : -1}
              role="button"
              aria-disabled={!tile.canDescend || undefined}
              aria-label={tile.canDescend ? t('prefixes.tileDown', says) : t('prefixes.tile', says)}
              onFocus={() => setCursor(index)}
              onKeyDown={onKeyDown}
              onClick={() => descend(tile)}
            >
              <title>{`${name}\n${textOf(tile)}`}</title>
              <rect
                data-colour={tile.kind === 'branch' ? index % COLOURS : 'none'}
                x={x + 1}
                y={y + 1}
                width={Math.max(0, width - 2)}
                height={Math.max(0, height - 2)}
                rx={3}
              />
              {hasName && (
                <text className={styles['tileName']} x={x + PADDING_PX} y={y + PADDING_PX + 10}>
                  {shortenMiddle(name, letters)}
                </text>
              )}
              {hasText && (
                <text className={styles['tileText']} x={x + PADDING_PX} y={y + PADDING_PX + 10 + LINE_PX}>
                  {textOf(tile)}
                </text>
              )}
            </g>
          );
        })}
      </svg>
    </div>
  );
}
