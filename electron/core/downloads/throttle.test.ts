import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createThrottle } from './throttle.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('the first call goes through at once, the last one is never lost, and no more than one in an interval', () => {
  let calls = 0;
  const throttle = createThrottle(() => (calls += 1), { intervalMs: 100, now: () => Date.now() });
  for (let i = 0; i < 50; i += 1) throttle.soon();
  expect(calls).toBe(1);
  vi.advanceTimersByTime(99);
  expect(calls).toBe(1);
  vi.advanceTimersByTime(1);
  expect(calls).toBe(2);
  vi.advanceTimersByTime(1000);
  expect(calls).toBe(2);
});

test('what must be seen at once is, and what waited comes with it', () => {
  let calls = 0;
  const throttle = createThrottle(() => (calls += 1), { intervalMs: 100, now: () => Date.now() });
  throttle.soon();
  throttle.soon();
  throttle.now();
  expect(calls).toBe(2);
  vi.advanceTimersByTime(1000);
  expect(calls).toBe(2);
  throttle.soon();
  throttle.soon();
  throttle.stop();
  vi.advanceTimersByTime(1000);
  expect(calls).toBe(3);
});
