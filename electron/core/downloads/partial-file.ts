import type { FileHandle } from 'node:fs/promises';
import path from 'node:path';
import type { BackupRef } from '#shared/models/backup.ts';
import { ETAG_BLOCK_BYTES } from '../us3/etag.ts';
import { createHasher, createHashThread, type BlockHasher, type HashThread } from './block-hasher.ts';
import { blockRange, createBlockDigests } from './block-digests.ts';
import { strongTag } from './entity-tag.ts';
import type { ObjectIdentity } from './judge-response.ts';
import { readJournal, removeJournal, writeJournal, type Journal, type ProvenRange } from './journal.ts';
import { moveWithoutOverwriting, syncFolder } from './move-file.ts';
import { createOwnFile, openIfThere, refusePresent } from './own-file.ts';
import { createSegments, type ByteRange, type Segment, type Segments } from './segments.ts';
import { writeAll } from './write-all.ts';

/**
 * The file while it grows, and the journal beside it that says which of its bytes are safe: another run, in any
 * process, goes on from them. Nothing is claimed that was not synced before. File operations throw Node's errors.
 */
export interface PartialFile {
  readonly path: string;
  /** The version of the object these bytes are of; null before the first one. */
  readonly identity: ObjectIdentity | null;
  /** Which bytes are on disk and which are missing. */
  readonly segments: Segments;
  /**
   * Goes on from what an earlier run left: reads every claimed byte again and drops what is not as it was. Null where
   * there is nothing to go on from. Throws AppError `fileExists` where a file there is not ours.
   */
  resume(signal: AbortSignal): Promise<{ keptBytes: number; droppedBytes: number } | null>;
  /** Starts with an empty file. Never takes over one that is not ours. */
  begin(identity: ObjectIdentity): Promise<void>;
  /** Writes bytes where the segment's missing ones begin. One write at a time for each segment. */
  write(segment: Segment, batch: readonly Uint8Array[]): Promise<void>;
  /** Reads bytes back; fewer where there are fewer. */
  read(range: ByteRange): Promise<Uint8Array>;
  /** Syncs what is written and claims it in the journal. */
  checkpoint(): Promise<void>;
  /** The body's end was the total's only witness. */
  endAt(totalBytes: number): void;
  /** The US3 ETag of the complete file. */
  etag(): Promise<string>;
  /** Claims nothing any more: the bytes are all there and wrong. */
  disown(): Promise<void>;
  /** Claims the whole file in the journal, gives it its final name without overwriting, and closes it. */
  publish(destination: string): Promise<void>;
  /** Removes the journal of a file that is published. */
  forget(): Promise<void>;
  /** Claims what there is, where the disk still takes that, and closes the file. */
  close(): Promise<void>;
}

export interface PartialFileOptions {
  readonly path: string;
  readonly ref: BackupRef | null;
  readonly now: () => number;
  /** Hashes for this file and others; a thread for this one alone where it is absent. */
  readonly hashing?: HashThread | undefined;
  /** All bytes before this one are on disk. */
  readonly onContiguous?: ((bytes: number) => void) | undefined;
}

/** How much may be lost to a crash: little enough to fetch again, much enough to sync at once. */
const CHECKPOINT_BYTES = 4 * 1024 * 1024;
const SOONEST_CHECKPOINT_MS = 25;
const LATEST_CHECKPOINT_MS = 500;
/** A smaller file is hashed before a thread has started. */
const LEAST_BYTES_FOR_THREAD = 64 * 1024 * 1024;

