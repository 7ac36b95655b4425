import { parentPort, workerData } from 'node:worker_threads';
import { giveWay } from '../give-way.ts';
import type { HashAnswer, HashTask } from './block-hasher.ts';
import { createHashSpan, type HashSpan } from './hash-span.ts';

/** The thread that hashes spans of files. It reads through the descriptors of the thread that writes them. */
const { mostBytes }: { mostBytes: number } = workerData;
const files = new Map<number, HashSpan>();

function digestOf({ file, fd, span }: HashTask): Uint8Array | null {
  if (span === null) {
    files.delete(file);
    return null;
  }
  const hashSpan = files.get(file) ?? createHashSpan(fd, mostBytes);
  files.set(file, hashSpan);
  try {
    return hashSpan(span);
  } catch {
    // Whoever asked hashes it again and tells the error.
    return null;
  }
}

// A little only: nothing is claimed in the journal before it is hashed.
giveWay(5);
parentPort?.on('message', (task: HashTask) => {
  const answer: HashAnswer = { id: task.id, digest: digestOf(task) };
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, not a window
  parentPort?.postMessage(answer);
});
