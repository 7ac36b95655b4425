import { MOST_FRUITLESS_TRIES } from './backoff.ts';

/** Counts tries that brought nothing. Bytes fetched a second time after starting over are not news. */
export interface Tries {
  /** Call after each failure: whether there are more bytes than ever before. */
  hasGained(): boolean;
  /** Whether another try would be one too many, after so many that brought nothing. */
  isLast(mostFruitless?: number): boolean;
  fruitless(): number;
  restarted(): void;
  /** The world has changed; what failed before says nothing. */
  forget(): void;
}

/** Times the whole object is fetched anew without getting further than before; each may cost as much as all of it. */
const MOST_FRUITLESS_RESTARTS = 3;

export function countTries(receivedBytes: () => number): Tries {
  let mostBytes = receivedBytes();
  let fruitless = 0;
  let restarts = 0;
  return {
    hasGained() {
      const gained = receivedBytes() > mostBytes;
      mostBytes = Math.max(mostBytes, receivedBytes());
      fruitless = gained ? 0 : fruitless + 1;
      if (gained) restarts = 0;
      return gained;
    },
    isLast: (mostFruitless = MOST_FRUITLESS_TRIES) => fruitless >= mostFruitless || restarts >= MOST_FRUITLESS_RESTARTS,
    fruitless: () => fruitless,
    restarted() {
      restarts += 1;
    },
    forget() {
      fruitless = 0;
    },
  };
}