export function createPartialFile(options: PartialFileOptions): PartialFile {
  const { path: file, ref, now, onContiguous } = options;
  const thread = options.hashing ?? createHashThread();
  let handle: FileHandle | null = null;
  let identity: ObjectIdentity | null = null;
  let segments = createSegments(Number.POSITIVE_INFINITY);
  let unclaimedBytes = 0;
  let nextCheckpointAt = 0;
  let lastCheckpointAt = 0;
  let checkpointing: Promise<void> | null = null;
  let failure: Error | null = null;
  let hasher: BlockHasher | null = null;

  const opened = (): FileHandle => {
    if (handle === null) throw new Error('the partial file is not open');
    return handle;
  };
  /** Made when first needed: then it shows whether the file is worth a thread. */
  const hashing = (): BlockHasher => {
    const { fd } = opened();
    hasher ??= totalBytes() >= LEAST_BYTES_FOR_THREAD ? thread.open(fd) : createHasher(fd);
    return hasher;
  };
  const forgetHashes = async (): Promise<void> => {
    await hasher?.close();
    hasher = null;
  };
  const closeFile = async (): Promise<void> => {
    digests.forget();
    await forgetHashes();
    if (options.hashing === undefined) await thread.close();
    await handle?.close();
    handle = null;
  };
  const digests = createBlockDigests(hashing);
  const totalBytes = (): number => identity?.totalBytes ?? Number.POSITIVE_INFINITY;

  /** The digests of what is there now. The last block of a segment is hashed as far as it goes. */
  const proven = async ({ start, end }: ByteRange): Promise<ProvenRange> => {
    const found: Uint8Array[] = [];
    for (let at = start; at < end; at += ETAG_BLOCK_BYTES) {
      const block = blockRange(at / ETAG_BLOCK_BYTES, totalBytes());
      const known = block.end <= end ? digests.known(at / ETAG_BLOCK_BYTES) : undefined;
      found.push(known ?? (await hashing().hash({ start: at, end: Math.min(block.end, end) })));
    }
    return { start, end, digests: found };
  };
  const claim = (ranges: readonly ProvenRange[]): Promise<void> =>
    writeJournal(file, {
      ref,
      totalBytes: identity?.totalBytes ?? null,
      etag: identity?.etagHeader ?? null,
      lastModified: identity?.lastModified ?? null,
      ranges,
    });
  const runCheckpoint = async (): Promise<void> => {
    const startedAt = now();
    await digests.settled();
    unclaimedBytes = 0;
    const written = segments.all().map(({ start, next }) => ({ start, end: next }));
    const filled = written.filter(({ start, end }) => end > start);
    // What is claimed was written before the sync began, whatever is written meanwhile.
    const [ranges] = await Promise.all([Promise.all(filled.map(proven)), opened().datasync()]);
    await claim(ranges);
    lastCheckpointAt = now();
    // On a slow disk, or with a long journal, half of the time stays free of it.
    nextCheckpointAt = lastCheckpointAt + Math.max(SOONEST_CHECKPOINT_MS, lastCheckpointAt - startedAt);
  };
  const checkpoint = async (): Promise<void> => {
    await checkpointing?.catch(() => undefined);
    checkpointing = runCheckpoint().finally(() => {
      checkpointing = null;
    });
    await checkpointing;
  };
  const checkpointWhenDue = (): void => {
    const time = now();
    const isMuch = unclaimedBytes >= CHECKPOINT_BYTES && time >= nextCheckpointAt;
    const isLate = time >= Math.max(lastCheckpointAt + LATEST_CHECKPOINT_MS, nextCheckpointAt);
    if (checkpointing !== null || (!isMuch && !isLate)) return;
    checkpoint().catch((error: unknown) => {
      failure = error instanceof Error ? error : new Error('syncing failed', { cause: error });
    });
  };

  const tellContiguous = (): void => {
    const [first] = segments.received();
    if (first?.start === 0) onContiguous?.(first.end);
  };

  /** Reads each claimed block again. What is as it was stays claimed. */
  const prove = async (journal: Journal, signal: AbortSignal): Promise<ByteRange[]> => {
    const kept: ByteRange[] = [];
    const total = journal.totalBytes ?? Number.POSITIVE_INFINITY;
    for (const range of journal.ranges) {
      for (const [index, digest] of range.digests.entries()) {
        signal.throwIfAborted();
        const block = blockRange(range.start / ETAG_BLOCK_BYTES + index, total);
        const part = { start: block.start, end: Math.min(block.end, range.end) };
        if (Buffer.compare(await hashing().hash(part), digest) !== 0) continue;
        if (part.end === block.end) digests.learn(block.start / ETAG_BLOCK_BYTES, digest);
        const last = kept.at(-1);
        if (last?.end === part.start) kept[kept.length - 1] = { start: last.start, end: part.end };
        else kept.push(part);
      }
    }
    return kept;
  };

  return {
    path: file,
    get identity() {
      return identity;
    },
    get segments() {
      return segments;
    },
    async resume(signal) {
      const journal = await readJournal(file);
      if (journal === null) {
        await refusePresent(file);
        return null;
      }
      handle = await openIfThere(file);
      if (handle === null) return null;
      const kept = await prove(journal, signal);
      const keptBytes = sizeOf(kept);
      const droppedBytes = sizeOf(journal.ranges) - keptBytes;
      // What was dropped is written over.
      if (droppedBytes > 0) await forgetHashes();
      if (keptBytes > 0) {
        identity = identityOf(journal);
        segments = createSegments(totalBytes(), kept);
        tellContiguous();
      }
      return keptBytes + droppedBytes === 0 ? null : { keptBytes, droppedBytes };
    },
    async begin(next) {
      identity = next;
      digests.forget();
      await forgetHashes();
      segments = createSegments(totalBytes());
      await claim([]);
      handle ??= await createOwnFile(file).catch(async (error: unknown) => {
        await removeJournal(file);
        throw error;
      });
      await handle.truncate(0);
      await syncFolder(path.dirname(file));
      lastCheckpointAt = now();
    },
    async write(segment, batch) {
      if (failure !== null) throw failure;
      const bytes = batch.reduce((sum, { byteLength }) => sum + byteLength, 0);
      const start = segment.next;
      await writeAll(opened(), batch, start);
      segment.next = start + bytes;
      unclaimedBytes += bytes;
      digests.landed({ start, end: segment.next }, totalBytes());
      tellContiguous();
      checkpointWhenDue();
    },
    async read({ start, end }) {
      const { buffer, bytesRead } = await opened().read(Buffer.alloc(end - start), 0, end - start, start);
      return buffer.subarray(0, bytesRead);
    },
    checkpoint,
    endAt(total) {
      if (identity === null || identity.totalBytes !== null) return;
      identity = { ...identity, totalBytes: total };
      segments.endAt(total);
      if (total % ETAG_BLOCK_BYTES > 0) digests.landed({ start: total, end: total }, total);
    },
    async etag() {
      await digests.settled();
      return digests.etag(totalBytes());
    },
    async disown() {
      await checkpointing?.catch(() => undefined);
      segments = createSegments(totalBytes());
      await claim([]);
    },
    async publish(destination) {
      await checkpoint();
      await opened().sync();
      await moveWithoutOverwriting(file, destination);
      await closeFile();
    },
    forget: () => removeJournal(file),
    async close() {
      if (handle === null) return;
      // A full disk takes no journal; then the one before it holds.
      if (segments.receivedBytes() > 0) await checkpoint().catch(() => undefined);
      await checkpointing?.catch(() => undefined);
      await closeFile();
    },
  };
}

function identityOf(journal: Journal): ObjectIdentity {
  return {
    totalBytes: journal.totalBytes,
    isTotalAnnounced: journal.totalBytes !== null,
    tag: strongTag(journal.etag ?? undefined),
    etagHeader: journal.etag ?? undefined,
    lastModified: journal.lastModified ?? undefined,
  };
}

function sizeOf(ranges: readonly ByteRange[]): number {
  return ranges.reduce((sum, { start, end }) => sum + end - start, 0);
}
