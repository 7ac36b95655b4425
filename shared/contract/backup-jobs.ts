import { z } from 'zod';
import { backupJob, backupOrder } from '../models/backup-job.ts';
import { call, nothing } from './define.ts';

const jobId = backupJob.pick({ id: true });

/** Backups made by hand. The only calls that change something in the cloud. */
export const backupJobs = {
  list: call(nothing, z.array(backupJob)),
  /** Sends the order once. An answer that was lost is a job that is `uncertain`. */
  start: call(backupOrder, backupJob),
  /** Reads the instance's list for it now. */
  look: call(jobId, backupJob),
  /** Takes it off the list; what is being made goes on. */
  dismiss: call(jobId, nothing),
} as const;
