import type { Backup } from '#shared/models/browse.ts';

const DAY_MS = 86_400_000;
/** Automatic backups are kept for seven days (UCloud's Redis guide, backup.md and clusterbackup.md). */
const AUTOMATIC_DAYS = 7;

/**
 * When a backup will be gone, milliseconds since 1970, by the documented retention. Null for manual ones, of which three
 * are kept without a date, and for cross-region copies, whose days are chosen by the account (7 days to 5 years).
 */
export function expiryOf(backup: Pick<Backup, 'takenAt' | 'trigger' | 'state' | 'isCrossRegion'>): number | null {
  const { takenAt, trigger, state, isCrossRegion } = backup;
  const isKept = state === 'done' || state === 'unknown';
  if (takenAt === null || trigger !== 'automatic' || isCrossRegion || !isKept) return null;
  return takenAt + AUTOMATIC_DAYS * DAY_MS;
}
