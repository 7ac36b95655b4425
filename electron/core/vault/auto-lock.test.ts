import { describe, expect, it } from 'vitest';
import { isIdleTooLong, lockWhenIdle } from './auto-lock.ts';
import { heldClock } from './test-vault.ts';

describe('locking by itself', () => {
  it.each([
    [0, 15, false],
    [899, 15, false],
    [900, 15, true],
    [300, 5, true],
    [3600, 60, true],
    [1_000_000, 0, false],
  ])('after %i seconds without input, with %i minutes chosen: %s', (idleSeconds, afterMinutes, isLocked) => {
    expect(isIdleTooLong(idleSeconds, afterMinutes)).toBe(isLocked);
  });

  it('looks again and again, with what is chosen then, until it is stopped', async () => {
    const stop = new AbortController();
    const clock = heldClock();
    const lockedAt: number[] = [];
    await lockWhenIdle({
      clock,
      afterMinutes: () => (clock.now() > 600_000 ? 15 : 5),
      idleSeconds: () => clock.now() / 1000,
      lock() {
        lockedAt.push(clock.now());
        if (clock.now() > 1_200_000) stop.abort();
      },
      signal: stop.signal,
    });
    expect(lockedAt[0]).toBe(301_000);
    expect(lockedAt.find((at) => at > 600_000)).toBe(901_000);
  });
});
