import { AppError } from '#shared/errors.ts';
import type { Clock } from '../ports.ts';

/** What a download asks before it takes more bytes from the network. */
export interface SpeedLimit {
  /** Resolves when so many bytes may be taken. Rejects with AppError `cancelled` as soon as the signal is aborted. */
  take(bytes: number, signal: AbortSignal): Promise<void>;
}

/** So much may come at once after a pause: enough to be smooth, too little to be seen as a burst. */
const BURST_SECONDS = 0.25;
/** So often it is looked whether the limit is another one now. */
const LOOK_EVERY_MS = 100;

/**
 * One token bucket for all downloads together, first come, first served. The limit may change at any time, also while
 * somebody waits.
 * @param bytesPerSecond 0 for no limit.
 */
export function createSpeedLimit(clock: Clock, bytesPerSecond: () => number): SpeedLimit {
  let tokens = 0;
  let filledAt = clock.now();
  let last: Promise<void> = Promise.resolve();
  let waiting = 0;

  const fill = (rate: number): void => {
    const now = clock.now();
    tokens = Math.min(tokens + (rate * (now - filledAt)) / 1000, rate * BURST_SECONDS);
    filledAt = now;
  };
  /** May go below zero: a large piece is let through whole and paid off by those that come after it. */
  const pay = async (bytes: number, signal: AbortSignal): Promise<void> => {
    for (;;) {
      if (signal.aborted) throw new AppError('cancelled');
      const rate = bytesPerSecond();
      if (rate === 0) return;
      fill(rate);
      if (tokens > 0) break;
      await clock.sleep(Math.min(LOOK_EVERY_MS, Math.ceil((-tokens / rate) * 1000) + 1), signal);
    }
    tokens -= bytes;
  };

  return {
    async take(bytes, signal) {
      if (waiting === 0 && bytesPerSecond() === 0) return;
      waiting += 1;
      const turn = last.then(() => pay(bytes, signal)).finally(() => (waiting -= 1));
      // Whoever gives up does not keep the others.
      last = turn.catch(() => undefined);
      await Promise.race([turn, whenAborted(signal, turn)]);
    },
  };
}

/** Whoever waits behind others must not wait for them to hear that it was cancelled. */
async function whenAborted(signal: AbortSignal, turn: Promise<void>): Promise<void> {
  const { promise, reject } = Promise.withResolvers<void>();
  const abort = (): void => reject(new AppError('cancelled'));
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort, { once: true });
  const stop = (): void => signal.removeEventListener('abort', abort);
  turn.then(stop, stop);
  await promise;
}
