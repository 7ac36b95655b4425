import { createHash, type Hash } from 'node:crypto';
import { readSync } from 'node:fs';
import type { ByteRange } from './segments.ts';

/** SHA-1 of a span of a file, or of what there is of it. Throws Node's file errors. */
export type HashSpan = (span: ByteRange) => Uint8Array;

interface Begun {
  readonly hash: Hash;
  readonly end: number;
}

/** So many spans grow at once, one for each connection; of those that stopped growing no more are remembered. */
const MOST_BEGUN = 32;
/** Read at once: what fits into a processor's own cache is still there when it is hashed. */
const PIECE_BYTES = 262_144;

/**
 * A span that has grown since it was hashed is read on from where it ended then: a block that fills up is read once,
 * however often it is looked at meanwhile. What was hashed must not be written over.
 * @param mostBytes no span is longer.
 */
export function createHashSpan(fd: number, mostBytes: number): HashSpan {
  let scratch: Buffer | null = null;
  const begun = new Map<number, Begun>();
  return ({ start, end }) => {
    scratch ??= Buffer.allocUnsafeSlow(Math.min(mostBytes, PIECE_BYTES));
    const earlier = begun.get(start);
    begun.delete(start);
    const from = earlier !== undefined && earlier.end <= end ? earlier : { hash: createHash('sha1'), end: start };
    let at = from.end;
    while (at < end) {
      const bytes = readSync(fd, scratch, 0, Math.min(scratch.byteLength, end - at), at);
      if (bytes === 0) break;
      from.hash.update(scratch.subarray(0, bytes));
      at += bytes;
    }
    if (end - start === mostBytes) return new Uint8Array(from.hash.digest());
    begun.set(start, { hash: from.hash, end: at });
    const [oldest] = begun.keys();
    if (begun.size > MOST_BEGUN && oldest !== undefined) begun.delete(oldest);
    return new Uint8Array(from.hash.copy().digest());
  };
}
