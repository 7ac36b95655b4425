import type { Backup, Concern, InstanceRef } from '#shared/models/browse.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A day's backup may be late in its hour and take its time: longer than this since the last is a day without one. */
const LONGEST_WAIT_MS = 30 * HOUR_MS;
/** Between two, one may be late and the next in time; a day without one makes about 48 hours. */
const LONGEST_GAP_MS = 40 * HOUR_MS;
const LOOKED_BACK_MS = 7 * DAY_MS;
const SOON_MS = 2 * DAY_MS;
/** Fewer sizes make no habit. */
const FEWEST_TO_COMPARE = 3;
const DROP_PERCENT = 50;

/**
 * What the list of an instance's own backups gives cause for, gravest first; nothing where all is well.
 * @param backups newest first, copies in other regions left out.
 * @param now milliseconds since 1970.
 */
export function concernsOf(
  automaticBackup: InstanceRef['automaticBackup'],
  backups: readonly Backup[],
  now: number,
): Concern[] {
  const good = backups.filter(({ state, expiresAt }) => state === 'done' && (expiresAt === null || expiresAt > now));
  return [
    ...(good.length === 0 ? [{ kind: 'noGoodBackup' } as const] : []),
    ...lastFailed(backups),
    ...missingDays(automaticBackup, backups, now),
    ...sizeDropped(backups),
    ...expiresSoon(good, now),
    ...(automaticBackup === 'off' ? [{ kind: 'automaticOff' } as const] : []),
  ];
}

function lastFailed(backups: readonly Backup[]): Concern[] {
  const last = backups.find(({ state }) => state !== 'running');
  return last?.state === 'failed' ? [{ kind: 'lastFailed', at: last.takenAt ?? 0 }] : [];
}

/**
 * Days of the last week without any backup, where there should be an automatic one each day. What was there then counts,
 * expired or not, and so does one made by hand.
 */
function missingDays(
  automaticBackup: InstanceRef['automaticBackup'],
  backups: readonly Backup[],
  now: number,
): Concern[] {
  const isDaily = automaticBackup === 'on' || backups.some(({ trigger }) => trigger === 'automatic');
  if (!isDaily || automaticBackup === 'off') return [];
  const times = backups
    // That the newest failed is said by itself.
    .filter(({ state }, at) => state !== 'failed' || at === 0)
    .flatMap(({ takenAt }) => takenAt ?? [])
    .toSorted((one, other) => one - other);
  const from = now - LOOKED_BACK_MS;
  const gaps = times.map((time, at) => ({
    after: time,
    days: daysBetween(Math.max(time, from), times[at + 1] ?? null, now),
  }));
  const missing = gaps.filter(({ days }) => days > 0);
  const count = missing.reduce((sum, { days }) => sum + days, 0);
  return count === 0 ? [] : [{ kind: 'dayMissing', after: missing.at(-1)?.after ?? 0, count }];
}

/** Whole days without a backup between one and the next, or until now. */
function daysBetween(time: number, next: number | null, now: number): number {
  const gap = (next ?? now) - time;
  if (next !== null) return gap <= LONGEST_GAP_MS ? 0 : Math.max(1, Math.round(gap / DAY_MS) - 1);
  return gap <= LONGEST_WAIT_MS ? 0 : Math.floor((gap - LONGEST_WAIT_MS) / DAY_MS) + 1;
}

function sizeDropped(backups: readonly Backup[]): Concern[] {
  const [newest, ...earlier] = backups
    .filter(({ state }) => state === 'done' || state === 'expired')
    .flatMap(({ sizeBytes }) => sizeBytes ?? []);
  if (newest === undefined || earlier.length < FEWEST_TO_COMPARE) return [];
  const percent = Math.floor((newest / medianOf(earlier)) * 100);
  return percent < DROP_PERCENT ? [{ kind: 'sizeDropped', percent }] : [];
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
  return (lower + upper) / 2;
}

/** The last one to go is the one that counts: older ones go every day. */
function expiresSoon(good: readonly Backup[], now: number): Concern[] {
  if (good.length === 0 || good.some(({ expiresAt }) => expiresAt === null)) return [];
  const last = Math.max(...good.map(({ expiresAt }) => expiresAt ?? 0));
  return last - now <= SOON_MS ? [{ kind: 'expiresSoon', at: last }] : [];
}
