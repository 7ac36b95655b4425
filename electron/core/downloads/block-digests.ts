import { ETAG_BLOCK_BYTES, etagOfBlocks } from '../us3/etag.ts';
import type { BlockHasher } from './block-hasher.ts';
import type { ByteRange } from './segments.ts';

/**
 * The SHA-1 of each 4 MiB block of a file that grows, in whatever order its blocks are filled. They are read back from
 * the disk: what is proven is what was written, and the network never waits for it.
 */
export interface BlockDigests {
  /** This run of bytes has landed; the blocks that end in it will be hashed. `totalBytes` ends the last block. */
  landed(range: ByteRange, totalBytes: number): void;
  /** Resolves when every block that has landed so far is hashed. Rejects with Node's file errors. */
  settled(): Promise<void>;
  known(block: number): Uint8Array | undefined;
  /** A digest that was proven by other means. */
  learn(block: number, digest: Uint8Array): void;
  /** The US3 ETag. Only after `settled`, when all blocks have landed. */
  etag(totalBytes: number): string;
  forget(): void;
}

export function createBlockDigests(hasher: () => BlockHasher): BlockDigests {
  const digests = new Map<number, Uint8Array>();
  const waiting: { block: number; range: ByteRange }[] = [];
  let working: Promise<void> | null = null;

  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      digests.set(next.block, await hasher().hash(next.range));
    }
  };
  const begin = (): void => {
    working = work().finally(() => {
      working = null;
    });
    // `settled` tells of a failure; until somebody asks, it must not count as unhandled.
    working.catch(() => undefined);
  };

  return {
    landed({ start, end }, totalBytes) {
      for (let block = Math.floor(start / ETAG_BLOCK_BYTES); block * ETAG_BLOCK_BYTES < end; block += 1) {
        const range = blockRange(block, totalBytes);
        if (range.end <= end) waiting.push({ block, range });
      }
      if (working === null && waiting.length > 0) begin();
    },
    async settled() {
      await working;
    },
    known: (block) => digests.get(block),
    learn: (block, digest) => void digests.set(block, digest),
    etag(totalBytes) {
      const count = Math.ceil(totalBytes / ETAG_BLOCK_BYTES);
      return etagOfBlocks(
        Array.from({ length: count }, (_, block) => digests.get(block) ?? new Uint8Array()),
        totalBytes,
      );
    },
    forget() {
      digests.clear();
      waiting.length = 0;
    },
  };
}

export function blockRange(block: number, totalBytes: number): ByteRange {
  const start = block * ETAG_BLOCK_BYTES;
  return { start, end: Math.min(start + ETAG_BLOCK_BYTES, totalBytes) };
}
