import type { BackupJobs } from '#core/backups/backup-jobs.ts';
import type { Handlers } from '#shared/contract/index.ts';

export function backupJobsHandlers({ backupJobs }: { backupJobs: BackupJobs }): Handlers<'backupJobs'> {
  return {
    list: () => [...backupJobs.list()],
    start: (order) => backupJobs.start(order),
    look: ({ id }) => backupJobs.look(id),
    dismiss({ id }) {
      backupJobs.dismiss(id);
      return null;
    },
  };
}
