import type { DownloadSets } from '#core/downloads/sets.ts';
import type { DownloadsService } from '#core/downloads/service.ts';
import type { Handlers } from '#shared/contract/index.ts';
import { AppError, isAppError } from '#shared/errors.ts';

export function downloadsHandlers(services: {
  downloads: DownloadsService;
  downloadSets: DownloadSets;
  sequence: () => number;
  showInFolder: (path: string) => void;
  folderOf: (profileId: string) => string;
  /** Answers why the system would not show it; empty where it does. */
  openFolder: (path: string) => Promise<string>;
}): Handlers<'downloads'> {
  const { downloads } = services;
  return {
    snapshot: () => ({ sequence: services.sequence(), downloads: downloads.snapshot() }),
    start: ({ linkIds, which }) => services.downloadSets.startLinks(linkIds, { usesPrivateLink: which === 'private' }),
    startBackup: ({ ref, takenAt }) => services.downloadSets.start(ref, takenAt),
    async pause({ downloadId }) {
      await downloads.pause(downloadId);
      return null;
    },
    async resume({ downloadId }) {
      await downloads.resume(downloadId);
      return null;
    },
    async cancel({ downloadId }) {
      await downloads.cancel(downloadId);
      return null;
    },
    async retry({ downloadId }) {
      await downloads.retry(downloadId);
      return null;
    },
    async dismiss({ downloadId }) {
      await downloads.dismiss(downloadId);
      return null;
    },
    async each({ action, downloadIds }) {
      await Promise.all(downloadIds.map((id) => downloads[action](id).catch(unlessGone)));
      return null;
    },
    move({ downloadId, beforeId }) {
      downloads.move(downloadId, beforeId);
      return null;
    },
    async startOver({ downloadId, keepsOld }) {
      await downloads.startOver(downloadId, keepsOld);
      return null;
    },
    details: ({ downloadId }) => downloads.details(downloadId),
    async showInFolder({ downloadId }) {
      services.showInFolder(await downloads.fileOf(downloadId));
      return null;
    },
    async openFolder({ profileId }) {
      const detail = await services.openFolder(services.folderOf(profileId));
      if (detail !== '') throw new AppError('folderMissing', { detail });
      return null;
    },
  };
}

function unlessGone(error: unknown): void {
  if (!isAppError(error, 'downloadNotFound')) throw error;
}
