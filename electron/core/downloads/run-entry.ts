import { rm } from 'node:fs/promises';
import { AppError, isAppError, type AppErrorData } from '#shared/errors.ts';
import type { LinkSide } from '#shared/link-forms.ts';
import type { BackupRef } from '#shared/models/backup.ts';
import type { CheckReport } from '#shared/models/check-report.ts';
import type { TimelineEntry } from '#shared/models/download-details.ts';
import type { Download } from '#shared/models/download.ts';
import type { Clock, Logger, Transport } from '../ports.ts';
import type { HashThread } from './block-hasher.ts';
import { downloadFile, type DownloadResult } from './download.ts';
import { destinationOf, NO_SEGMENTS, viewWithProgress, type Entry } from './entry.ts';
import { isExpired } from './link-at-hand.ts';
import type { DownloadLink } from './link-holder.ts';
import { isHttpsUnreachable, plainHttpNeedsConsent, type AdmittedLink } from './link-policy.ts';
import { obstacleOf } from './obstacles.ts';
import type { WakeUps } from './patience.ts';
import { removeReceipt, writeReceipt } from './receipt.ts';
import type { RunningCheck } from './running-check.ts';
import type { SpeedLimit } from './speed-limit.ts';
import { isRefusal } from './storage-errors.ts';
import type { DownloadEvent } from './transitions.ts';

type Untimed<Line> = Line extends unknown ? Omit<Line, 'at'> : never;

/** What a run needs of the world. */
export interface RunOptions {
  /**
   * One for each download that is at work at the same time, by a small number: a browser's network stack opens only so
   * many connections to a host, and downloads that shared them would starve each other.
   */
  readonly transport: (place: number) => Transport;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly links: {
    fresh(ref: BackupRef, signal: AbortSignal, which: LinkSide): Promise<DownloadLink>;
  };
  /** Decides whether and in which form a link may be opened; throws an AppError where not. */
  readonly admit: (
    url: string,
    download: Pick<Download, 'ref' | 'usesPrivateLink'>,
  ) => AdmittedLink | Promise<AdmittedLink>;
  /** Whether a new link for this profile would have to wait for the vault to be unlocked. */
  readonly isLocked: (profileId: string) => boolean;
  /** Connections that one download may use; asked when it begins. */
  readonly connections: () => number;
  readonly limiter: SpeedLimit;
  /** Hashes for all downloads; a thread for each where it is absent. */
  readonly hashing?: HashThread;
  readonly wakeUps: WakeUps;
  /** Reads a file while it grows; its SHA-256 goes into the receipt. */
  readonly startCheck: (partialPath: string) => RunningCheck;
  /** Keeps what the check found of a complete file, under the name it has now. Must not reject. */
  readonly keepReport: (found: { path: string; download: Download; report: CheckReport }) => Promise<void>;
  readonly appVersion: string;
}

/** How a run tells what becomes of its entry. */
export interface RunDesk {
  readonly show: (entry: Entry, view: Download) => void;
  readonly apply: (entry: Entry, event: DownloadEvent) => boolean;
  readonly note: (entry: Entry, line: Untimed<TimelineEntry>) => void;
}

/** Works on one download until it is done, has failed, has to wait, or is aborted. */
export async function runEntry(
  entry: Entry,
  { place, signal }: { readonly place: number; readonly signal: AbortSignal },
  options: RunOptions,
  desk: RunDesk,
): Promise<void> {
  const { clock, logger } = options;
  const { id } = entry.view;
  let finishedAt = 0;
  try {
    const result = await downloadFile({
      transport: options.transport(place),
      getLink: linkSource(entry, signal, options, desk),
      destination: destinationOf(entry),
      ref: entry.view.ref,
      connections: options.connections(),
      limiter: options.limiter,
      hashing: options.hashing,
      wakeUps: options.wakeUps,
      startCheck: options.startCheck,
      signal,
      clock,
      onProgress(progress) {
        entry.segments = progress.segments;
        entry.connections = progress.connections;
        desk.show(entry, viewWithProgress(entry.view, progress));
        const isBegun = entry.timeline.some(({ type }) => type === 'started');
        if (progress.phase === 'downloading' && !isBegun) {
          desk.note(entry, { type: 'started', totalBytes: progress.totalBytes });
        }
      },
      onEvent: (line) => desk.note(entry, line),
      async onSetAside(path, report) {
        const { sha256, rdb } = report;
        entry.sha256 = sha256;
        // Where only the whole file tells that something is wrong, nobody knows which keys are good.
        entry.lastGoodKey = typeof rdb.damage?.offset === 'number' ? rdb.lastGoodKey : null;
        await options.keepReport({ path, download: entry.view, report });
      },
      async onPublished(published) {
        finishedAt = clock.now();
        await putReceipt(entry, { ...published, finishedAt }, options, desk);
      },
    });
    await finish(entry, { ...result, finishedAt }, desk);
    logger.info('download.done', { id, sizeBytes: result.sizeBytes, renewals: entry.view.renewals });
  } catch (error) {
    if (signal.aborted) return;
    const failure = failureOf(error, entry);
    if (isAppError(error) && isRefusal(error)) entry.link = null;
    const isPassing = obstacleOf(failure) !== null;
    desk.note(entry, { type: isPassing ? 'waiting' : 'failed', code: failure.code });
    desk.apply(entry, { type: isPassing ? 'wait' : 'fail', error: failure });
    logger.warn('download.failed', { id, code: failure.code, detail: failure.detail ?? '' });
  } finally {
    entry.connections = 0;
    entry.segments = { ...entry.segments, active: [] };
  }
}

