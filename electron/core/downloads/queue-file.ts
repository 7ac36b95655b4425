import type { Document } from '../documents/document.ts';
import type { Clock, Logger } from '../ports.ts';
import type { StoredQueue } from './stored-queue.ts';
import { createThrottle } from './throttle.ts';

export interface QueueFile {
  /** Something that must not be lost: at once, and then at most a few times a second. */
  changed(): void;
  /** Only bytes came. What is on disk of a file says its journal; this is for the eye. */
  progressed(): void;
  /** Writes once more, and nothing after that. */
  close(): void;
}

const CHANGES_APART_MS = 250;
const PROGRESS_APART_MS = 15_000;

/** Keeps the queue on disk without a write for each of its thousand small changes. */
export function createQueueFile(options: {
  readonly document: Document<StoredQueue>;
  readonly read: () => StoredQueue;
  readonly clock: Clock;
  readonly logger: Logger;
}): QueueFile {
  const { document, logger } = options;
  let isClosed = false;
  const save = (): void => {
    if (isClosed) return;
    try {
      document.set(options.read());
    } catch (error) {
      // A full disk must not stop downloads that may be on another one; the next change tries again.
      logger.error('queue.notSaved', { text: String(error) });
    }
  };
  const now = (): number => options.clock.now();
  const changes = createThrottle(save, { intervalMs: CHANGES_APART_MS, now });
  const progress = createThrottle(save, { intervalMs: PROGRESS_APART_MS, now });
  return {
    changed: () => changes.soon(),
    progressed: () => progress.soon(),
    close() {
      changes.stop();
      progress.stop();
      save();
      isClosed = true;
    },
  };
}
