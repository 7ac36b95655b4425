import { AppError } from '#shared/errors.ts';

/** Lets so many pieces of work run at the same time; the others wait for their turn, in order. */
export interface Turns {
  /** Throws what `work` throws, and `cancelled` where the signal is aborted while it waits. */
  run<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T>;
}

export function createTurns(concurrency: number): Turns {
  let running = 0;
  const waiting = new Set<() => void>();

  const wait = (signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      const begin = (): void => {
        waiting.delete(begin);
        signal.removeEventListener('abort', leave);
        resolve();
      };
      const leave = (): void => {
        waiting.delete(begin);
        reject(new AppError('cancelled'));
      };
      if (signal.aborted) return leave();
      waiting.add(begin);
      signal.addEventListener('abort', leave, { once: true });
      return undefined;
    });

  return {
    async run(work, signal) {
      if (signal.aborted) throw new AppError('cancelled');
      // A free place is taken at once; one that is handed over below stays counted.
      if (running < concurrency) running += 1;
      else await wait(signal);
      try {
        return await work();
      } finally {
        const [next] = waiting;
        if (next === undefined) running -= 1;
        else next();
      }
    },
  };
}
