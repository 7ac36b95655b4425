import { updateCrc64 } from '../rdb/crc64.ts';
import { crc64FromHalves, crc64Halves } from '../rdb/crc64-polynomial.ts';
import { BLOCK_BYTES, type BlockTemplate, continueOverBlocks, writeBlock } from './rdb/blocks.ts';
import { littleEndian64 } from './rdb/encoding.ts';
import { CHECKSUM_BYTES, layOut } from './rdb/layout.ts';

/** A file that is computed where it is read. */
export interface RdbSource {
  readonly sizeBytes: number;
  /** Keys in all databases together. */
  readonly keyCount: number;
  /** Bytes [start, end). Throws RangeError outside the file. */
  read(start: number, end: number): Uint8Array;
  /** Fills `target` with the bytes from `start` on, without allocating. */
  readInto(target: Uint8Array, start: number): void;
}

/**
 * A valid RDB file (version 10, loads in Redis 7.0 and later) of exactly `sizeBytes`, the same for the same seed: a head
 * with a key of every kind, equally long blocks of keys, a string that fills what is left, and a second database.
 * Throws RangeError for a size it cannot make.
 */
export function createRdbSource(options: { seed: number; sizeBytes: number }): RdbSource {
  const { seed, sizeBytes } = options;
  const { head, blockCount, tail, templates, keyCount } = layOut(seed, sizeBytes);
  const blocksEnd = head.length + blockCount * BLOCK_BYTES;
  let checksum: Uint8Array | undefined;

  const readInto = (target: Uint8Array, start: number): void => {
    const end = start + target.length;
    if (!(start >= 0 && end <= sizeBytes)) throw new RangeError(`Bytes ${start} to ${end} are outside the file.`);
    copyOverlap(head, 0, target, start);
    copyBlocks(templates, { head: head.length, end: Math.min(end, blocksEnd) }, target, start);
    copyOverlap(tail, blocksEnd, target, start);
    if (end <= sizeBytes - CHECKSUM_BYTES) return;
    checksum ??= checksumOf(head, blockCount, tail, templates);
    copyOverlap(checksum, sizeBytes - CHECKSUM_BYTES, target, start);
  };

  return {
    sizeBytes,
    keyCount,
    read(start, end) {
      const target = new Uint8Array(Math.max(0, end - start));
      readInto(target, start);
      return target;
    },
    readInto,
  };
}

/** The file in order, in pieces; a piece is only good until the next is asked for. */
export function* readInChunks(source: RdbSource, chunkBytes: number): Generator<Uint8Array, void> {
  const chunk = new Uint8Array(Math.min(chunkBytes, source.sizeBytes));
  for (let at = 0; at < source.sizeBytes; at += chunkBytes) {
    const piece = chunk.subarray(0, Math.min(chunkBytes, source.sizeBytes - at));
    source.readInto(piece, at);
    yield piece;
  }
}

/** The same file with a bit turned at each of the positions. */
export function damageSource(source: RdbSource, positions: readonly number[]): RdbSource {
  const readInto = (target: Uint8Array, start: number): void => {
    source.readInto(target, start);
    for (const position of positions) {
      const at = position - start;
      if (at >= 0 && at < target.length) target[at] = (target[at] ?? 0) ^ 0x10;
    }
  };
  const read = (start: number, end: number): Uint8Array => {
    const target = new Uint8Array(Math.max(0, end - start));
    readInto(target, start);
    return target;
  };
  return { ...source, read, readInto };
}

function copyOverlap(part: Uint8Array, partStart: number, target: Uint8Array, targetStart: number): void {
  const from = Math.max(partStart, targetStart);
  const to = Math.min(partStart + part.length, targetStart + target.length);
  if (from < to) target.set(part.subarray(from - partStart, to - partStart), from - targetStart);
}

function copyBlocks(
  templates: readonly BlockTemplate[],
  blocks: { readonly head: number; readonly end: number },
  target: Uint8Array,
  start: number,
): void {
  for (let at = Math.max(start, blocks.head); at < blocks.end;) {
    const number = Math.floor((at - blocks.head) / BLOCK_BYTES);
    const blockStart = blocks.head + number * BLOCK_BYTES;
    const span = { from: at - blockStart, to: Math.min(blocks.end - blockStart, BLOCK_BYTES) };
    const template = templates[number % templates.length];
    if (template !== undefined) writeBlock(template, number, span, target, at - start);
    at = blockStart + span.to;
  }
}

function checksumOf(
  head: Uint8Array,
  blockCount: number,
  tail: Uint8Array,
  templates: readonly BlockTemplate[],
): Uint8Array {
  const halves = crc64Halves(0n);
  updateCrc64(halves, head);
  continueOverBlocks(halves, templates, blockCount);
  updateCrc64(halves, tail);
  return littleEndian64(BigInt.asIntN(64, crc64FromHalves(halves)));
}
