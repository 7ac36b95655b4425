import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { backupKey, progressOf, type SetProgress } from '#shared/download-sets.ts';
import type { Download } from '#shared/models/download.ts';
import { downloadsQuery } from '../../queries.ts';

const isOf =
  (key: string) =>
  ({ ref }: Download): boolean =>
    backupKey(ref) === key;

/** How far a backup is on its way here; redrawn only when that changes. */
export function useBackupProgress(key: string): SetProgress | undefined {
  const select = useCallback((all: Download[]) => progressOf(all.filter(isOf(key))) ?? null, [key]);
  return useQuery({ ...downloadsQuery, select }).data ?? undefined;
}

/** The downloads of a backup, those of the newest set only. */
export function useBackupDownloads(key: string): readonly Download[] {
  const select = useCallback((all: Download[]) => newestSet(all.filter(isOf(key))), [key]);
  return useQuery({ ...downloadsQuery, select }).data ?? NONE;
}

const NONE: readonly Download[] = [];

function newestSet(downloads: readonly Download[]): Download[] {
  const newest = downloads.toSorted((one, other) => other.addedAt - one.addedAt).at(0);
  if (newest === undefined) return [];
  return newest.setId === '' ? [newest] : downloads.filter(({ setId }) => setId === newest.setId);
}
