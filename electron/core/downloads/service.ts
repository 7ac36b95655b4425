import { access } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '#shared/errors.ts';
import type { LinkSide } from '#shared/link-forms.ts';
import { isActive } from '#shared/download-totals.ts';
import type { BackupRef } from '#shared/models/backup.ts';
import type { DownloadDetails } from '#shared/models/download-details.ts';
import type { Download } from '#shared/models/download.ts';
import type { Document } from '../documents/document.ts';
import { lookAtFiles } from './after-restart.ts';
import {
  damagedNameIn,
  destinationOf,
  detailsOf,
  newEntry,
  NO_SEGMENTS,
  pathOf,
  viewAfter,
  withActivity,
  type Entry,
} from './entry.ts';
import { backupFileName } from './file-names.ts';
import { earlierNameOf, freeNameIn, partialNameOf } from './folder-names.ts';
import { linkAtHand } from './link-at-hand.ts';
import { watchObstacles } from './obstacle-watch.ts';
import type { Obstacle } from './obstacles.ts';
import { discardPartial, movePartial } from './partial-files.ts';
import { createQueueFile } from './queue-file.ts';
import { freePlace, nextToBegin, turnsAfterMove } from './queue.ts';
import { runEntry, type RunDesk, type RunOptions } from './run-entry.ts';
import type { DownloadWish } from './sets.ts';
import { entryFromStore, isKept, queueToStore, type StoredQueue } from './stored-queue.ts';
import type { DownloadEvent } from './transitions.ts';

export interface DownloadsService {
  /** Queues a download of a kept link, in a set's folder where one is given. Throws `linkNotFound`, what `admit` throws, `folderMissing`, `noPermission`. */
  start(linkId: string, wish?: DownloadWish): Promise<Download>;
  /** Stops and keeps what has come; resolves when nothing of it runs any more. */
  pause(id: string): Promise<void>;
  /** Queues a paused download again, in its place; it goes on at the byte. */
  resume(id: string): Promise<void>;
  /** Stops, removes the partial file and the row. */
  cancel(id: string): Promise<void>;
  /** Queues a failed download again, in its place; it goes on with what is still good, which of a damaged file is nothing. */
  retry(id: string): Promise<void>;
  /** Queues a failed download again, from its first byte. What there is stays under another name, or goes. */
  startOver(id: string, keepsOld: boolean): Promise<void>;
  /** Takes a finished or failed row off the list; a finished file stays. */
  dismiss(id: string): Promise<void>;
  /** Puts a download before another in the queue, or behind all where the other one is not there. */
  move(id: string, beforeId: string): void;
  /** In the order of the queue. */
  snapshot(): Download[];
  details(id: string): DownloadDetails;
  /**
   * The file, or the partial file while it is not complete. Throws `fileGone`; `downloadNotFound`, like all of the above.
   */
  fileOf(id: string): Promise<string>;
  /** There may be room for more at once. */
  settingsChanged(): void;
  /** What was in the way of some may have passed: a key was changed, the network is back. */
  obstaclePassed(obstacle: Obstacle): void;
  /** Stops everything for good. What is not complete stays on disk and on the list, and can be continued. */
  closeAll(): Promise<void>;
}

export interface DownloadsOptions extends RunOptions {
  readonly links: RunOptions['links'] & {
    urlOf(linkId: string, which: LinkSide): string;
    refOf(linkId: string): BackupRef;
  };
  /** The queue as the last start of the app left it. */
  readonly document: Document<StoredQueue>;
  /** Where a profile's files go. */
  readonly folder: (profileId: string) => string;
  readonly nameTemplate: () => string;
  readonly profileName: (profileId: string) => string;
  readonly newId: () => string;
  /** Downloads at work at the same time; `settingsChanged` says that it may be another number. */
  readonly concurrency: () => number;
  /** At most ten times a second for each download, besides changes of state. */
  readonly onChange: (download: Download) => void;
  readonly onRemove: (id: string) => void;
  /** Of one that was removed nothing runs any more, and no part of its file is left. */
  readonly onGone: (download: Download) => void;
}

