import { describe, expect, it } from 'vitest';
import {
  formatBytes,
  formatCountdown,
  formatDateTime,
  formatDuration,
  formatInteger,
  formatPercent,
  formatRelativeTime,
  formatSpeed,
  shortenMiddle,
  wholePercent,
} from './format.ts';

/** Tests read better with plain spaces than with no-break ones. */
const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/gu, ' ');

describe('a size', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1.00 kB'],
    [1234, '1.23 kB'],
    [999_499, '999 kB'],
    [999_500, '1.00 MB'],
    [84_200_000, '84.2 MB'],
    [1_204_000_000, '1.20 GB'],
    [64_000_000_000, '64.0 GB'],
    [5_000_000_000_000_000_000, '5,000 PB'],
    [-5, '0 B'],
  ])('of %d bytes reads %s', (bytes, text) => {
    expect(plain(formatBytes(bytes, 'en'))).toBe(text);
  });

  it('never breaks between number and unit', () => {
    expect(formatBytes(1234, 'en')).toBe('1.23\u00a0kB');
  });

  it('per second is a speed', () => {
    expect(plain(formatSpeed(84_200_000, 'zh-CN'))).toBe('84.2 MB/s');
  });

  it('may be given to the byte', () => {
    expect(formatInteger(1_234_567, 'zh-CN')).toBe('1,234,567');
  });
});

describe('a share', () => {
  it.each([
    [0, 100, 0],
    [999, 1000, 99],
    [1000, 1000, 100],
    [2000, 1000, 100],
    [5, 0, 0],
    [-5, 10, 0],
  ])('of %d in %d is %d percent', (part, total, percent) => {
    expect(wholePercent(part, total)).toBe(percent);
  });

  it('is written as the language does', () => {
    expect(formatPercent(42, 'en')).toBe('42%');
  });
});

describe('a span of time', () => {
  it.each([
    [0, '0 sec', '0 秒'],
    [45, '45 sec', '45 秒'],
    [60, '1 min', '1 分钟'],
    [365, '6 min 5 sec', '6 分钟 5 秒'],
    [7800, '2 hr 10 min', '2 小时 10 分钟'],
    [7205, '2 hr', '2 小时'],
    [273_600, '3 days 4 hr', '3 天 4 小时'],
    [-3, '0 sec', '0 秒'],
  ])('of %d seconds reads %s and %s', (seconds, english, chinese) => {
    expect(plain(formatDuration(seconds, 'en'))).toBe(english);
    expect(plain(formatDuration(seconds, 'zh-CN'))).toBe(chinese);
  });

  it.each([
    [0, '0:00'],
    [9.9, '0:09'],
    [899, '14:59'],
    [14_399, '3:59:59'],
    [86_399, '23:59:59'],
    [-1, '0:00'],
  ])('of %d seconds counts down from %s', (seconds, text) => {
    expect(formatCountdown(seconds, 'en')).toBe(text);
  });

  it.each([
    [86_400, '1 day', '1 天'],
    [603_599.9, '6 days 23 hr', '6 天 23 小时'],
  ])('of %d seconds counts down from %s or %s', (seconds, english, chinese) => {
    expect(plain(formatCountdown(seconds, 'en'))).toBe(english);
    expect(plain(formatCountdown(seconds, 'zh-CN'))).toBe(chinese);
  });
});

describe('a moment', () => {
  const now = Date.UTC(2026, 10, 24, 12, 0, 0);

  it.each([
    [-30, 'now', '现在'],
    [-180, '3 minutes ago', '3 分钟前'],
    [7200, 'in 2 hours', '2 小时后'],
    [-86_400, 'yesterday', '昨天'],
  ])('%d seconds away reads %s and %s', (seconds, english, chinese) => {
    expect(plain(formatRelativeTime(now + seconds * 1000, now, 'en'))).toBe(english);
    expect(plain(formatRelativeTime(now + seconds * 1000, now, 'zh-CN'))).toBe(chinese);
  });

  it('is exact to the second, by a clock of 24 hours', () => {
    expect(plain(formatDateTime(now, 'en', 'UTC'))).toBe('Nov 24, 2026, 12:00:00');
    expect(plain(formatDateTime(now, 'zh-CN', 'Asia/Shanghai'))).toBe('2026年11月24日 20:00:00');
  });
});

describe('a long id', () => {
  it('is shortened in the middle', () => {
    expect(shortenMiddle('uredis-backup-20261124-4f1c', 15)).toBe('uredis-…24-4f1c');
    expect(shortenMiddle('uredis-backup-20261124-4f1c', 15)).toHaveLength(15);
  });

  it('cuts no emoji in half', () => {
    expect(shortenMiddle('😀😀😀😀😀', 4)).toBe('😀😀…😀');
  });

  it('stays whole where it fits', () => {
    expect(shortenMiddle('uredis-1', 15)).toBe('uredis-1');
  });
});
