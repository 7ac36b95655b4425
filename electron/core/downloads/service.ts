import { rm } from 'node:fs/promises';
import { AppError, isAppError, type AppErrorData } from '#shared/errors.ts';
import type { BackupRef } from '#shared/models/backup.ts';
import { isActive } from '#shared/download-totals.ts';
import type { Download } from '#shared/models/download.ts';
import type { Clock, Logger, Transport } from '../ports.ts';
import { downloadFile } from './download.ts';
import { destinationOf, newEntry, viewAfter, viewWithProgress, type Entry } from './entry.ts';
import { backupFileName } from './file-names.ts';
import { freeNameIn, partialNameOf } from './folder-names.ts';
import { isExpired, linkAtHand } from './link-at-hand.ts';
import type { DownloadLink } from './link-holder.ts';
import { plainHttpNeedsConsent, type AdmittedLink } from './link-policy.ts';
import { discardPartial, movePartial } from './partial-files.ts';
import { nextToBegin, turnsAfterMove } from './queue.ts';
import type { DownloadPlace } from './sets.ts';
import { isRefusal } from './storage-errors.ts';
import type { DownloadEvent } from './transitions.ts';

export interface DownloadsService {
  /** Queues a download of a kept link, in a set's folder where one is given. Throws `linkNotFound`, what `admit` throws, `folderMissing`, `noPermission`. */
  start(linkId: string, place?: DownloadPlace): Promise<Download>;
  /** Stops and keeps what has come; resolves when nothing of it runs any more. */
  pause(id: string): Promise<void>;
  /** Queues a paused download again, in its place; it goes on at the byte. */
  resume(id: string): Promise<void>;
  /** Stops, removes the partial file and the row. */
  cancel(id: string): Promise<void>;
  /** Queues a failed download again, in its place; it goes on with what is still good. */
  retry(id: string): Promise<void>;
  /** Takes a finished or failed row off the list; a finished file stays. */
  dismiss(id: string): Promise<void>;
  /** Puts a download before another in the queue, or behind all where the other one is not there. */
  move(id: string, beforeId: string): void;
  /** In the order of the queue. */
  snapshot(): Download[];
  /** The file, or the partial file while it is not complete. Throws `downloadNotFound`, like all of the above. */
  pathOf(id: string): string;
  /** There may be room for more at once. */
  settingsChanged(): void;
  /** Stops everything for good. Partial files go, since nothing could continue them after a restart. */
  closeAll(): Promise<void>;
}

export interface DownloadsOptions {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly links: {
    fresh(ref: BackupRef, signal: AbortSignal): Promise<DownloadLink>;
    urlOf(linkId: string, which: 'public' | 'private'): string;
    refOf(linkId: string): BackupRef;
  };
  /** Decides whether and in which form a link may be opened; throws an AppError where not. */
  readonly admit: (url: string, ref: BackupRef) => AdmittedLink | Promise<AdmittedLink>;
  /** Where a profile's files go. */
  readonly folder: (profileId: string) => string;
  readonly nameTemplate: () => string;
  readonly profileName: (profileId: string) => string;
  readonly newId: () => string;
  /** Downloads at work at the same time; `settingsChanged` says that it may be another number. */
  readonly concurrency: () => number;
  /** Connections that one download may use; asked when it begins. */
  readonly connections: () => number;
  /** At most ten times a second for each download, besides changes of state. */
  readonly onChange: (download: Download) => void;
  readonly onRemove: (id: string) => void;
}

