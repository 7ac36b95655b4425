import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseRetryAfterMs } from '../http/retry-after.ts';
import { waitBeforeRetryMs } from './retry.ts';

describe('waiting before the next try', () => {
  test.each([
    [1, 0.999, 999],
    [2, 0.999, 1998],
    [3, 0.999, 3996],
    [3, 0, 0],
    [3, 0.5, 2000],
    [20, 0.999, 7992],
  ])('after %d tries, with the dice at %d, takes %d ms', (triesMade, random, waitMs) => {
    expect(waitBeforeRetryMs(triesMade, null, random)).toBe(waitMs);
  });

  test('does what the server asks, but never longer than half a minute', () => {
    expect(waitBeforeRetryMs(1, 0, 0.9)).toBe(0);
    expect(waitBeforeRetryMs(1, 7_000, 0.1)).toBe(7_000);
    expect(waitBeforeRetryMs(1, 86_400_000, 0.1)).toBe(30_000);
  });

  test('is a finite time for any number of tries', () => {
    fc.assert(
      fc.property(fc.nat(2000), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (tries, random) => {
        const waitMs = waitBeforeRetryMs(tries, null, random);
        expect(waitMs).toBeGreaterThanOrEqual(0);
        expect(waitMs).toBeLessThan(8_000);
      }),
    );
  });
});

describe('a Retry-After header', () => {
  const nowMs = Date.UTC(2026, 10, 24, 10, 0, 0);

  test.each([
    ['3', 3_000],
    [' 0 ', 0],
    ['Tue, 24 Nov 2026 10:00:05 GMT', 5_000],
    ['Tuesday, 24-Nov-26 10:00:05 GMT', 5_000],
    ['Tue, 24 Nov 2026 09:00:00 GMT', 0],
    ['', null],
    [undefined, null],
    ['-1', null],
    ['soon', null],
    ['1.5', null],
    ['2026', 2_026_000],
  ])('%j means %j ms', (header, waitMs) => {
    expect(parseRetryAfterMs(header, nowMs)).toBe(waitMs);
  });
});
