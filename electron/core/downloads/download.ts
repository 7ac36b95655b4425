import { AppError, isAppError } from '#shared/errors.ts';
import type { Check } from '#shared/models/download.ts';
import { systemClock } from '../clock.ts';
import type { Clock, Transport } from '../ports.ts';
import { fileError } from './file-errors.ts';
import { finishFile, refuseExisting } from './finish-file.ts';
import { createLinkHolder, type DownloadLink, type LinkHolder } from './link-holder.ts';
import { createPartialFile, type PartialFile } from './partial-file.ts';
import { createProgressReporter, type DownloadProgress } from './progress.ts';
import { receiveAll } from './receive-all.ts';

export interface DownloadOptions {
  readonly transport: Transport;
  /** Asked at the start, when a link's time is over, and once when the storage refuses one. */
  readonly getLink: () => Promise<DownloadLink>;
  /** The final path. The bytes grow in `<destination>.part` beside it. */
  readonly destination: string;
  /** How many connections may be used. This version uses one, whatever is asked for. */
  readonly connections?: number;
  readonly signal?: AbortSignal;
  /** At most ten times a second, besides changes of phase, which are told at once. */
  readonly onProgress?: (progress: DownloadProgress) => void;
  /**
   * A partial file that belongs to the caller: after a failure or an abort it stays, and handing it in again goes on at
   * the byte. Without it, nothing is left behind when the download does not end well.
   */
  readonly partial?: PartialFile;
  readonly clock?: Clock;
  /** From 0 (included) to 1 (excluded); spreads retries. */
  readonly random?: () => number;
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
  /** How often a new link was needed. */
  readonly renewals: number;
}

const HEAD_TIMEOUT_MS = 30_000;
const IDLE_TIMEOUT_MS = 20_000;

/** After these the bytes so far are worthless or of another object: there is nothing to go on from. */
const SPOILS_PARTIAL: ReadonlySet<AppError['code']> = new Set(['objectChanged', 'lengthMismatch', 'etagMismatch']);

/**
 * Brings the object behind a signed link into a file. The bytes under the final name are always all of one version of
 * the object, with the length and (where it is US3's) the ETag checked; otherwise nothing has that name. A file that is
 * there already is never overwritten.
 *
 * Rejects with an AppError: of the network, of the storage (`linkExpired`, `linkRefused`, `storageDenied`,
 * `objectMissing`, `bucketMissing`, `storageBusy`, `storageHttpError`, `redirectRefused`), of the body (`notABackup`,
 * `encodedBody`, `rangeMismatch`, `objectChanged`, `lengthMismatch`, `etagMismatch`), of the file (`diskFull`,
 * `fileTooLarge`, `noPermission`, `folderMissing`, `fileExists`, `fileFailed`), `cancelled` when the signal is aborted,
 * or whatever `getLink` rejects with.
 */
export async function downloadFile(options: DownloadOptions): Promise<DownloadResult> {
  const { destination, clock = systemClock } = options;
  const partial = options.partial ?? createPartialFile(`${destination}.part`);
  const links = createLinkHolder(options.getLink, () => clock.now());
  try {
    return await run(options, partial, links, clock);
  } catch (error) {
    const failure = fileError(error, destination);
    // What came before the failure is kept for going on; a disk that is full must not hide why we stopped.
    await partial.settle().catch(() => undefined);
    if (options.partial === undefined || SPOILS_PARTIAL.has(failure.code)) await partial.discard();
    throw failure;
  }
}

async function run(
  options: DownloadOptions,
  partial: PartialFile,
  links: LinkHolder,
  clock: Clock,
): Promise<DownloadResult> {
  const { destination, signal = new AbortController().signal } = options;
  const reporter = createProgressReporter({
    onProgress: options.onProgress ?? (() => undefined),
    now: () => clock.now(),
    read: () => ({
      receivedBytes: partial.receivedBytes,
      totalBytes: partial.identity?.totalBytes ?? null,
      renewals: links.renewals,
    }),
  });
  try {
    await refuseExisting(destination);
    await receiveAll({
      transport: options.transport,
      links,
      partial,
      reporter,
      signal,
      clock,
      random: options.random ?? Math.random,
      headTimeoutMs: options.headTimeoutMs ?? HEAD_TIMEOUT_MS,
      idleTimeoutMs: options.idleTimeoutMs ?? IDLE_TIMEOUT_MS,
    });
    reporter.phase('checking');
    const sizeBytes = partial.receivedBytes;
    const etag = partial.identity?.etagHeader ?? null;
    const checks = await finishFile(partial, destination, signal);
    return { path: destination, sizeBytes, etag, checks, renewals: links.renewals };
  } catch (error) {
    // An abort may surface as any failure of what it interrupted.
    throw signal.aborted && !isAppError(error, 'cancelled') ? new AppError('cancelled') : error;
  } finally {
    reporter.stop();
  }
}
