import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { BackupJob } from '#shared/models/backup-job.ts';
import type { InstanceRef } from '#shared/models/browse.ts';
import { backupJobsQuery } from './queries.ts';

const NONE: readonly BackupJob[] = [];

/** The backups of an instance that were asked for by hand, newest first. */
export function useBackupJobs(of: InstanceRef): readonly BackupJob[] {
  const { data: all = NONE } = useQuery(backupJobsQuery);
  return useMemo(() => all.filter(({ instance }) => isSame(instance, of)), [all, of]);
}

function isSame(one: InstanceRef, other: InstanceRef): boolean {
  const fields = ['profileId', 'projectId', 'regionId', 'instanceId'] as const;
  return fields.every((field) => one[field] === other[field]);
}
