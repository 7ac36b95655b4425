import { describe, expect, it } from 'vitest';
import { momentOf, toLocalInput } from './local-moment.ts';

describe('a moment in the form', () => {
  it.each([0, Date.UTC(2026, 10, 24, 12, 30, 5), Date.UTC(2027, 1, 3)])('comes back as it was: %s', (moment) => {
    expect(momentOf(toLocalInput(moment))).toBe(moment);
  });

  it('is what STS answers as the end of a token', () => {
    expect(momentOf(' 2026-11-24T12:30:05Z\n')).toBe(Date.UTC(2026, 10, 24, 12, 30, 5));
    expect(momentOf('2026-11-24T20:30:05+08:00')).toBe(Date.UTC(2026, 10, 24, 12, 30, 5));
  });

  it.each(['', 'tomorrow', '2026-13-40T99:00'])('is none where there is none: “%s”', (text) => {
    expect(momentOf(text)).toBeNull();
    expect(toLocalInput(null)).toBe('');
  });
});
