import { describe, expect, it } from 'vitest';
import { DAY_MS, isKeyDue, keyAgeDays, tokenStateOf, TOKEN_ENDS_SOON_MS } from './key-rules.ts';

const NOW = 1000 * DAY_MS;
const dates = (ageDays: number | null, snoozedUntil: number | null = null) => ({
  keyStoredAt: ageDays === null ? null : NOW - ageDays * DAY_MS,
  snoozedUntil,
  tokenExpiresAt: null,
});

describe('the age of a key', () => {
  it.each([
    [null, null],
    [0, 0],
    [0.99, 0],
    [1, 1],
    [90.5, 90],
    [-3, 0],
  ])('of one stored %s days ago is %s', (days, age) => {
    expect(keyAgeDays(dates(days), NOW)).toBe(age);
  });

  it.each([
    ['a young key', dates(89), 90, false],
    ['a key of just that age', dates(90), 90, true],
    ['an old key while reminders are off', dates(900), 0, false],
    ['a profile whose key never came', dates(null), 30, false],
    ['an old key that was put off', dates(120, NOW + 1), 90, false],
    ['an old key whose respite is over', dates(120, NOW), 90, true],
  ])('reminds or is quiet: %s', (_what, key, reminderDays, isDue) => {
    expect(isKeyDue(key, reminderDays, NOW)).toBe(isDue);
  });
});

it.each([
  [null, 'unknown'],
  [NOW + TOKEN_ENDS_SOON_MS + 1, 'valid'],
  [NOW + TOKEN_ENDS_SOON_MS, 'endsSoon'],
  [NOW + 1, 'endsSoon'],
  [NOW, 'expired'],
  [0, 'expired'],
])('a token that ends at %s is %s', (tokenExpiresAt, state) => {
  expect(tokenStateOf({ tokenExpiresAt }, NOW)).toBe(state);
});
