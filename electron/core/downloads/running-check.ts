import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { AppError } from '#shared/errors.ts';
import type { CheckReport } from '#shared/models/check-report.ts';
import type { CheckOptions } from '../rdb/check-file.ts';
import type { CheckTask } from '../rdb/check-worker.ts';
import { createFrontier } from '../rdb/frontier.ts';
import { fileError } from './file-errors.ts';

/** A check that reads a file behind the bytes that have come so far, in a thread of its own. */
export interface RunningCheck {
  /** All bytes before this one are on disk and will not change. Cheap; call it as often as there is news. */
  advance(contiguousBytes: number): void;
  /**
   * The file is complete and so long; resolves when its last byte was read. Rejects with an AppError of the file, or
   * `cancelled` after `stop`.
   */
  finish(totalBytes: number): Promise<CheckReport>;
  /** How far it has read. Cheap. It begins anew where one pass over the file is not enough. */
  readBytes(): number;
  /** Ends it, whatever it is doing; resolves when the file is closed. Also after `finish`, and more than once. */
  stop(): Promise<void>;
}

/**
 * Starts a check of a file that exists, or will when the first bytes are reported.
 * @param workerUrl the worker's own module: the bundle lays it beside the main one, from source it is a `.ts` file.
 */
export function startRunningCheck(
  path: string,
  options: CheckOptions,
  workerUrl: URL = new URL('../rdb/check-worker.ts', import.meta.url),
): RunningCheck {
  const frontier = createFrontier();
  const workerData: CheckTask = { path, frontier: frontier.memory, options };
  const worker = new Worker(workerUrl, { workerData });
  const report = reportOf(worker).catch((error: unknown) => {
    throw fileError(error, path);
  });
  // It may fail long before anybody asks for the report.
  report.catch(() => undefined);
  return {
    advance: (contiguousBytes) => frontier.advance(contiguousBytes),
    finish(totalBytes) {
      frontier.end(totalBytes);
      return report;
    },
    readBytes: () => frontier.readBytes(),
    async stop() {
      await worker.terminate();
    },
  };
}

async function reportOf(worker: Worker): Promise<CheckReport> {
  const ended = new AbortController();
  try {
    const [report]: CheckReport[] = await Promise.race([
      once(worker, 'message', { signal: ended.signal }),
      once(worker, 'exit', { signal: ended.signal }).then(() => []),
    ]);
    if (report === undefined) throw new AppError('cancelled');
    return report;
  } finally {
    ended.abort();
  }
}