type Finished = DownloadResult & { readonly finishedAt: number };

async function putReceipt(entry: Entry, finished: Finished, options: RunOptions, desk: RunDesk): Promise<void> {
  const { path, sizeBytes, checks, etag, report, finishedAt } = finished;
  const { ref, profileName, host, addedAt, renewals } = entry.view;
  entry.etag = etag;
  entry.sha256 = report?.sha256 ?? null;
  if (report !== null) {
    await options.keepReport({ path, download: entry.view, report });
    const facts = { path, sizeBytes, sha256: report.sha256, etag, checks, ref, profileName, host, addedAt, finishedAt };
    const code = await writeReceipt({ ...facts, renewals, appVersion: options.appVersion });
    if (code !== null) desk.note(entry, { type: 'receiptMissing', code });
  }
}

async function finish(entry: Entry, { path, sizeBytes, checks, finishedAt }: Finished, desk: RunDesk): Promise<void> {
  // Cancelled in the very moment in which it got its name. A quit in that moment leaves the finished file alone.
  if (entry.isRemoved) await Promise.all([rm(path, { force: true }), removeReceipt(path)]);
  entry.view = { ...entry.view, receivedBytes: sizeBytes, totalBytes: sizeBytes };
  entry.segments = NO_SEGMENTS;
  desk.note(entry, { type: 'completed' });
  desk.apply(entry, { type: 'proven', checks, finishedAt });
}

/** What a run asks for: the link at hand the first time, a new one after that. */
function linkSource(
  entry: Entry,
  signal: AbortSignal,
  options: RunOptions,
  desk: RunDesk,
): () => Promise<DownloadLink> {
  let isFirst = true;
  return async () => {
    const atHand = isFirst && !isExpired(entry.link, options.clock.now()) ? entry.link : null;
    isFirst = false;
    const hadLink = entry.link !== null;
    const link = atHand ?? (await freshLink(entry, signal, options, desk));
    const admitted = await options.admit(link.url, entry.view);
    entry.link = link;
    entry.isUpgraded = admitted.isUpgraded;
    const renewals = entry.view.renewals + (atHand === null && hadLink ? 1 : 0);
    desk.show(entry, { ...entry.view, renewals, host: new URL(admitted.url).host });
    return { ...admitted, expiresAt: link.expiresAt };
  };
}

async function freshLink(
  entry: Entry,
  signal: AbortSignal,
  { links, isLocked }: RunOptions,
  { show, note }: RunDesk,
): Promise<DownloadLink> {
  const { ref, usesPrivateLink } = entry.view;
  const ask = (): Promise<DownloadLink> => links.fresh(ref, signal, usesPrivateLink ? 'private' : 'public');
  if (!isLocked(ref.profileId)) return ask();
  show(entry, { ...entry.view, waitsForUnlock: true });
  note(entry, { type: 'waitingForUnlock' });
  try {
    return await ask();
  } finally {
    show(entry, { ...entry.view, waitsForUnlock: false });
  }
}

/** Where https was our idea and cannot be had, plain http is for the user to allow. */
function failureOf(error: unknown, { isUpgraded, view }: Entry): AppErrorData {
  const failure = isAppError(error) ? error : new AppError('internal', { cause: error });
  return isUpgraded && isHttpsUnreachable(failure) && view.receivedBytes === 0
    ? plainHttpNeedsConsent(view.host).data
    : failure.data;
}
