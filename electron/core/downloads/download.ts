import { AppError } from '#shared/errors.ts';
import type { BackupRef } from '#shared/models/backup.ts';
import type { CheckReport } from '#shared/models/check-report.ts';
import type { DownloadActivity } from '#shared/models/download-activity.ts';
import type { Check } from '#shared/models/download.ts';
import { systemClock } from '../clock.ts';
import type { Clock, Transport } from '../ports.ts';
import type { HashThread } from './block-hasher.ts';
import { ensureRoom } from './disk-room.ts';
import { fileError } from './file-errors.ts';
import { checkFile } from './finish-file.ts';
import { partialNameOf } from './folder-names.ts';
import { createLateCheck, type LateCheck } from './late-check.ts';
import { createLinkHolder, type DownloadLink } from './link-holder.ts';
import { refusePresent } from './own-file.ts';
import { createPartialFile, type PartialFile } from './partial-file.ts';
import type { WakeUps } from './patience.ts';
import { createProgressReporter, type DownloadProgress } from './progress.ts';
import { judgeRdb } from './rdb-checks.ts';
import { receiveAll } from './receive-all.ts';
import type { Limiter } from './receive-body.ts';
import { pacedLinks } from './renewal-pace.ts';
import type { RunningCheck } from './running-check.ts';
import { coarse } from './segments.ts';
import { backupDamaged, setAside } from './set-aside.ts';
import { takeBack } from './take-back.ts';
import { createTimeline, type TellActivity } from './timeline.ts';

export interface DownloadOptions {
  readonly transport: Transport;
  /** Asked at the start, before a link's time is over, and once when the storage refuses one. */
  readonly getLink: () => Promise<DownloadLink>;
  /**
   * The final path. The bytes grow in `<destination>.part` beside it, and `<destination>.part.journal` says which of them
   * are safe: a download to the same destination goes on from there, in this process or another.
   */
  readonly destination: string;
  /**
   * Kept in the journal, so that whoever finds the partial file knows what it is of. What is no RDB file is damaged where
   * this says that it is a backup.
   */
  readonly ref?: BackupRef;
  /** How many connections may be used at most; how many are is found out. */
  readonly connections?: number;
  readonly limiter?: Limiter;
  /** A thread that hashes for this download and others; one of its own where it is absent. */
  readonly hashing?: HashThread | undefined;
  readonly wakeUps?: WakeUps;
  readonly signal?: AbortSignal;
  /** At most ten times a second, besides changes of phase, which are told at once. */
  readonly onProgress?: (progress: DownloadProgress) => void;
  /** The timeline, line by line. */
  readonly onEvent?: (activity: DownloadActivity) => void;
  /** Reads the partial file behind the bytes that have come. Asked when there are bytes. */
  readonly startCheck?: (partialPath: string) => RunningCheck;
  /** The file is complete and damaged, and is kept at this path; then `backupDamaged` follows. */
  readonly onSetAside?: (path: string, report: CheckReport) => Promise<void>;
  /**
   * The file has its final name. Until this has resolved the journal stays: after a crash before that, the next download
   * to this destination proves the file that is there and ends with it, without fetching it again.
   */
  readonly onPublished?: (result: DownloadResult) => Promise<void>;
  readonly clock?: Clock;
  /** From 0 (included) to 1 (excluded); spreads retries. */
  readonly random?: () => number;
  readonly connectTimeoutMs?: number;
  /** From the request until the response's head. */
  readonly headTimeoutMs?: number;
  /** Longest silence while bytes are awaited. */
  readonly idleTimeoutMs?: number;
}

export interface DownloadResult {
  readonly path: string;
  readonly sizeBytes: number;
  /** The ETag header as the storage sent it; null where it sent none. */
  readonly etag: string | null;
  readonly checks: Check[];
  /** What the running check found; null where none was asked for. */
  readonly report: CheckReport | null;
  /** How often a new link was needed. */
  readonly renewals: number;
}

const MOST_CONNECTIONS = 6;
const CONNECT_TIMEOUT_MS = 15_000;
const HEAD_TIMEOUT_MS = 30_000;
const IDLE_TIMEOUT_MS = 20_000;

/**
 * Brings the object behind a signed link into a file. The bytes under the final name are always all of one version of
 * the object, with the length and (where it is US3's) the ETag checked, and no damage found by the running check where there
 * is one; otherwise nothing has that name. A file that is there already is never overwritten. After a failure or an abort the partial file and its journal stay, and the next
 * download to this destination goes on from what they prove; `discardPartial` removes them.
 *
 * Rejects with an AppError: of the network, of the storage (`linkExpired`, `linkRefused`, `storageDenied`,
 * `objectMissing`, `bucketMissing`, `storageBusy`, `storageHttpError`, `redirectRefused`), of the body (`notABackup`,
 * `encodedBody`, `rangeMismatch`, `objectChanged`, `lengthMismatch`, `etagMismatch`), of the running check
 * (`backupDamaged`: the file is kept as `<destination>.damaged`), of the file (`diskFull`, `fileTooLarge`, `noPermission`, `folderMissing`, `fileExists`, `fileFailed`), `cancelled` when the signal is aborted,
 * or whatever `getLink` rejects with. `fileExists` is also what a partial file says that is not ours.
 */
