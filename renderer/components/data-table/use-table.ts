import { useCallback, useMemo, useState } from 'react';
import { useLanguage } from '../../app/use-language.ts';
import type { Column } from './data-table.tsx';
import { matchesAll, nextSorting, normalise, sortRows, wordsOf, type Sorting } from './order.ts';
import { NOTHING_SELECTED, only, type Selection } from './selection.ts';

/** Sorting, filtering and selecting rows. Typing filters what is sorted already, so that it costs little. */
export function useTable<Row>(options: {
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  idOf: (row: Row) => string;
  textOf: (row: Row) => string;
  initialSorting: Sorting;
}) {
  const { rows, columns, idOf, textOf, initialSorting } = options;
  const language = useLanguage();
  const [sorting, setSorting] = useState(initialSorting);
  const [filter, setFilter] = useState('');
  const [selection, setSelection] = useState<Selection>(NOTHING_SELECTED);

  const texts = useMemo(() => new Map(rows.map((row) => [row, normalise(textOf(row))])), [rows, textOf]);
  const sortBy = columns.find(({ id }) => id === sorting.columnId)?.sortBy;
  const sorted = useMemo(
    () => (sortBy === undefined ? rows : sortRows(rows, sortBy, sorting.isDescending, language)),
    [rows, sortBy, sorting.isDescending, language],
  );
  const shown = useMemo(() => {
    const words = wordsOf(filter);
    return words.length === 0 ? sorted : sorted.filter((row) => matchesAll(texts.get(row) ?? '', words));
  }, [sorted, filter, texts]);
  const existing = useMemo(() => new Set(rows.map(idOf)), [rows, idOf]);
  const present = useMemo(() => only(selection, existing), [selection, existing]);

  return {
    shown,
    sorting,
    filter,
    setFilter,
    selection: present,
    setSelection,
    selectedRows: useMemo(
      () => (present.ids.size === 0 ? [] : rows.filter((row) => present.ids.has(idOf(row)))),
      [rows, present, idOf],
    ),
    onSort: useCallback(
      (columnId: string) =>
        setSorting((current) =>
          nextSorting(current, columnId, columns.find(({ id }) => id === columnId)?.startsDescending === true),
        ),
      [columns],
    ),
  };
}
