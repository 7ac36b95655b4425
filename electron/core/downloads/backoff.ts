const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;
const LONGEST_RETRY_AFTER_MS = 300_000;

/** Tries in a row that brought no new byte before a download gives up. */
export const MOST_FRUITLESS_TRIES = 10;

/**
 * How long to wait before asking again: what the server wished, up to five minutes, else exponentially longer with full
 * jitter, so that downloads that were cut off together do not come back together.
 * @param fruitlessTries 0 when the try before this one brought bytes.
 * @param random from 0 (included) to 1 (excluded).
 */
export function waitBeforeRetryMs(fruitlessTries: number, retryAfterMs: number | null, random: number): number {
  if (retryAfterMs !== null) return Math.min(retryAfterMs, LONGEST_RETRY_AFTER_MS);
  return Math.floor(random * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** fruitlessTries));
}