export async function downloadFile(options: DownloadOptions): Promise<DownloadResult> {
  const { destination, clock = systemClock, signal = new AbortController().signal } = options;
  const check = createLateCheck(options.startCheck, partialNameOf(destination));
  const partial = createPartialFile({
    path: partialNameOf(destination),
    ref: options.ref ?? null,
    now: () => clock.now(),
    hashing: options.hashing,
    onContiguous: (bytes) => check.advance(bytes),
  });
  try {
    return await run({ ...options, signal, clock }, partial, check);
  } catch (error) {
    // An abort may surface as any failure of what it interrupted.
    const failure = signal.aborted ? new AppError('cancelled') : fileError(error, destination);
    if (isSpoilt(failure)) await partial.disown().catch(() => undefined);
    throw failure;
  } finally {
    await check.stop();
    await partial.close();
  }
}

async function run(
  options: DownloadOptions & { readonly signal: AbortSignal; readonly clock: Clock },
  partial: PartialFile,
  check: LateCheck,
): Promise<DownloadResult> {
  const { destination, signal, clock } = options;
  const now = (): number => clock.now();
  const tell = createTimeline(options.onEvent, now);
  const links = createLinkHolder({
    getLink: pacedLinks(options.getLink, { clock, signal }),
    now,
    onRenewed: (renewals) => tell({ type: 'linkRenewed', renewals }),
  });
  if (signal.aborted) throw new AppError('cancelled');
  await takeBack(destination, partialNameOf(destination), signal);
  // Says early what the last step would say after hours.
  await refusePresent(destination);
  const resumed = await partial.resume(signal);
  if (resumed !== null) tell({ type: 'resumed', ...resumed });
  await ensureRoom(partial);
  const reporter = createProgressReporter({
    onProgress: options.onProgress ?? (() => undefined),
    now,
    read: () => ({
      receivedBytes: partial.segments.receivedBytes(),
      totalBytes: partial.identity?.totalBytes ?? null,
      checkedBytes: check.readBytes(),
      renewals: links.renewals,
      segments: stripOf(partial),
    }),
  });
  try {
    await receiveAll({
      transport: options.transport,
      links,
      partial,
      limiter: options.limiter,
      reporter,
      mostConnections: options.connections ?? MOST_CONNECTIONS,
      wakeUps: options.wakeUps,
      signal,
      clock,
      random: options.random ?? Math.random,
      tell,
      timeouts: {
        connectTimeoutMs: options.connectTimeoutMs ?? CONNECT_TIMEOUT_MS,
        headTimeoutMs: options.headTimeoutMs ?? HEAD_TIMEOUT_MS,
        idleTimeoutMs: options.idleTimeoutMs ?? IDLE_TIMEOUT_MS,
      },
    });
    reporter.phase('checking');
    return await finish(options, partial, { check, tell, renewals: links.renewals });
  } catch (error) {
    // What has come by now is told once more, and that nothing comes any longer.
    reporter.phase('connecting');
    throw error;
  } finally {
    reporter.stop();
  }
}

async function finish(
  { destination, ref, onSetAside, onPublished, signal = new AbortController().signal }: DownloadOptions,
  partial: PartialFile,
  { check, tell, renewals }: { check: LateCheck; tell: TellActivity; renewals: number },
): Promise<DownloadResult> {
  const sizeBytes = partial.segments.receivedBytes();
  // However long the check takes and whatever ends it, nothing is fetched again.
  await partial.checkpoint();
  const stated = await checkFile(partial);
  const report = await check.finish(sizeBytes, signal);
  const judged = report === null ? { checks: [], isDamaged: false } : judgeRdb(report.rdb, ref ?? null);
  const checks = [...stated, ...judged.checks];
  tell({ type: 'checked', checks });
  if (signal.aborted) throw new AppError('cancelled');
  if (report !== null && judged.isDamaged) {
    const keptAt = await setAside(partial, destination);
    await onSetAside?.(keptAt, report);
    await partial.forget();
    throw backupDamaged(report.rdb, keptAt);
  }
  await partial.publish(destination);
  const etag = partial.identity?.etagHeader ?? null;
  const result = { path: destination, sizeBytes, etag, checks, report, renewals };
  await onPublished?.(result);
  await partial.forget();
  return result;
}

/** All bytes came and they are not what the storage said: there is nothing to go on from. */
function isSpoilt(error: AppError): boolean {
  return error.code === 'etagMismatch' || (error.code === 'lengthMismatch' && !error.data.retryable);
}

const STRIP_RANGES = 200;

function stripOf({ segments }: PartialFile): DownloadProgress['segments'] {
  const active = segments.all().filter(({ isTaken }) => isTaken);
  return {
    received: coarse(segments.received(), STRIP_RANGES),
    active: active.map(({ next, pending }) => next + pending),
  };
}
