import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { AppErrorData } from '#shared/errors.ts';
import type { BackupRef } from '#shared/models/backup.ts';
import { bridge, errorData, unwrap } from '../../bridge.ts';
import { useToast } from '../../components/toasts.tsx';

const TOAST_MS = 6000;

export interface Wanted {
  ref: BackupRef;
  /** When it was taken, in milliseconds since 1970; its files are named after that. */
  takenAt: number | null;
  /** What it is called where it cannot be had. */
  name: string;
}

export interface NotStarted {
  name: string;
  error: AppErrorData;
}

/** Starts a download of each backup, in their order. One that cannot be had is told and does not keep the others. */
export function useDownloadBackups(onShowDownloads: () => void) {
  const { t } = useTranslation('browse');
  const say = useToast();
  return useMutation({
    mutationFn: async (wanted: readonly Wanted[]): Promise<NotStarted[]> => {
      const failures: NotStarted[] = [];
      for (const { ref, takenAt, name } of wanted) {
        try {
          await unwrap(bridge.downloads.startBackup({ ref, takenAt }));
        } catch (error) {
          failures.push({ name, error: errorData(error) });
        }
      }
      return failures;
    },
    onSuccess: (failures, wanted) => {
      const count = wanted.length - failures.length;
      if (count === 0) return;
      say(t('download.started', { count }), { label: t('download.show'), onClick: onShowDownloads, forMs: TOAST_MS });
    },
  });
}
