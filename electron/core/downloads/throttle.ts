/**
 * Lets at most one call through per interval; the last one is never lost, only late.
 * `now` skips the wait, for what must be seen at once.
 */
export function createThrottle(
  emit: () => void,
  options: { readonly intervalMs: number; readonly now: () => number },
): { soon(): void; now(): void; stop(): void } {
  let lastAt = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | null = null;

  const stop = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
  const now = (): void => {
    stop();
    lastAt = options.now();
    emit();
  };
  return {
    soon() {
      if (timer !== null) return;
      const waitMs = lastAt + options.intervalMs - options.now();
      if (waitMs <= 0) now();
      else timer = setTimeout(now, waitMs).unref();
    },
    now,
    stop,
  };
}
