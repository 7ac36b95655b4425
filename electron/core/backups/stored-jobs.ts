import { z } from 'zod';
import { backupJob, type BackupJob } from '#shared/models/backup-job.ts';
import { isUnderWay } from './job-steps.ts';

/** What is kept of a job from one start of the app to the next: that it was sent, and how to find it. */
const storedJob = backupJob.omit({ state: true }).extend({ isSurelySent: z.boolean() });
export const storedJobs = z.strictObject({ version: z.literal(1), jobs: z.array(storedJob) });
export type StoredJobs = z.infer<typeof storedJobs>;

export const NO_JOBS: StoredJobs = { version: 1, jobs: [] };

/** Those that are over are in the list of backups. */
export function jobsToStore(jobs: readonly BackupJob[]): StoredJobs {
  return { version: 1, jobs: jobs.filter(isUnderWay).map(toStored) };
}

function toStored({ state, ...job }: BackupJob): StoredJobs['jobs'][number] {
  return { ...job, isSurelySent: state.status === 'running' };
}

/** Whether one that was still being sent has arrived, nobody can say. */
export function jobsFromStore({ jobs }: StoredJobs): BackupJob[] {
  return jobs.map(({ isSurelySent, ...job }) => ({
    ...job,
    state: isSurelySent
      ? { status: 'running', isListed: false, error: null }
      : { status: 'uncertain', error: null, missedAt: null },
  }));
}
