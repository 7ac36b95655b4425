import type { AppErrorData, ErrorCode } from '#shared/errors.ts';
import type { Backup } from '#shared/models/browse.ts';
import type { BackupJob } from '#shared/models/backup-job.ts';

type State = BackupJob['state'];

const SECOND_MS = 1000;
const SHORTEST_WAIT_MS = 2 * SECOND_MS;
const LONGEST_WAIT_MS = 120 * SECOND_MS;
const WAIT_AFTER_TROUBLE_MS = 30 * SECOND_MS;
/** Two clocks are compared: ours and the cloud's. */
const CLOCKS_DIFFER_MS = 10 * 60 * SECOND_MS;

/** With these nothing can be asked until somebody does something about it. */
const NEEDS_A_PERSON: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['vaultLocked', 'secretMissing', 'secretUnreadable']);

/**
 * How long to wait before the list is read again, in milliseconds: a tenth of what the backup has taken so far, within
 * bounds. Null: until something has changed.
 */
export function waitBeforeLookMs({ startedAt, state }: BackupJob, now: number): number | null {
  if (state.status !== 'running') return null;
  if (state.error !== null && NEEDS_A_PERSON.has(state.error.code)) return null;
  const wait = Math.min(LONGEST_WAIT_MS, Math.max(SHORTEST_WAIT_MS, (now - startedAt) / 10));
  return state.error === null ? wait : Math.max(wait, WAIT_AFTER_TROUBLE_MS);
}

/** The job's backup among those of a list, newest first: by its id, or by its name where nobody told the id. */
export function findBackup({ backupId, name, startedAt }: BackupJob, rows: readonly Backup[]): Backup | undefined {
  if (backupId !== '') return rows.find(({ id }) => id === backupId);
  return rows.find(
    (row) =>
      row.name === name &&
      row.trigger !== 'automatic' &&
      (row.takenAt === null || row.takenAt >= startedAt - CLOCKS_DIFFER_MS),
  );
}

/** What a look at the list says of a job. A state nobody knows is one on the way. */
export function afterLook(job: BackupJob, rows: readonly Backup[], now: number): BackupJob {
  const found = findBackup(job, rows);
  if (found === undefined) return { ...job, state: afterMiss(job.state, now) };
  return { ...job, backupId: found.id, state: stateOf(found) };
}

function afterMiss(state: State, now: number): State {
  if (state.status === 'uncertain') return { ...state, missedAt: now };
  return state.status === 'running' ? { ...state, error: null } : state;
}

function stateOf(found: Backup): State {
  if (found.state === 'done') return { status: 'done', backup: found };
  if (found.state === 'failed' || found.state === 'expired') return { status: 'failed', stateText: found.stateText };
  return { status: 'running', isListed: true, error: null };
}

/** Nobody can see how far it is. */
export function afterBlindLook(job: BackupJob, error: AppErrorData): BackupJob {
  return job.state.status === 'running' ? { ...job, state: { ...job.state, error } } : job;
}

export function isUnderWay({ state }: BackupJob): boolean {
  return state.status === 'sending' || state.status === 'running' || state.status === 'uncertain';
}