/** The list of downloads: starts them in order, keeps their state, tells what changes. */
export function createDownloads(options: DownloadsOptions): DownloadsService {
  const { clock, logger, links } = options;
  const loaded = options.document.get().downloads.map((stored) => entryFromStore(stored, clock.now()));
  const entries = new Map<string, Entry>(loaded.map((entry) => [entry.view.id, entry]));
  let isClosed = false;

  const inOrder = (): Entry[] => [...entries.values()].toSorted((a, b) => a.view.turn - b.view.turn);
  const listed = (): Entry[] => inOrder().filter(({ isRemoved }) => !isRemoved);
  const snapshot = (): Download[] => listed().map(({ view }) => view);
  const file = createQueueFile({ document: options.document, read: () => queueToStore(listed()), clock, logger });

  const put = (entry: Entry, view: Download, isKeptAtOnce: boolean): void => {
    entry.view = view;
    if (entry.isRemoved || entries.get(view.id) !== entry) return;
    options.onChange(view);
    if (isKeptAtOnce) file.changed();
    else file.progressed();
  };
  const show = (entry: Entry, view: Download): void => put(entry, view, view.state.status !== entry.view.state.status);
  const apply = (entry: Entry, event: DownloadEvent): boolean => {
    const next = viewAfter(entry.view, event);
    if (next !== undefined) show(entry, next);
    return next !== undefined;
  };
  const note: RunDesk['note'] = (entry, line) => {
    entry.timeline = withActivity(entry.timeline, { ...line, at: clock.now() });
    const view = { ...entry.view, activityCount: entry.view.activityCount + 1 };
    put(entry, view, isKept(line));
  };
  const entryOf = (id: string): Entry => {
    const entry = entries.get(id);
    if (entry === undefined || entry.isRemoved) throw new AppError('downloadNotFound');
    return entry;
  };

  const begin = (entry: Entry): void => {
    const controller = new AbortController();
    apply(entry, { type: 'begin' });
    const place = freePlace([...entries.values()].flatMap(({ run }) => (run === null ? [] : [run.place])));
    const ended = runEntry(entry, { place, signal: controller.signal }, options, { show, apply, note })
      .catch((error: unknown) => logger.error('download.broken', { id: entry.view.id, text: String(error) }))
      .finally(() => {
        entry.run = null;
        pump();
      });
    entry.run = { place, controller, ended };
  };
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
    if (!apply(entry, { type })) return;
    note(entry, { type: 'queued' });
    pump();
  };
  /** The row goes at once for the screen, and for the queue when nothing of it runs any more. */
  const remove = async (entry: Entry): Promise<void> => {
    entry.isRemoved = true;
    options.onRemove(entry.view.id);
    file.changed();
    try {
      await stop(entry);
      await discardPartial(destinationOf(entry));
      options.onGone(entry.view);
    } finally {
      entries.delete(entry.view.id);
      pump();
    }
  };
  const reserved = (): string[] => [...entries.values()].map(({ view }) => view.fileName);

  const obstacles = watchObstacles({
    entries: listed,
    goOn: (entry) => enqueue(entry, 'resume'),
    clock,
    wakeUps: options.wakeUps,
  });
  void lookAtFiles(loaded, { show, note });

  const startOver = async (entry: Entry, keepsOld: boolean): Promise<void> => {
    const { folder, fileName, state } = entry.view;
    if (state.status !== 'failed') return;
    const destination = destinationOf(entry);
    const keptAs = keepsOld ? await freeNameIn(folder, earlierNameOf(fileName), reserved) : '';
    if (keepsOld) await movePartial(destination, path.join(folder, keptAs));
    else await discardPartial(destination);
    entry.segments = NO_SEGMENTS;
    entry.sha256 = null;
    entry.lastGoodKey = null;
    entry.view = { ...entry.view, receivedBytes: 0, totalBytes: null };
    const left = keptAs === '' ? (damagedNameIn(state) ?? '') : partialNameOf(keptAs);
    note(entry, { type: 'startedOver', keptAs: left });
    enqueue(entry, 'retry');
  };

  return {
    async start(linkId, { takenAt = null, place, usesPrivateLink = false } = {}) {
      const ref = links.refOf(linkId);
      const link = linkAtHand(links, linkId, usesPrivateLink ? 'private' : 'public');
      const admitted = link === null ? null : await options.admit(link.url, { ref, usesPrivateLink });
      const folder = place?.folder ?? options.folder(ref.profileId);
      const profileName = options.profileName(ref.profileId);
      const addedAt = clock.now();
      const wanted = backupFileName(ref, { template: options.nameTemplate(), profileName, at: takenAt ?? addedAt });
      const fileName = await freeNameIn(folder, wanted, reserved);
      const host = admitted === null ? '' : new URL(admitted.url).host;
      const turn = (inOrder().at(-1)?.view.turn ?? 0) + 1;
      const where = { host, folder, setId: place?.setId ?? '' };
      const shown = { id: options.newId(), ref, profileName, fileName, ...where, addedAt, turn, usesPrivateLink };
      const entry = newEntry(shown, link);
      entries.set(entry.view.id, entry);
      options.onChange(entry.view);
      file.changed();
      pump();
      return entry.view;
    },
    async pause(id) {
      const entry = entryOf(id);
      if (!apply(entry, { type: 'pause' })) return;
      note(entry, { type: 'paused' });
      await stop(entry);
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
      if (state.error.code === 'objectChanged' || state.error.code === 'backupDamaged') {
        await startOver(entry, false);
        return;
      }
      if (state.error.code === 'fileExists') {
        const destination = destinationOf(entry);
        entry.view = { ...entry.view, fileName: await freeNameIn(folder, fileName, reserved) };
        await movePartial(destination, destinationOf(entry));
      }
      enqueue(entry, 'retry');
    },
    startOver: (id, keepsOld) => startOver(entryOf(id), keepsOld),
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
      file.changed();
    },
    snapshot,
    details: (id) => detailsOf(entryOf(id)),
    async fileOf(id) {
      const place = pathOf(entryOf(id));
      await access(place).catch((cause: unknown) => {
        throw new AppError('fileGone', { params: { name: path.basename(place), folder: path.dirname(place) }, cause });
      });
      return place;
    },
    settingsChanged: pump,
    obstaclePassed: (obstacle) => obstacles.passed(obstacle),
    async closeAll() {
      isClosed = true;
      obstacles.stop();
      await Promise.all([...entries.values()].map(stop));
      file.close();
    },
  };
}

async function stop({ run }: Entry): Promise<void> {
  run?.controller.abort();
  await run?.ended;
}
