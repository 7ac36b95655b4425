import type { Clock } from '../ports.ts';

const LOOK_EVERY_MS = 10_000;

/** Whether nobody has touched the machine for as long as was chosen; 0 minutes is never. */
export function isIdleTooLong(idleSeconds: number, afterMinutes: number): boolean {
  return afterMinutes > 0 && idleSeconds >= afterMinutes * 60;
}

/** Locks the vault when the machine has been idle for too long. Looks until the signal is aborted. */
export async function lockWhenIdle(options: {
  clock: Clock;
  afterMinutes: () => number;
  idleSeconds: () => number;
  lock: () => void;
  signal: AbortSignal;
}): Promise<void> {
  const { clock, afterMinutes, idleSeconds, lock, signal } = options;
  while (!signal.aborted) {
    await clock.sleep(LOOK_EVERY_MS, signal).catch(() => undefined);
    if (!signal.aborted && isIdleTooLong(idleSeconds(), afterMinutes())) lock();
  }
}
