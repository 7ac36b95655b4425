import type { Limiter } from './receive-body.ts';

/** What may be taken before everybody else in the process has had a turn: some milliseconds of work. */
const BYTES_A_TURN = 4 * 1024 * 1024;

/**
 * Keeps downloads at full speed from holding up the process they run in: after so many bytes, of all of them together,
 * those that want more wait until timers and calls have been served. First come, first served.
 */
export function createTurns(bytesATurn: number = BYTES_A_TURN): Limiter {
  let taken = 0;
  let isTurnEnding = false;
  const waiting: { readonly bytes: number; readonly resolve: () => void }[] = [];

  const hasRoom = (): boolean => taken < bytesATurn;
  const begin = (): void => {
    taken = 0;
    isTurnEnding = false;
    while (hasRoom()) {
      const next = waiting.shift();
      if (next === undefined) return;
      count(next.bytes);
      next.resolve();
    }
  };
  const count = (bytes: number): void => {
    taken += bytes;
    if (isTurnEnding) return;
    isTurnEnding = true;
    setImmediate(begin);
  };
  return {
    take(bytes) {
      if (hasRoom()) {
        count(bytes);
        return Promise.resolve();
      }
      return new Promise((resolve) => {
        waiting.push({ bytes, resolve });
      });
    },
  };
}

/** Both have to let the bytes through. */
export function bothLimits(first: Limiter, second: Limiter): Limiter {
  return {
    async take(bytes, signal) {
      await first.take(bytes, signal);
      await second.take(bytes, signal);
    },
  };
}
