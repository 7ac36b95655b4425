import { createHash } from 'node:crypto';
import { readSync } from 'node:fs';
import type { ByteRange } from './segments.ts';

/** SHA-1 of a span of a file, or of what there is of it. Throws Node's file errors. */
export function hashSpan(fd: number, { start, end }: ByteRange, scratch: Buffer): Uint8Array {
  const bytes = readSync(fd, scratch, 0, end - start, start);
  return new Uint8Array(createHash('sha1').update(scratch.subarray(0, bytes)).digest());
}
