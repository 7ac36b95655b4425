import { AppError } from '#shared/errors.ts';
import type { PracticeBackup } from '#shared/models/practice.ts';

/** The parts of a running practice cloud that the app uses. */
export interface RunningPracticeCloud {
  apiUrl: string;
  publicKey: string;
  privateKey: string;
  backups: PracticeBackup[];
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

  const stop = async (): Promise<void> => {
    const ending = running;
    running = undefined;
    await (await ending?.catch(() => undefined))?.close();
  };

  return {
    access() {
      running ??= options.start().catch((cause: unknown) => {
        running = undefined; // The next need tries again.
        throw new AppError('practiceUnavailable', { retryable: true, cause });
      });
      return running;
    },
    async stopIfIdle() {
      if (!options.isNeeded()) await stop();
    },
    stop,
  };
}
