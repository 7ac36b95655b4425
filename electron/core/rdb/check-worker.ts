import { openSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { giveWay } from '../give-way.ts';
import { type ByteSource, fileSource } from './byte-source.ts';
import { checkFile, type CheckOptions } from './check-file.ts';
import { type FrontierMemory, sourceBehind, toldSource } from './frontier.ts';

/** The thread that checks one file. Its answer is a report; what it throws arrives as the worker's error. */
export interface CheckTask {
  readonly path: string;
  readonly frontier: FrontierMemory;
  readonly options: CheckOptions;
}

giveWay(10);
const { path, frontier, options }: CheckTask = workerData;
let descriptor: number | undefined;
/** Every reader keeps its own place in the file. */
const open = (): ByteSource => toldSource(frontier, fileSource((descriptor ??= openSync(path, 'r'))));
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, not a window
parentPort?.postMessage(checkFile(sourceBehind(frontier, open), open, options));
