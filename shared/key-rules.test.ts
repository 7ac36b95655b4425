import { describe, expect, it } from 'vitest';
import { DAY_MS, keyNewsOf, tokenStateOf, TOKEN_ENDS_SOON_MS } from './key-rules.ts';

const NOW = 1000 * DAY_MS;
const dates = (ageDays: number | null, changes = {}) => ({
  keyStoredAt: ageDays === null ? null : NOW - ageDays * DAY_MS,
  snoozedUntil: null,
  tokenExpiresAt: null,
  ...changes,
});

describe('what is told of a key', () => {
  it.each([
    ['a young key', dates(89.9), 90, undefined],
    ['a key of just that age', dates(90), 90, 'keyOld'],
    ['an old key while reminders are off', dates(900), 0, undefined],
    ['a profile whose key never came', dates(null), 30, undefined],
    ['a key from a clock that was ahead', dates(-3), 30, undefined],
    ['an old key that was put off', dates(120, { snoozedUntil: NOW + 1 }), 90, undefined],
    ['an old key whose respite is over', dates(120, { snoozedUntil: NOW }), 90, 'keyOld'],
    ['an old key with a token that lasts', dates(120, { tokenExpiresAt: NOW + DAY_MS }), 90, 'keyOld'],
    ['a token about to end, however old the key', dates(120, { tokenExpiresAt: NOW + 1 }), 90, 'tokenEndsSoon'],
    ['a token that has ended, also while reminders are off', dates(1, { tokenExpiresAt: NOW }), 0, 'tokenExpired'],
  ] as const)('%s', (_what, key, reminderDays, news) => {
    expect(keyNewsOf(key, reminderDays, NOW)).toBe(news);
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
