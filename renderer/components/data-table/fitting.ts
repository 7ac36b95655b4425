/** What the checkboxes take. */
const CHECK_WIDTH_PX = 36;
/** Less is no use for the column that takes what is left. */
const LEAST_REST_PX = 150;

export interface SizedColumn {
  id: string;
  widthPx?: number;
  /** Columns with the highest are the first to go where there is no room; without one they stay. */
  goesAt?: number;
}

export function leastWidthPx(columns: readonly SizedColumn[]): number {
  return columns.reduce((sum, { widthPx = LEAST_REST_PX }) => sum + widthPx, CHECK_WIDTH_PX);
}

/** The columns that have room, in their order: those that can be done without go first. */
export function fittingColumns<Column extends SizedColumn>(columns: readonly Column[], roomPx: number): Column[] {
  const [first] = columns
    .filter(({ goesAt }) => goesAt !== undefined)
    .toSorted((one, other) => (other.goesAt ?? 0) - (one.goesAt ?? 0));
  if (leastWidthPx(columns) <= roomPx || first === undefined) return [...columns];
  return fittingColumns(
    columns.filter((column) => column !== first),
    roomPx,
  );
}
