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

/** A thread that hashes for any number of files, in the order in which it is asked. It starts when it is first needed. */
export interface HashThread {
  /** @param fd stays open until the hasher's `close` has resolved. */
  open(fd: number): BlockHasher;
  /** Ends the thread. What is asked for afterwards is hashed in the calling thread. */
  close(): Promise<void>;
}

/** `span` is null when the file is closed: its descriptor may be another file's after the answer. */
export interface HashTask {
  readonly id: number;
  readonly file: number;
  readonly fd: number;
  readonly span: ByteRange | null;
}

/** `digest` is null where there is none: the file was closed, or could not be read. */
export interface HashAnswer {
  readonly id: number;
  readonly digest: Uint8Array | null;
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
 * Hashes in a thread, so that neither the network nor the window waits for it. What the thread cannot answer, because it
 * could not start, had to end or could not read the file, is hashed here, which tells the error.
 */
export function createHashThread(): HashThread {
  const waiting = new Map<number, (digest: Uint8Array | null) => void>();
  let worker: Worker | null = null;
  let hasEnded = false;
  let tasks = 0;
  let files = 0;

  const end = (): void => {
    hasEnded = true;
    for (const answer of waiting.values()) answer(null);
    waiting.clear();
  };
  const start = (): Worker => {
    const started = new Worker(new URL(WORKER_NAME, import.meta.url), { workerData: { mostBytes: ETAG_BLOCK_BYTES } });
    started.unref();
    started.on('error', end);
    started.on('exit', end);
    started.on('message', ({ id, digest }: HashAnswer) => {
      waiting.get(id)?.(digest);
      waiting.delete(id);
    });
    return started;
  };
  const ask = (task: Omit<HashTask, 'id'>): Promise<Uint8Array | null> => {
    if (hasEnded) return Promise.resolve(null);
    worker ??= start();
    const { promise, resolve } = Promise.withResolvers<Uint8Array | null>();
    waiting.set(tasks, resolve);
    const numbered: HashTask = { ...task, id: tasks };
    tasks += 1;
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, not a window
    worker.postMessage(numbered);
    return promise;
  };

  return {
    open(fd) {
      const here = createHasher(fd);
      const file = files;
      files += 1;
      return {
        hash: async (span) => (await ask({ file, fd, span })) ?? here.hash(span),
        async close() {
          await ask({ file, fd, span: null });
        },
      };
    },
    async close() {
      end();
      await worker?.terminate();
    },
  };
}
