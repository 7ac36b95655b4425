const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 8_000;
const LONGEST_RETRY_AFTER_MS = 30_000;

/** How often a read call is sent at most, the first time included. */
export const MAX_TRIES = 4;

/**
 * How long to wait before the next try: what the server asked for, within reason, else an exponentially growing time
 * with full jitter, so that many clients that failed together do not return together.
 * @param triesMade 1 after the first try.
 * @param random a number in [0, 1).
 */
export function waitBeforeRetryMs(triesMade: number, retryAfterMs: number | null, random: number): number {
  if (retryAfterMs !== null) return Math.min(retryAfterMs, LONGEST_RETRY_AFTER_MS);
  return Math.floor(random * Math.min(FIRST_WAIT_MS * 2 ** triesMade, LONGEST_WAIT_MS));
}
