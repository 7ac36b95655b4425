import type { KeyboardEvent } from 'react';

const PAGE_ROWS = 20;

/** The keys of a table: arrows move, Shift stretches, Space selects, Ctrl or Cmd with A takes all, Enter opens. */
export function handleRowKeys(
  event: KeyboardEvent,
  table: {
    cursor: number;
    count: number;
    moveTo: (index: number, isStretching: boolean) => void;
    toggle: () => void;
    toggleAll: () => void;
    open: () => void;
    /** Absent where nothing is selected: then the key is somebody else's. */
    clear: (() => void) | undefined;
  },
): void {
  // What stands in a row, such as its button, has keys of its own.
  if (event.target instanceof HTMLElement && event.target.tagName !== 'TR') return;
  const { cursor, count } = table;
  const hasCommand = event.ctrlKey || event.metaKey;
  const moves: Partial<Record<string, number>> = {
    ArrowDown: cursor + 1,
    ArrowUp: cursor - 1,
    PageDown: cursor + PAGE_ROWS,
    PageUp: cursor - PAGE_ROWS,
    Home: 0,
    End: count - 1,
  };
  const target = moves[event.key];
  const actions: Partial<Record<string, (() => void) | undefined>> = {
    ' ': table.toggle,
    Enter: table.open,
    Escape: table.clear,
  };
  const action = hasCommand && event.key.toLowerCase() === 'a' ? table.toggleAll : actions[event.key];
  if (target === undefined && action === undefined) return;
  event.preventDefault();
  if (target === undefined) action?.();
  else table.moveTo(Math.min(count - 1, Math.max(0, target)), event.shiftKey);
}
