import { AppError } from '#shared/errors.ts';
import type { PracticeBackup } from '#shared/models/practice.ts';

/** The parts of a running practice cloud that the app uses. */
export interface RunningPracticeCloud {
  apiUrl: string;
  publicKey: string;
  privateKey: string;
  backups: PracticeBackup[];
  /** Resolves when it has ended, by `close` or by a failure of its own. */
  ended: Promise<void>;
  close(): Promise<void>;
}

export interface PracticeHost {
  /** The running cloud, started when it is not. */
  access(): Promise<RunningPracticeCloud>;
  /** Ends it unless something still needs it. */
  stopIfIdle(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the practice cloud with the first need of it and ends it with the last. */
export function createPracticeHost(options: {
  start: () => Promise<RunningPracticeCloud>;
  isNeeded: () => boolean;
}): PracticeHost {
  let running: Promise<RunningPracticeCloud> | undefined;

  const start = (): Promise<RunningPracticeCloud> => {
    const starting = options.start().catch((cause: unknown) => {
      throw new AppError('practiceUnavailable', { retryable: true, cause });
    });
    // When it did not start, or has ended by itself, the next need tries again.
    const forget = (): void => {
      if (running === starting) running = undefined;
    };
    void starting.then(({ ended }) => ended).then(forget, forget);
    return starting;
  };

  const stop = async (): Promise<void> => {
    const ending = running;
    running = undefined;
    await (await ending?.catch(() => undefined))?.close();
  };

  return {
    access() {
      running ??= start();
      return running;
    },
    async stopIfIdle() {
      if (!options.isNeeded()) await stop();
    },
    stop,
  };
}