/** The list of downloads: starts them in order, keeps their state, tells what changes. */
export function createDownloads(options: DownloadsOptions): DownloadsService {
  const { clock, logger, links } = options;
  const entries = new Map<string, Entry>();
  let isClosed = false;

  const show = (entry: Entry, view: Download): void => {
    entry.view = view;
    if (!entry.isRemoved && entries.get(view.id) === entry) options.onChange(view);
  };
  const apply = (entry: Entry, event: DownloadEvent): boolean => {
    const next = viewAfter(entry.view, event);
    if (next !== undefined) show(entry, next);
    return next !== undefined;
  };
  const entryOf = (id: string): Entry => {
    const entry = entries.get(id);
    if (entry === undefined || entry.isRemoved) throw new AppError('downloadNotFound');
    return entry;
  };

  /** What a run asks for: the link at hand the first time, a new one after that. */
  const linkSource = (entry: Entry, signal: AbortSignal): (() => Promise<DownloadLink>) => {
    let isFirst = true;
    return async () => {
      const atHand = isFirst && !isExpired(entry.link, clock.now()) ? entry.link : null;
      isFirst = false;
      const hadLink = entry.link !== null;
      const link = atHand ?? (await links.fresh(entry.view.ref, signal));
      const admitted = await options.admit(link.url, entry.view.ref);
      entry.link = link;
      entry.isUpgraded = admitted.isUpgraded;
      const renewals = entry.view.renewals + (atHand === null && hadLink ? 1 : 0);
      show(entry, { ...entry.view, renewals, host: new URL(admitted.url).host });
      return { ...admitted, expiresAt: link.expiresAt };
    };
  };

  const work = async (entry: Entry, signal: AbortSignal): Promise<void> => {
    try {
      const result = await downloadFile({
        transport: options.transport,
        getLink: linkSource(entry, signal),
        destination: destinationOf(entry),
        ref: entry.view.ref,
        connections: options.connections(),
        signal,
        clock,
        onProgress: (progress) => show(entry, viewWithProgress(entry.view, progress)),
      });
      // Cancelled in the very moment in which it got its name. A quit in that moment leaves the finished file alone.
      if (entry.isRemoved) await rm(result.path, { force: true });
      const { sizeBytes, checks } = result;
      entry.view = { ...entry.view, receivedBytes: sizeBytes, totalBytes: sizeBytes };
      apply(entry, { type: 'proven', checks, finishedAt: clock.now() });
      logger.info('download.done', { id: entry.view.id, sizeBytes, renewals: entry.view.renewals });
    } catch (error) {
      if (signal.aborted) return;
      const failure = failureOf(error, entry);
      if (isAppError(error) && isRefusal(error)) entry.link = null;
      apply(entry, { type: 'fail', error: failure });
      logger.warn('download.failed', { id: entry.view.id, code: failure.code, detail: failure.detail ?? '' });
    }
  };

  const begin = (entry: Entry): void => {
    const controller = new AbortController();
    apply(entry, { type: 'begin' });
    const ended = work(entry, controller.signal)
      .catch((error: unknown) => logger.error('download.broken', { id: entry.view.id, text: String(error) }))
      .finally(() => {
        entry.run = null;
        pump();
      });
    entry.run = { controller, ended };
  };
  const inOrder = (): Entry[] => [...entries.values()].toSorted((a, b) => a.view.turn - b.view.turn);
  const snapshot = (): Download[] =>
    inOrder()
      .filter(({ isRemoved }) => !isRemoved)
      .map(({ view }) => view);
  const pump = (): void => {
    if (isClosed) return;
    const queue = inOrder().map(({ view }) => view);
    const isStopping = (id: string): boolean => {
      const entry = entries.get(id);
      return entry !== undefined && (entry.isRemoved || (entry.run !== null && !isActive(entry.view)));
    };
    for (const id of nextToBegin(queue, options.concurrency(), isStopping)) begin(entryOf(id));
  };
  const enqueue = (entry: Entry, type: 'resume' | 'retry'): void => {
    if (apply(entry, { type })) pump();
  };
  /** The row goes at once for the screen, and for the queue when nothing of it runs any more. */
  const remove = async (entry: Entry): Promise<void> => {
    entry.isRemoved = true;
    options.onRemove(entry.view.id);
    try {
      await stop(entry);
      await discardPartial(destinationOf(entry));
    } finally {
      entries.delete(entry.view.id);
      pump();
    }
  };
  const reserved = (): string[] => [...entries.values()].map(({ view }) => view.fileName);

  return {
    async start(linkId, place) {
      const ref = links.refOf(linkId);
      const link = linkAtHand(links, linkId);
      const admitted = link === null ? null : await options.admit(link.url, ref);
      const folder = place?.folder ?? options.folder(ref.profileId);
      const profileName = options.profileName(ref.profileId);
      const addedAt = clock.now();
      const fileName = await freeNameIn(
        folder,
        backupFileName(ref, { template: options.nameTemplate(), profileName, at: addedAt }),
        reserved,
      );
      const entry = newEntry({
        id: options.newId(),
        ref,
        profileName,
        fileName,
        folder,
        host: admitted === null ? '' : new URL(admitted.url).host,
        link,
        addedAt,
        turn: (inOrder().at(-1)?.view.turn ?? 0) + 1,
        setId: place?.setId ?? '',
      });
      entries.set(entry.view.id, entry);
      options.onChange(entry.view);
      pump();
      return entry.view;
    },
    async pause(id) {
      const entry = entryOf(id);
      if (apply(entry, { type: 'pause' })) await stop(entry);
    },
    async resume(id) {
      enqueue(entryOf(id), 'resume');
    },
    async cancel(id) {
      await remove(entryOf(id));
    },
    async retry(id) {
      const entry = entryOf(id);
      const { state, folder, fileName } = entry.view;
      if (state.status !== 'failed') return;
      const destination = destinationOf(entry);
      if (state.error.code === 'objectChanged') await discardPartial(destination);
      if (state.error.code === 'fileExists') {
        entry.view = { ...entry.view, fileName: await freeNameIn(folder, fileName, reserved) };
        await movePartial(destination, destinationOf(entry));
      }
      enqueue(entry, 'retry');
    },
    async dismiss(id) {
      const entry = entryOf(id);
      const { status } = entry.view.state;
      if (status === 'done' || status === 'failed') await remove(entry);
    },
    move(id, beforeId) {
      for (const [movedId, turn] of turnsAfterMove(snapshot(), entryOf(id).view.id, beforeId)) {
        const entry = entryOf(movedId);
        show(entry, { ...entry.view, turn });
      }
    },
    snapshot,
    pathOf(id) {
      const entry = entryOf(id);
      return entry.view.state.status === 'done' ? destinationOf(entry) : partialNameOf(destinationOf(entry));
    },
    settingsChanged: pump,
    async closeAll() {
      isClosed = true;
      const unfinished = [...entries.values()].filter(({ view }) => view.state.status !== 'done');
      await Promise.all(unfinished.map(stop));
      // One that cannot be removed must not keep the others.
      await Promise.allSettled(unfinished.map((entry) => discardPartial(destinationOf(entry))));
    },
  };
}

async function stop({ run }: Entry): Promise<void> {
  run?.controller.abort();
  await run?.ended;
}

/** Where https was our idea and cannot be had, plain http is for the user to allow. */
function failureOf(error: unknown, { isUpgraded, view }: Entry): AppErrorData {
  const failure = isAppError(error) ? error : new AppError('internal', { cause: error });
  const isUnreachable = failure.code === 'tlsFailed' || failure.code === 'connectionRefused';
  return isUpgraded && isUnreachable && view.receivedBytes === 0 ? plainHttpNeedsConsent(view.host).data : failure.data;
}
