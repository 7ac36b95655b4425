import { parentPort, workerData } from 'node:worker_threads';
import type { HashAnswer, HashTask } from './block-hasher.ts';
import { createHashSpan } from './hash-span.ts';

/** The thread that hashes spans of one file. It reads through the descriptor of the thread that writes it. */
const { fd, mostBytes }: { fd: number; mostBytes: number } = workerData;
const hashSpan = createHashSpan(fd, mostBytes);

parentPort?.on('message', ({ id, span }: HashTask) => {
  const answer: HashAnswer = { id, digest: hashSpan(span) };
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, not a window
  parentPort?.postMessage(answer);
});
