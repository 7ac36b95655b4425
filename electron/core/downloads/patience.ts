import { AppError } from '#shared/errors.ts';
import type { Clock } from '../ports.ts';

/** Says that waiting has become pointless: the network is back, the machine has woken up. */
export interface WakeUps {
  /** @returns a function that ends the subscription. */
  subscribe(listener: () => void): () => void;
}

export interface Patience {
  /**
   * Resolves after the time, or as soon as there is a reason to try at once or the one that waits is sent away. Throws
   * AppError `cancelled`.
   */
  wait(ms: number, sentAway: AbortSignal): Promise<void>;
  end(): void;
}

export function createPatience(options: {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly wakeUps: WakeUps | undefined;
  readonly onWake: () => void;
}): Patience {
  const { clock, signal } = options;
  let waking = new AbortController();
  const unsubscribe = options.wakeUps?.subscribe(() => {
    options.onWake();
    waking.abort();
    waking = new AbortController();
  });
  return {
    async wait(ms, sentAway) {
      try {
        await clock.sleep(ms, AbortSignal.any([signal, waking.signal, sentAway]));
      } catch {
        if (signal.aborted) throw new AppError('cancelled');
      }
    },
    end: () => unsubscribe?.(),
  };
}
