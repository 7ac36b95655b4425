import { randomUUID } from 'node:crypto';
import { app } from 'electron';
import type { LinkKeeper } from '#core/backups/link-keeper.ts';
import { systemClock as clock } from '#core/clock.ts';
import type { Document } from '#core/documents/document.ts';
import { fileError } from '#core/downloads/file-errors.ts';
import { createHashThread } from '#core/downloads/block-hasher.ts';
import { admitLink, linkPlacesOf, type AdmittedLink } from '#core/downloads/link-policy.ts';
import { createDownloads, type DownloadsService } from '#core/downloads/service.ts';
import { createDownloadSets, type DownloadSets } from '#core/downloads/sets.ts';
import { createSpeedLimit } from '#core/downloads/speed-limit.ts';
import { bothLimits, createTurns } from '#core/downloads/turns.ts';
import type { StoredQueue } from '#core/downloads/stored-queue.ts';
import { createPeek, type Peek } from '#core/peek/peek.ts';
import type { Logger } from '#core/ports.ts';
import { downloadSource } from '#core/reports/download-source.ts';
import type { ReportStore } from '#core/reports/report-store.ts';
import type { SettingsService } from '#core/settings/settings.ts';
import type { ProfileStore } from '#core/vault/profile-store.ts';
import type { BackupRef } from '#shared/models/backup.ts';
import { hasEnded } from '#shared/download-totals.ts';
import type { EventEmitter } from './ipc/events.ts';
import { startCheck } from './report-services.ts';
import type { DownloadSignals } from './shell/download-signals.ts';
import type { NetworkSessions } from './shell/network-sessions.ts';
import { createWakeUps } from './shell/wake-ups.ts';

/** Builds what brings files home, with its real adapters: the part of the composition root that is about downloads. */
export function createDownloadServices(options: {
  logger: Logger;
  events: EventEmitter;
  signals: DownloadSignals;
  settings: SettingsService;
  store: ProfileStore;
  links: LinkKeeper;
  sessions: NetworkSessions;
  folder: (profileId: string) => string;
  document: Document<StoredQueue>;
  reports: ReportStore;
  isLocked: (profileId: string) => boolean;
  /** A download is over or off the list. */
  onEnded: () => void;
  signal: AbortSignal;
}): {
  downloads: DownloadsService;
  downloadSets: DownloadSets;
  peek: Peek;
  wakeUps: ReturnType<typeof createWakeUps>;
} {
  const { logger, events, signals, settings, store, links, sessions, isLocked } = options;
  const naming = {
    folder: options.folder,
    nameTemplate: () => settings.get().fileNameTemplate,
    profileName: (profileId: string) => store.get(profileId).details.name,
  };
  const admit = (url: string, { profileId }: BackupRef, usesPrivateLink: boolean): AdmittedLink => {
    const { isLoopbackAllowed, isPrivateAllowed } = linkPlacesOf(store.get(profileId).details.cloud);
    return admitLink(url, {
      isLoopbackAllowed,
      isPrivateAllowed: isPrivateAllowed || usesPrivateLink,
      plainHttpHosts: settings.get().plainHttpHosts,
    });
  };
  const wakeUps = createWakeUps();
  const downloads = createDownloads({
    // A session each: nothing on disk, no cookies, and Chromium's limit of six connections per host for each.
    transport: (place) => sessions.manyConnections(`downloads-${place}`),
    clock,
    logger,
    links,
    newId: randomUUID,
    admit: (url, { ref, usesPrivateLink }) => admit(url, ref, usesPrivateLink),
    ...naming,
    document: options.document,
    isLocked,
    limiter: bothLimits(
      createSpeedLimit(clock, () => settings.get().speedLimit),
      createTurns(),
    ),
    hashing: createHashThread(),
    wakeUps,
    startCheck: (file) => startCheck(file, { wantsEtag: false }),
    async keepReport({ path: file, download, report }) {
      try {
        await options.reports.keep({ path: file, source: downloadSource(download), report });
      } catch (error) {
        // The file is what counts; it can be checked again.
        logger.warn('report.notKept', { id: download.id, code: fileError(error, file).code });
      }
    },
    appVersion: app.getVersion(),
    concurrency: () => settings.get().concurrentDownloads,
    connections: () => settings.get().connectionsPerDownload,
    onChange(download) {
      events.emit('downloadChanged', { download });
      downloadSets.changed(download);
      signals.changed(download, downloads.snapshot());
      if (hasEnded(download)) options.onEnded();
    },
    onGone: (download) => downloadSets.gone(download, downloads.snapshot()),
    onRemove(downloadId) {
      events.emit('downloadRemoved', { downloadId });
      signals.removed(downloads.snapshot());
      options.onEnded();
    },
  });
  const downloadSets = createDownloadSets({
    clock,
    logger,
    ...naming,
    newId: randomUUID,
    refOf: (linkId) => links.refOf(linkId),
    getLinks: (ref) => links.get(ref, options.signal),
    startLink: (linkId, wish) => downloads.start(linkId, wish),
  });
  const peek = createPeek({
    transport: sessions.transport('peek'),
    clock,
    links,
    admit: (url, ref) => admit(url, ref, false),
    isLocked,
  });
  return { downloads, downloadSets, peek, wakeUps };
}
