import { parentPort, workerData } from 'node:worker_threads';
import { startPracticeCloud, type PracticeCloudOptions } from './server.ts';
import type { WorkerMessage } from './worker-thread.ts';

/** The entry of the practice cloud's own thread. It serves until the thread is ended. */
async function serve(options: PracticeCloudOptions): Promise<void> {
  const { apiUrl, publicKey, privateKey, backups } = await startPracticeCloud(options);
  const message: WorkerMessage = { apiUrl, publicKey, privateKey, backups };
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, not a window
  parentPort?.postMessage(message);
}

// A failure ends the thread with an error, which is what whoever started it waits for.
void serve(workerData);
