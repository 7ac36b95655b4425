/** What a row is sorted by; null is unknown and goes last, whichever way. */
export type SortValue = string | number | null;

export interface Sorting {
  columnId: string;
  isDescending: boolean;
}

/** The same column again turns the order round; another one begins as it likes best. */
export function nextSorting(current: Sorting, columnId: string, startsDescending: boolean): Sorting {
  const isSame = current.columnId === columnId;
  return { columnId, isDescending: isSame ? !current.isDescending : startsDescending };
}

/**
 * Rows in order of a value; those with the same keep theirs. Numbers in a text count as numbers, so that `node-9` comes
 * before `node-10`.
 */
export function sortRows<Row>(
  rows: readonly Row[],
  valueOf: (row: Row) => SortValue,
  isDescending: boolean,
  locale: string,
): Row[] {
  const collator = new Intl.Collator(locale, { numeric: true, sensitivity: 'base' });
  const sign = isDescending ? -1 : 1;
  return rows
    .map((row) => ({ row, value: valueOf(row) }))
    .sort((one, other) => compare(one.value, other.value, sign, collator))
    .map(({ row }) => row);
}

function compare(one: SortValue, other: SortValue, sign: number, collator: Intl.Collator): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  if (typeof one === 'number' && typeof other === 'number') return sign * (one - other);
  return sign * collator.compare(String(one), String(other));
}

/** The words of a filter; every one of them must stand somewhere in a row's text. */
export function wordsOf(filter: string): string[] {
  return normalise(filter).split(/\s+/u).filter(Boolean);
}

/** Compares as people read: without case, and full-width letters as the plain ones. */
export function normalise(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/** @param text normalised. */
export function matchesAll(text: string, words: readonly string[]): boolean {
  return words.every((word) => text.includes(word));
}
