import { queryOptions, type QueryClient } from '@tanstack/react-query';
import type { BackupJob } from '#shared/models/backup-job.ts';
import { bridge, unwrap } from '../../bridge.ts';
import { backupsQuery, forgetSummary } from '../browse/queries.ts';

/** Stays fresh through events (app/live.ts). */
export const backupJobsQuery = queryOptions({
  queryKey: ['backupJobs'],
  queryFn: () => unwrap(bridge.backupJobs.list()),
  staleTime: Infinity,
});

/** Takes over what the desktop process says of the jobs; where one has come further, the list of backups is read anew. */
export function applyJobs(client: QueryClient, jobs: BackupJob[]): void {
  const known = client.getQueryData(backupJobsQuery.queryKey) ?? [];
  client.setQueryData(backupJobsQuery.queryKey, jobs);
  for (const job of jobs) {
    if (stepOf(job) === stepOf(known.find(({ id }) => id === job.id))) continue;
    void client.invalidateQueries({ queryKey: backupsQuery(job.instance).queryKey });
    forgetSummary(client, job.instance);
  }
}

/** What shows in the list of backups. */
function stepOf(job: BackupJob | undefined): string {
  if (job?.state.status === 'running') return job.state.isListed ? 'listed' : 'sent';
  return job?.state.status === 'done' || job?.state.status === 'failed' ? 'ended' : '';
}
