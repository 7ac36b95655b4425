/** Days after which a key is worth replacing; 0 for never. */
export const KEY_REMINDER_DAYS = [0, 30, 60, 90, 180, 365] as const;

/** For how many days a reminder that was put off stays quiet. */
export const SNOOZE_DAYS = 14;

export const DAY_MS = 86_400_000;

/** A token that ends within this time is warned about: the shortest that STS gives lasts 15 minutes. */
export const TOKEN_ENDS_SOON_MS = 10 * 60_000;

/** What is known about the age of a profile's credential. Moments are milliseconds since 1970. */
export interface KeyDates {
  /** Null for a key that never came, and for the practice cloud's. */
  keyStoredAt: number | null;
  snoozedUntil: number | null;
  tokenExpiresAt: number | null;
}

/** Whole days since the key was stored; null where it never was. */
function keyAgeDays({ keyStoredAt }: KeyDates, nowMs: number): number | null {
  return keyStoredAt === null ? null : Math.max(0, Math.floor((nowMs - keyStoredAt) / DAY_MS));
}

/** Whether it is time to speak of replacing the key. `reminderDays` 0 asks not to. */
function isKeyDue(dates: KeyDates, reminderDays: number, nowMs: number): boolean {
  const ageDays = keyAgeDays(dates, nowMs);
  if (ageDays === null || reminderDays === 0 || ageDays < reminderDays) return false;
  return dates.snoozedUntil === null || nowMs >= dates.snoozedUntil;
}

/** What is worth telling of a credential, the most urgent first. */
export type KeyNews = 'tokenExpired' | 'tokenEndsSoon' | 'keyOld';

/** The one thing to tell of a credential now, if there is any. */
export function keyNewsOf(dates: KeyDates, reminderDays: number, nowMs: number): KeyNews | undefined {
  const token = tokenStateOf(dates, nowMs);
  if (token === 'expired') return 'tokenExpired';
  if (token === 'endsSoon') return 'tokenEndsSoon';
  return isKeyDue(dates, reminderDays, nowMs) ? 'keyOld' : undefined;
}

export type TokenState = 'unknown' | 'valid' | 'endsSoon' | 'expired';

/** How a security token stands; `unknown` where nobody said when it ends. */
export function tokenStateOf({ tokenExpiresAt }: Pick<KeyDates, 'tokenExpiresAt'>, nowMs: number): TokenState {
  if (tokenExpiresAt === null) return 'unknown';
  if (nowMs >= tokenExpiresAt) return 'expired';
  return tokenExpiresAt - nowMs <= TOKEN_ENDS_SOON_MS ? 'endsSoon' : 'valid';
}
