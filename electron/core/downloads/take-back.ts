import { lstat, rm } from 'node:fs/promises';
import { ETAG_BLOCK_BYTES } from '../us3/etag.ts';
import { blockRange } from './block-digests.ts';
import { createHashThread } from './block-hasher.ts';
import { errnoOf } from './file-errors.ts';
import { readJournal, type Journal } from './journal.ts';
import { moveWithoutOverwriting } from './move-file.ts';
import { openOwnFile } from './own-file.ts';

/**
 * A crash after a file got its final name, and before that was written down, leaves the journal. The file is then given
 * its partial name again, to be proven and finished like any other. Only where the journal claims every byte of it and
 * every block is as claimed: any other file of that name is left alone.
 * Throws AppError `fileExists` where the journal is not ours, what `signal` was aborted with, and Node's file errors.
 */
export async function takeBack(destination: string, partialPath: string, signal: AbortSignal): Promise<void> {
  const finished = await statOf(destination);
  if (finished === null || !finished.isFile()) return;
  const journal = await readJournal(partialPath);
  if (journal === null || !claimsAll(journal, Number(finished.size))) return;
  const partial = await statOf(partialPath);
  if (partial === null) {
    if (await isAsClaimed(destination, journal, signal)) await moveWithoutOverwriting(destination, partialPath);
  } else if (partial.ino === finished.ino && partial.dev === finished.dev) {
    // The crash came between the new name and the end of the old one: both are the same file.
    await rm(destination);
  }
}

async function statOf(file: string): Promise<Awaited<ReturnType<typeof bigStat>> | null> {
  try {
    return await bigStat(file);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Numbers of files are too large for JavaScript's on some file systems. */
const bigStat = (file: string) => lstat(file, { bigint: true });

function claimsAll({ ranges, totalBytes }: Journal, sizeBytes: number): boolean {
  return totalBytes === sizeBytes && ranges.reduce((sum, { start, end }) => sum + end - start, 0) === sizeBytes;
}

async function isAsClaimed(file: string, journal: Journal, signal: AbortSignal): Promise<boolean> {
  const handle = await openOwnFile(file, 'read');
  const thread = createHashThread();
  const hasher = thread.open(handle.fd);
  try {
    for (const { start, digests } of journal.ranges) {
      for (const [index, digest] of digests.entries()) {
        signal.throwIfAborted();
        const block = blockRange(start / ETAG_BLOCK_BYTES + index, journal.totalBytes ?? 0);
        if (Buffer.compare(await hasher.hash(block), digest) !== 0) return false;
      }
    }
    return true;
  } finally {
    await thread.close();
    await handle.close();
  }
}
