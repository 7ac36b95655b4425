import { isDeepStrictEqual } from 'node:util';
import { AppError, isAppError, type AppErrorData } from '#shared/errors.ts';
import type { BackupJob, BackupOrder } from '#shared/models/backup-job.ts';
import type { Document } from '../documents/document.ts';
import type { Clock, Logger } from '../ports.ts';
import type { ApiAccount, UCloudClient } from '../ucloud/client.ts';
import { listOwnBackups } from './backups.ts';
import { createBackup, mayHaveBeenMade } from './create-backup.ts';
import { afterBlindLook, afterLook, findBackup, waitBeforeLookMs } from './job-steps.ts';
import { jobsFromStore, jobsToStore, type StoredJobs } from './stored-jobs.ts';

/** The backups that were asked for by hand, followed until they are there. */
export interface BackupJobs {
  list(): readonly BackupJob[];
  /**
   * Sends the order once and follows what comes of it. A lost answer is a job that is `uncertain`, not an error.
   * Throws AppError `writeActionsHidden`, or what `createBackup` throws where nothing was made.
   */
  start(order: BackupOrder): Promise<BackupJob>;
  /** Reads the list for a job now. Throws AppError `backupJobNotFound`, or what listing throws. */
  look(jobId: string): Promise<BackupJob>;
  /** Takes a job off the list. What is being made goes on. */
  dismiss(jobId: string): void;
  /** Something changed: whatever could not be seen is looked at now. */
  wake(): void;
  forgetProfile(profileId: string): void;
  close(): void;
}

export function createBackupJobs(dependencies: {
  client: UCloudClient;
  accountOf: (profileId: string) => Promise<ApiAccount>;
  /** Whether a profile may change something in the cloud. */
  mayWrite: (profileId: string) => boolean;
  /** Whether a profile's cloud is still the same after a restart. */
  isLasting: (profileId: string) => boolean;
  document: Document<StoredJobs>;
  clock: Clock;
  logger: Logger;
  newId: () => string;
  onChange: (jobs: readonly BackupJob[]) => void;
}): BackupJobs {
  const { client, accountOf, mayWrite, isLasting, document, clock, logger, newId, onChange } = dependencies;
  const closing = new AbortController();
  let waking = new AbortController();
  const followed = new Set<string>();
  let jobs: readonly BackupJob[] = jobsFromStore(document.get());

  const save = (): void => {
    const stored = jobsToStore(jobs.filter(({ instance }) => isLasting(instance.profileId)));
    if (!isDeepStrictEqual(stored, document.get())) document.set(stored);
  };
  const show = (next: readonly BackupJob[]): void => {
    jobs = next;
    onChange(jobs);
  };
  /** Where the disk is full, what it holds is older: the next start takes the job for uncertain, which is safe. */
  const keep = (next: readonly BackupJob[]): void => {
    show(next);
    try {
      save();
    } catch (error) {
      logger.warn('backupJobs.notSaved', { code: dataOf(error).code });
    }
  };
  const find = (jobId: string): BackupJob | undefined => jobs.find(({ id }) => id === jobId);
  const remove = (isGone: (job: BackupJob) => boolean): void => keep(jobs.filter((job) => !isGone(job)));
  /** Not where it was dismissed meanwhile. */
  const put = (changed: BackupJob): void => {
    const known = find(changed.id);
    if (known === undefined || isDeepStrictEqual(known, changed)) return;
    keep(jobs.map((job) => (job === known ? changed : job)));
  };

  const send = async (account: ApiAccount, job: BackupJob): Promise<BackupJob> => {
    try {
      const backupId = await createBackup(client, account, job, closing.signal);
      return { ...job, backupId, state: { status: 'running', isListed: false, error: null } };
    } catch (error) {
      if (!mayHaveBeenMade(error)) throw error;
      return { ...job, state: { status: 'uncertain', error: dataOf(error), missedAt: null } };
    }
  };

  const lookAt = async (job: BackupJob): Promise<BackupJob> => {
    const account = await accountOf(job.instance.profileId);
    const { rows, error } = await listOwnBackups(client, account, job.instance, closing.signal, job.backupId);
    // Half a list proves nothing about what is missing from it.
    if (error !== null && findBackup(job, rows) === undefined) throw error;
    const seen = afterLook(job, rows, clock.now());
    put(seen);
    return seen;
  };

  const blind = (job: BackupJob, error: unknown): void => {
    if (isAppError(error, 'profileNotFound')) remove(({ id }) => id === job.id);
    else put(afterBlindLook(job, dataOf(error)));
  };

  /** Woken early where nothing could be done without a person. */
  const nap = (waitMs: number | null): Promise<unknown> =>
    clock
      .sleep(
        waitMs ?? UNTIL_WOKEN_MS,
        waitMs === null ? AbortSignal.any([waking.signal, closing.signal]) : closing.signal,
      )
      .catch(() => undefined);

  const runningJob = (jobId: string): BackupJob | undefined => {
    const job = find(jobId);
    return job?.state.status === 'running' && !closing.signal.aborted ? job : undefined;
  };
  const follow = async (jobId: string): Promise<void> => {
    if (followed.has(jobId)) return;
    followed.add(jobId);
    for (let job = runningJob(jobId); job !== undefined; job = runningJob(jobId)) {
      await nap(waitBeforeLookMs(job, clock.now()));
      const current = runningJob(jobId);
      if (current !== undefined) await lookAt(current).catch((error: unknown) => blind(current, error));
    }
    followed.delete(jobId);
  };

  for (const { id } of jobs) void follow(id);

  return {
    list: () => jobs,
    async start(order) {
      if (!mayWrite(order.instance.profileId)) throw new AppError('writeActionsHidden');
      const account = await accountOf(order.instance.profileId);
      const id = newId();
      const job: BackupJob = { ...order, id, backupId: '', startedAt: clock.now(), state: { status: 'sending' } };
      try {
        show([job, ...jobs].slice(0, MOST_JOBS));
        // On disk before it is sent: after a crash nobody knows whether it was.
        save();
        const sent = await send(account, job);
        put(sent);
        void follow(id);
        return sent;
      } catch (error) {
        remove((each) => each.id === id);
        throw error;
      }
    },
    async look(jobId) {
      const job = find(jobId);
      if (job === undefined) throw new AppError('backupJobNotFound');
      const seen = await lookAt(job);
      void follow(jobId);
      return seen;
    },
    dismiss: (jobId) => remove(({ id }) => id === jobId),
    wake() {
      waking.abort();
      waking = new AbortController();
    },
    forgetProfile: (profileId) => remove(({ instance }) => instance.profileId === profileId),
    close: () => closing.abort(),
  };
}

const MOST_JOBS = 50;
const UNTIL_WOKEN_MS = 24 * 3_600_000;

function dataOf(error: unknown): AppErrorData {
  return isAppError(error) ? error.data : new AppError('internal').data;
}
