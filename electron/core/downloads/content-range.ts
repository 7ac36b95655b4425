export interface ContentRange {
  readonly start: number;
  /** The last byte, included. */
  readonly last: number;
  readonly totalBytes: number;
}

/**
 * Reads `bytes 0-9/10` (RFC 9110, 14.4). Null for anything else, also where the total is not told and where the
 * numbers contradict each other: such a range proves nothing.
 */
export function parseContentRange(header: string | undefined): ContentRange | null {
  const found = /^bytes (\d{1,16})-(\d{1,16})\/(\d{1,16})$/iu.exec(header?.trim() ?? '');
  if (found === null) return null;
  const [start, last, totalBytes] = found.slice(1).map(Number);
  if (start === undefined || last === undefined || totalBytes === undefined) return null;
  return start <= last && last < totalBytes && Number.isSafeInteger(totalBytes) ? { start, last, totalBytes } : null;
}

/** The size of the object as a 416 tells it (`bytes *\/10`). */
export function parseUnsatisfiedTotal(header: string | undefined): number | null {
  const found = /^bytes \*\/(\d{1,16})$/iu.exec(header?.trim() ?? '');
  return found === null ? null : Number(found[1]);
}

/** Null where it is missing, not a plain number, or sent twice with different values. */
export function parseContentLength(header: string | undefined): number | null {
  const values = new Set((header ?? '').split(',').map((value) => value.trim()));
  const [only] = values;
  return values.size === 1 && only !== undefined && /^\d{1,16}$/u.test(only) ? Number(only) : null;
}
