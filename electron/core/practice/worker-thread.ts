import { Worker } from 'node:worker_threads';
import type { RunningPracticeCloud } from './host.ts';
import type { PracticeCloudOptions } from './server.ts';

/** What the thread says once, when it serves. */
export type WorkerMessage = Pick<RunningPracticeCloud, 'apiUrl' | 'publicKey' | 'privateKey' | 'backups'>;

/**
 * Starts a practice cloud in a thread of its own, so that what it serves does not slow down whoever downloads it.
 * @param file the built or the source file of `worker.ts`.
 * Rejects with what ended the thread before it served.
 */
export function startPracticeWorker(
  file: string | URL,
  options: Pick<PracticeCloudOptions, 'bytesPerSecondPerConnection' | 'keys'>,
): Promise<RunningPracticeCloud> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(file, { workerData: options });
    const ended = new Promise<void>((end) => {
      worker.once('exit', () => end());
    });
    // Stays for good: a thread that fails later must not take the process with it.
    worker.on('error', reject);
    worker.once('exit', (code) => reject(new Error(`The practice cloud's thread ended with ${code}.`)));
    worker.once('message', (message: WorkerMessage) =>
      resolve({
        ...message,
        ended,
        close: async () => {
          await worker.terminate();
        },
      }),
    );
  });
}
