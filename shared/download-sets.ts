import type { Download } from './models/download.ts';

/** Several downloads of one backup as one: what a row of backups shows. */
export interface SetProgress {
  readonly count: number;
  readonly doneCount: number;
  readonly failedCount: number;
  readonly receivedBytes: number;
  /** Null until the size of every file is known. */
  readonly totalBytes: number | null;
  /** All is here only when every file is. */
  readonly status: 'running' | 'failed' | 'done';
}

/**
 * How far the newest download of a backup is, all its files together. Undefined where there is none.
 * @param downloads those of this backup, in any order.
 */
export function progressOf(downloads: readonly Download[]): SetProgress | undefined {
  const newest = downloads.reduce<Download | undefined>(
    (last, each) => (last === undefined || each.addedAt >= last.addedAt ? each : last),
    undefined,
  );
  if (newest === undefined) return undefined;
  const together = newest.setId === '' ? [newest] : downloads.filter(({ setId }) => setId === newest.setId);
  const doneCount = together.filter(({ state }) => state.status === 'done').length;
  const failedCount = together.filter(({ state }) => state.status === 'failed').length;
  const isKnown = together.every(({ totalBytes }) => totalBytes !== null);
  return {
    count: together.length,
    doneCount,
    failedCount,
    receivedBytes: together.reduce((sum, each) => sum + each.receivedBytes, 0),
    totalBytes: isKnown ? together.reduce((sum, each) => sum + (each.totalBytes ?? 0), 0) : null,
    status: doneCount === together.length ? 'done' : failedCount > 0 ? 'failed' : 'running',
  };
}

/** By what the downloads of a listed backup are found. */
export function backupKey(ref: { profileId: string; regionId: string; instanceId: string; backupId: string }): string {
  return [ref.profileId, ref.regionId, ref.instanceId, ref.backupId].join('/');
}
