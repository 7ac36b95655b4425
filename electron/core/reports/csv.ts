/** A cell: a text is quoted, a number or a boolean is not, null is empty. */
export type Cell = string | number | null;

/** What spreadsheets take for the beginning of a formula, also behind spaces and in full width. */
const FORMULA = /^[\s\p{Cc}]*[=+\-@＝＋－＠]/u;
/** Tells a spreadsheet that the file is UTF-8. */
const BYTE_ORDER_MARK = '\ufeff';

/**
 * A table as RFC 4180 has it, for spreadsheets: UTF-8 with its mark, CRLF. A text that would be a formula there gets an
 * apostrophe before it, since keys are anybody's data.
 */
export function csvOf(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const lines = [head, ...rows].map((row) => row.map(written).join(','));
  return `${BYTE_ORDER_MARK}${lines.join('\r\n')}\r\n`;
}

function written(cell: Cell): string {
  if (typeof cell !== 'string') return cell === null ? '' : String(cell);
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return /^[\w.]*$/u.test(text) ? text : `"${text.replaceAll('"', '""')}"`;
}
