/** Bytes [start, end). */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Reads a Range header for a file of this size. `none`: there is no single range in it, the whole file is the answer.
 * `outside`: it begins behind the end, which US3 answers with 206, the whole file and no Content-Range (US3 docs,
 * download.md).
 */
export function readRange(header: string | undefined, sizeBytes: number): ByteRange | 'none' | 'outside' {
  const match = /^bytes=(\d*)-(\d*)$/u.exec(header?.trim() ?? '');
  const [, first = '', last = ''] = match ?? [];
  if (first === '' && last === '') return 'none';
  if (first === '') {
    const start = Math.max(0, sizeBytes - Number(last));
    return start < sizeBytes ? { start, end: sizeBytes } : 'outside';
  }
  const start = Number(first);
  const end = last === '' ? sizeBytes : Math.min(Number(last) + 1, sizeBytes);
  if (start >= sizeBytes) return 'outside';
  return start < end ? { start, end } : 'none';
}
