import type { Limiter } from './receive-body.ts';

/** Of so many turns it is seen whether most were too short for all. */
const TURNS_SEEN = 16;
/** What may be taken before everybody else in the process has had a turn: some milliseconds of work. */
const BYTES_A_TURN = 2 * 1024 * 1024;

/**
 * Keeps downloads at full speed from holding up the process they run in: after so many bytes, of all of them together,
 * those that want more wait until timers and calls have been served. First come, first served.
 */
export function createTurns(bytesATurn: number = BYTES_A_TURN): Limiter {
  let taken = 0;
  let isTurnEnding = false;
  /** The part of the last turns in which somebody had to wait. */
  let crowding = 0;
  const waiting: { readonly bytes: number; readonly resolve: () => void }[] = [];

  const hasRoom = (): boolean => taken < bytesATurn;
  const begin = (): void => {
    taken = 0;
    isTurnEnding = false;
    crowding += ((waiting.length > 0 ? 1 : 0) - crowding) / TURNS_SEEN;
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
    isCrowded: () => crowding > 0.5,
  };
}

/** Both have to let the bytes through. */
export function bothLimits(first: Limiter, second: Limiter): Limiter {
  return {
    async take(bytes, signal) {
      await first.take(bytes, signal);
      await second.take(bytes, signal);
    },
    isCrowded: () => first.isCrowded?.() === true || second.isCrowded?.() === true,
  };
}
