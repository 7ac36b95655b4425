import type { Backup } from '#shared/models/browse.ts';
import type { BackupJob } from '#shared/models/backup-job.ts';
import styles from './back-up.module.css';
import { JobNotice } from './job-notice.tsx';

/** What becomes of the backups of an instance that were asked for by hand. */
export function JobNotices({ jobs, onDownload }: { jobs: readonly BackupJob[]; onDownload: (backup: Backup) => void }) {
  if (jobs.length === 0) return null;
  return (
    <div className={styles['notices']}>
      {jobs.map((job) => (
        <JobNotice key={job.id} job={job} onDownload={onDownload} />
      ))}
    </div>
  );
}
