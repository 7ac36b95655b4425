/** Reads a Retry-After header, which holds seconds or a date (RFC 9110, 10.2.3). Null where it says nothing usable. */
export function parseRetryAfterMs(header: string | undefined, nowMs: number): number | null {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}$/u.test(text)) return Number(text) * 1000;
  // Only the form with a weekday: Date.parse makes a date of almost anything.
  const date = /^[A-Z][a-z]{2,8},? /u.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? null : Math.max(0, date - nowMs);
}
