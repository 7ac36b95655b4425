import { dateTimeFormat, numberFormat, relativeTimeFormat } from './formatters.ts';

/** Numbers, sizes and times for the eye. Pure: the language and, where it matters, the time zone are passed in. */

/** Keeps a number and its unit on one line. */
const NO_BREAK_SPACE = '\u00a0';
const BYTE_UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;
const SECONDS_PER_MINUTE = 60;
const SECONDS_PER_HOUR = 3600;
const SECONDS_PER_DAY = 86_400;

/** A size in decimal units with three significant figures: `999 B`, `1.20 kB`, `84.2 MB`. */
export function formatBytes(bytes: number, locale: string): string {
  let value = Math.max(0, bytes);
  let unit = 0;
  // 999.5 would be rounded to "1,000": it belongs to the next unit.
  while (unit < BYTE_UNITS.length - 1 && value >= (unit === 0 ? 1000 : 999.5)) {
    value /= 1000;
    unit += 1;
  }
  const digits =
    unit === 0 ? { maximumFractionDigits: 0 } : { minimumSignificantDigits: 3, maximumSignificantDigits: 3 };
  return `${numberFormat(locale, digits).format(value)}${NO_BREAK_SPACE}${BYTE_UNITS[unit] ?? ''}`;
}

/** `84.2 MB/s` */
export function formatSpeed(bytesPerSecond: number, locale: string): string {
  return `${formatBytes(bytesPerSecond, locale)}/s`;
}

/** A whole number with the language's grouping. */
export function formatInteger(value: number, locale: string): string {
  return numberFormat(locale, { maximumFractionDigits: 0 }).format(value);
}

/** How much of a total is there, as a whole percent from 0 to 100, rounded down so that 100 means all of it. */
export function wholePercent(part: number, total: number): number {
  if (total <= 0) return 0;
  return Math.min(100, Math.max(0, Math.floor((part / total) * 100)));
}

/** `42%`, from a whole percent. */
export function formatPercent(percent: number, locale: string): string {
  return numberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(percent / 100);
}

/** A span of time in at most two units: `45 sec`, `6 min 5 sec`, `2 hr 10 min`, `3 days 4 hr`. */
export function formatDuration(seconds: number, locale: string): string {
  const whole = Math.max(0, Math.round(seconds));
  const parts: [value: number, unit: string][] = [
    [Math.floor(whole / SECONDS_PER_DAY), 'day'],
    [Math.floor((whole % SECONDS_PER_DAY) / SECONDS_PER_HOUR), 'hour'],
    [Math.floor((whole % SECONDS_PER_HOUR) / SECONDS_PER_MINUTE), 'minute'],
    [whole % SECONDS_PER_MINUTE, 'second'],
  ];
  const first = parts.findIndex(([value]) => value > 0);
  if (first === -1) return formatUnit(0, 'second', locale);
  return parts
    .slice(first, first + 2)
    .filter(([value]) => value > 0)
    .map(([value, unit]) => formatUnit(value, unit, locale))
    .join(' ');
}

/** Joins number and unit with a space in every language, so that Chinese, too, keeps figures and words apart. */
function formatUnit(value: number, unit: string, locale: string): string {
  return numberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' })
    .formatToParts(value)
    .filter(({ type }) => type !== 'literal')
    .map(({ value: text }) => text.trim())
    .join(NO_BREAK_SPACE);
}

/** The time left as a clock shows it, so that it does not jump about: `0:09`, `3:59:59`; from a day on in words. */
export function formatCountdown(seconds: number, locale: string): string {
  const whole = Math.max(0, Math.floor(seconds));
  if (whole >= SECONDS_PER_DAY) return formatDuration(whole, locale);
  const two = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(whole / SECONDS_PER_HOUR);
  const minutes = Math.floor((whole % SECONDS_PER_HOUR) / SECONDS_PER_MINUTE);
  const rest = two(whole % SECONDS_PER_MINUTE);
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}

/** How long ago or ahead, in the largest unit that is not zero: `3 minutes ago`, `in 2 hours`, `yesterday`. */
export function formatRelativeTime(timeMs: number, nowMs: number, locale: string): string {
  const seconds = Math.trunc((timeMs - nowMs) / 1000);
  const size = Math.abs(seconds);
  if (size < SECONDS_PER_MINUTE) return formatRelative(0, 'second', locale);
  if (size < SECONDS_PER_HOUR) return formatRelative(Math.trunc(seconds / SECONDS_PER_MINUTE), 'minute', locale);
  if (size < SECONDS_PER_DAY) return formatRelative(Math.trunc(seconds / SECONDS_PER_HOUR), 'hour', locale);
  return formatRelative(Math.trunc(seconds / SECONDS_PER_DAY), 'day', locale);
}

/** Keeps figures and words apart in Chinese too, which writes them together by itself. */
function formatRelative(value: number, unit: 'second' | 'minute' | 'hour' | 'day', locale: string): string {
  return relativeTimeFormat(locale, { numeric: 'auto' })
    .formatToParts(value, unit)
    .map(({ value: text }) => text.trim())
    .join(NO_BREAK_SPACE);
}

/** The exact moment, to the second, in the machine's time zone unless one is given. */
export function formatDateTime(timeMs: number, locale: string, timeZone?: string): string {
  return dateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'medium',
    hourCycle: 'h23',
    ...(timeZone === undefined ? {} : { timeZone }),
  }).format(timeMs);
}

/** Shortens a long id in its middle, where ids differ least: `uredis-backup…4f1c`. */
export function shortenMiddle(text: string, maxLength: number): string {
  // Code points, so that no half of an emoji is left over.
  const letters = Array.from(text);
  if (letters.length <= maxLength) return text;
  const kept = Math.max(2, maxLength - 1);
  const front = Math.ceil(kept / 2);
  return `${letters.slice(0, front).join('')}…${letters.slice(letters.length - (kept - front)).join('')}`;
}
