import { isAppError } from '#shared/errors.ts';
import type { Clock } from '../ports.ts';

const DELAYS_SECONDS = [0, 0, 1, 2, 4, 8, 16, 30] as const;
const LONGEST_DELAY_SECONDS = 30;

/** How long the next attempt has to wait after so many wrong ones in a row, in milliseconds. */
export function delayAfterMs(failures: number): number {
  return (DELAYS_SECONDS[failures] ?? LONGEST_DELAY_SECONDS) * 1000;
}

/** Runs attempts at the master password one after the other, each held back after those that were wrong. */
export interface Attempts {
  /** Throws what `attempt` throws; only `wrongMasterPassword` counts as a failure. */
  run<T>(attempt: () => Promise<T>): Promise<T>;
}

/** Counts until the app quits: whoever can start it anew can read the file without it, too. */
export function createAttempts(clock: Clock): Attempts {
  let failures = 0;
  let notBefore = 0;
  let last: Promise<unknown> = Promise.resolve();

  const runAlone = async <T>(attempt: () => Promise<T>): Promise<T> => {
    const waitMs = notBefore - clock.now();
    if (waitMs > 0) await clock.sleep(waitMs);
    try {
      const answer = await attempt();
      failures = 0;
      return answer;
    } catch (error) {
      if (isAppError(error, 'wrongMasterPassword')) failures += 1;
      throw error;
    } finally {
      notBefore = clock.now() + delayAfterMs(failures);
    }
  };

  return {
    run(attempt) {
      const result = last.then(() => runAlone(attempt));
      last = result.catch(() => undefined);
      return result;
    },
  };
}
