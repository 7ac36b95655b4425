import { openSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { fileSource } from './byte-source.ts';
import { checkFile, type CheckOptions } from './check-file.ts';
import { type FrontierMemory, sourceBehind } from './frontier.ts';

/** The thread that checks one file. Its answer is a report; what it throws arrives as the worker's error. */
export interface CheckTask {
  readonly path: string;
  readonly frontier: FrontierMemory;
  readonly options: CheckOptions;
}

const { path, frontier, options }: CheckTask = workerData;
const source = sourceBehind(frontier, () => fileSource(openSync(path, 'r')));
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, not a window
parentPort?.postMessage(checkFile(source, options));
