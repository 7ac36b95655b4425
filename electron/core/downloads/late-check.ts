import type { CheckReport } from '#shared/models/check-report.ts';
import type { RunningCheck } from './running-check.ts';

/** A running check that begins with the first bytes: before them there may be no file. */
export interface LateCheck {
  advance(contiguousBytes: number): void;
  finish(totalBytes: number, signal: AbortSignal): Promise<CheckReport | null>;
  readBytes(): number;
  stop(): Promise<void>;
}

/** @param start undefined where nobody wants a check; then it finds nothing. */
export function createLateCheck(
  start: ((partialPath: string) => RunningCheck) | undefined,
  partialPath: string,
): LateCheck {
  let check: RunningCheck | null = null;
  const begun = (): RunningCheck | null => (check ??= start?.(partialPath) ?? null);
  return {
    advance: (contiguousBytes) => begun()?.advance(contiguousBytes),
    async finish(totalBytes, signal) {
      const stop = (): void => void check?.stop();
      signal.addEventListener('abort', stop, { once: true });
      try {
        return (await begun()?.finish(totalBytes)) ?? null;
      } finally {
        signal.removeEventListener('abort', stop);
      }
    },
    readBytes: () => check?.readBytes() ?? 0,
    async stop() {
      await check?.stop();
    },
  };
}
