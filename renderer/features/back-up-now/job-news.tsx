import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { refOfBackup } from '#shared/backup-rows.ts';
import type { BackupJob } from '#shared/models/backup-job.ts';
import { explain } from '../../components/explain-error.ts';
import { useToast } from '../../components/toasts.tsx';
import { useDownloadBackups } from '../browse/use-download-backups.ts';
import { backupJobsQuery } from './queries.ts';

const TOAST_MS = 20_000;

/** Tells on every page that a backup made by hand is there, or failed. Draws nothing. */
export function JobNews({ onShowDownloads }: { onShowDownloads: () => void }): null {
  const { t } = useTranslation('backUp');
  const say = useToast();
  const { data: jobs } = useQuery(backupJobsQuery);
  const { mutate: download } = useDownloadBackups(onShowDownloads);
  const known = useRef<readonly BackupJob[]>(undefined);
  useEffect(() => {
    const before = known.current;
    known.current = jobs;
    for (const job of before === undefined ? [] : (jobs ?? [])) {
      if (hasEnded(job) && before?.some((old) => old.id === job.id && !hasEnded(old)) === true) tell(job);
    }
    function tell({ instance, instanceName, name, state }: BackupJob): void {
      if (state.status !== 'done') return say(t('news.failed', { name, instance: instanceName }));
      const { backup } = state;
      const wanted = { ref: refOfBackup(instance, backup), takenAt: backup.takenAt, name };
      const onClick = (): void =>
        download([wanted], {
          onSuccess: ([failure]) => failure !== undefined && say(explain(failure.error).what),
        });
      return say(t('news.done', { name, instance: instanceName }), {
        label: t('notice.download'),
        onClick,
        forMs: TOAST_MS,
      });
    }
  }, [jobs, t, say, download]);
  return null;
}

function hasEnded({ state }: BackupJob): boolean {
  return state.status === 'done' || state.status === 'failed';
}
