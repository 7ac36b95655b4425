import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import {
  Fragment,
  useEffect,
  useMemo,
  useRef,
  useState,
  type DragEvent,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
} from 'react';
import styles from './data-table.module.css';
import { fittingColumns, leastWidthPx, type SizedColumn } from './fitting.ts';
import type { Sorting, SortValue } from './order.ts';
import { handleRowKeys } from './row-keys.ts';
import { extendTo, NOTHING_SELECTED, toggle, toggleAll, type Selection } from './selection.ts';
import { SelectAll, SortHeader } from './table-head.tsx';
import { Gap, TableRow } from './table-row.tsx';
import { useWidth } from './use-width.ts';

export interface Column<Row> extends SizedColumn {
  header: string;
  isNumber?: boolean;
  /** Absent: not sortable. */
  sortBy?: (row: Row) => SortValue;
  /** Largest or newest first at the first click. */
  startsDescending?: boolean;
  cell: (row: Row) => ReactNode;
}

export interface DragHandlers {
  onDragStart: (event: DragEvent) => void;
  onDragEnd: () => void;
}

const ROW_HEIGHT_PX = 32;

/**
 * Thousands of rows of which only those in sight are in the page, with a cursor for the keyboard and a selection that
 * stretches. Rows come filtered and sorted; their ids must be stable.
 */
export function DataTable<Row>(props: {
  label: string;
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  idOf: (row: Row) => string;
  /** What the row is called in the name of its checkbox. */
  nameOf: (row: Row) => string;
  sorting: Sorting;
  onSort: (columnId: string) => void;
  selection: Selection;
  onSelection: (selection: Selection) => void;
  onOpen: (row: Row) => void;
  /** A row that was clicked or reached by the keyboard. */
  onCursor?: (row: Row) => void;
  /** The rows in sight, whenever they change. */
  onVisible?: (rows: readonly Row[]) => void;
  /** Lets selected rows be dragged, all together. */
  drag?: DragHandlers;
  /** Below the head, in place of rows. */
  empty: ReactNode;
}) {
  const { label, rows, idOf, nameOf, sorting, selection, onSelection, onOpen, onCursor, onVisible } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const widthPx = useWidth(scroller);
  const columns = useMemo(() => fittingColumns(props.columns, widthPx), [props.columns, widthPx]);
  const [cursorId, setCursorId] = useState('');
  const order = useMemo(() => rows.map(idOf), [rows, idOf]);
  const found = cursorId === '' ? 0 : order.indexOf(cursorId);
  const cursor = Math.max(0, found);
  // Its answers change without its identity; nothing here is memoised by it.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT_PX,
    overscan: 8,
    // The row with the focus stays in the page, wherever one scrolls.
    rangeExtractor: (range) => {
      const inSight = defaultRangeExtractor(range);
      return inSight.includes(cursor) || cursor >= rows.length
        ? inSight
        : [...inSight, cursor].toSorted((a, b) => a - b);
    },
  });
  const items = virtualizer.getVirtualItems();
  useVisibleRows(rows, items.at(0)?.index ?? 0, items.at(-1)?.index ?? -1, onVisible);

  const moveTo = (index: number, isStretching: boolean): void => {
    const row = rows[index];
    const id = order[index];
    if (row === undefined || id === undefined) return;
    setCursorId(id);
    virtualizer.scrollToIndex(index, { align: 'auto' });
    if (isStretching) onSelection(extendTo(anchored(selection, order[cursor] ?? ''), order, id));
    onCursor?.(row);
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>('tr[tabindex="0"]')?.focus());
  };
  const click = (event: MouseEvent): void => {
    const index = rowIndexOf(event.target);
    const id = order[index];
    const row = rows[index];
    if (id === undefined) return;
    if (event.target instanceof Element && event.target.closest('[role="checkbox"]') !== null) {
      onSelection(event.shiftKey ? extendTo(selection, order, id) : toggle(selection, id));
      return;
    }
    setCursorId(id);
    if (event.shiftKey) onSelection(extendTo(selection, order, id));
    else if (event.ctrlKey || event.metaKey) onSelection(toggle(selection, id));
    if (row !== undefined) onCursor?.(row);
  };

  const onKeyDown = (event: KeyboardEvent): void =>
    handleRowKeys(event, {
      cursor,
      count: rows.length,
      moveTo,
      toggle: () => onSelection(toggle(selection, order[cursor] ?? '')),
      toggleAll: () => onSelection(toggleAll(selection, order)),
      open: () => {
        const row = rows[cursor];
        if (row !== undefined) onOpen(row);
      },
      clear: selection.ids.size === 0 ? undefined : () => onSelection(NOTHING_SELECTED),
    });

  const openRow = ({ target }: MouseEvent): void => {
    const row = rows[rowIndexOf(target)];
    if (row !== undefined) onOpen(row);
  };

  let end = 0;
  return (
    <div ref={scroller} className={styles['scroller']}>
      <table
        className={styles['table']}
        style={{ minWidth: leastWidthPx(columns) }}
        aria-label={label}
        aria-rowcount={rows.length + 1}
      >
        <colgroup>
          <col className={styles['checkColumn']} />
          {columns.map((column) => (
            <col key={column.id} style={column.widthPx === undefined ? {} : { width: column.widthPx }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            <SelectAll order={order} selection={selection} onSelection={onSelection} />
            {columns.map((column) => (
              <SortHeader key={column.id} column={column} sorting={sorting} onSort={props.onSort} />
            ))}
          </tr>
        </thead>
        {/* The rows are what one acts on; they share their handlers, so that none has to be drawn again for them. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
        <tbody
          onClick={click}
          onKeyDown={onKeyDown}
          onMouseDown={keepTextUnselected}
          onDoubleClick={openRow}
          {...props.drag}
        >
          {items.map((item) => {
            const row = rows[item.index];
            const gap = item.start - end;
            end = item.end;
            const id = order[item.index] ?? '';
            return row === undefined ? null : (
              <Fragment key={id}>
                <Gap heightPx={gap} />
                <TableRow
                  row={row}
                  index={item.index}
                  columns={columns}
                  name={nameOf(row)}
                  isCursor={item.index === cursor}
                  isSelected={selection.ids.has(id)}
                  isDraggable={props.drag !== undefined && selection.ids.has(id)}
                />
              </Fragment>
            );
          })}
          <Gap heightPx={virtualizer.getTotalSize() - end} />
        </tbody>
      </table>
      {rows.length === 0 && <div className={styles['empty']}>{props.empty}</div>}
    </div>
  );
}

/** Which row something in the table's body belongs to; -1 for none. */
function rowIndexOf(target: EventTarget): number {
  const index = target instanceof Element ? target.closest('tr')?.getAttribute('aria-rowindex') : undefined;
  return Number(index ?? 1) - 2;
}

/** The second click opens the row; it does not mark a word, nor does Shift mark everything between. */
function keepTextUnselected(event: MouseEvent): void {
  if (event.detail > 1 || event.shiftKey) event.preventDefault();
}

/** A range that is drawn by the keyboard begins where the cursor was. */
function anchored(selection: Selection, cursorId: string): Selection {
  return selection.anchor === '' || selection.ids.size === 0 ? { ...selection, anchor: cursorId } : selection;
}

function useVisibleRows<Row>(
  rows: readonly Row[],
  first: number,
  last: number,
  onVisible: ((rows: readonly Row[]) => void) | undefined,
): void {
  useEffect(() => {
    onVisible?.(rows.slice(first, last + 1));
  }, [rows, first, last, onVisible]);
}
