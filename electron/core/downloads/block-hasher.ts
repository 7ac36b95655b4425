import { Worker } from 'node:worker_threads';
import { ETAG_BLOCK_BYTES } from '../us3/etag.ts';
import { createHashSpan } from './hash-span.ts';
import type { ByteRange } from './segments.ts';

/** SHA-1 of spans of a file, none longer than a block. What was hashed once must not be written over. */
export interface BlockHasher {
  /** Of what is there where the file is shorter. Rejects with Node's file errors. */
  hash(span: ByteRange): Promise<Uint8Array>;
  close(): Promise<void>;
}

export interface HashTask {
  readonly id: number;
  readonly span: ByteRange;
}

export interface HashAnswer {
  readonly id: number;
  readonly digest: Uint8Array;
}

/** In the bundle the worker lies beside the main module; from source it is a `.ts` file. */
const WORKER_NAME = import.meta.url.endsWith('.ts') ? './hash-worker.ts' : './hash-worker.js';

/** Hashes in this thread: for a file so small that a thread would take longer to start. */
export function createHasher(fd: number): BlockHasher {
  const hashSpan = createHashSpan(fd, ETAG_BLOCK_BYTES);
  return {
    hash(span) {
      try {
        return Promise.resolve(hashSpan(span));
      } catch (error) {
        return Promise.reject(error);
      }
    },
    close: () => Promise.resolve(),
  };
}

/**
 * Hashes in a thread of its own, so that neither the network nor the window waits for it. What the thread cannot answer,
 * because it could not start or had to end, is hashed here.
 * @param fd stays open until `close` has resolved.
 */
export function createThreadedHasher(fd: number): BlockHasher {
  const here = createHasher(fd);
  const waiting = new Map<number, { span: ByteRange; resolve: (digest: Uint8Array | Promise<Uint8Array>) => void }>();
  let count = 0;
  let hasEnded = false;
  const worker = new Worker(new URL(WORKER_NAME, import.meta.url), {
    workerData: { fd, mostBytes: ETAG_BLOCK_BYTES },
  });
  const end = (): void => {
    hasEnded = true;
    for (const { span, resolve } of waiting.values()) resolve(here.hash(span));
    waiting.clear();
  };
  worker.unref();
  worker.on('error', end);
  worker.on('exit', end);
  worker.on('message', ({ id, digest }: HashAnswer) => {
    waiting.get(id)?.resolve(digest);
    waiting.delete(id);
  });
  return {
    hash(span) {
      if (hasEnded) return here.hash(span);
      return new Promise((resolve) => {
        const task: HashTask = { id: count, span };
        waiting.set(count, { span, resolve });
        count += 1;
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, not a window
        worker.postMessage(task);
      });
    },
    async close() {
      await worker.terminate();
    },
  };
}
