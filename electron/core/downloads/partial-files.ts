import { rm } from 'node:fs/promises';
import { isAppError } from '#shared/errors.ts';
import type { BackupRef } from '#shared/models/backup.ts';
import { partialNameOf } from './folder-names.ts';
import { readJournal, removeJournal, writeJournal, type Journal } from './journal.ts';
import { moveWithoutOverwriting } from './move-file.ts';

/**
 * Removes what a download to this destination has left unfinished: the partial file and its journal, and only where the
 * journal says that they are ours. Nothing else of that name is touched. Throws Node's file errors.
 */
export async function discardPartial(destination: string): Promise<void> {
  const partialPath = partialNameOf(destination);
  if ((await ownJournal(partialPath)) === null) return;
  await rm(partialPath, { force: true });
  await removeJournal(partialPath);
}

/**
 * Lets what is unfinished go on under another name, in the same folder. Does nothing where there is none of ours.
 * Throws Node's file errors, EEXIST where the other name is taken.
 */
export async function movePartial(destination: string, newDestination: string): Promise<void> {
  const [from, to] = [partialNameOf(destination), partialNameOf(newDestination)];
  const journal = await ownJournal(from);
  if (journal === null) return;
  await writeJournal(to, journal);
  await moveWithoutOverwriting(from, to);
  await removeJournal(from);
}

/** What an unfinished download is of and how much of it is there; null where there is none of ours. */
export async function describePartial(
  destination: string,
): Promise<{ ref: BackupRef | null; receivedBytes: number; totalBytes: number | null } | null> {
  const journal = await ownJournal(partialNameOf(destination));
  if (journal === null) return null;
  const receivedBytes = journal.ranges.reduce((sum, { start, end }) => sum + end - start, 0);
  return { ref: journal.ref, receivedBytes, totalBytes: journal.totalBytes };
}

async function ownJournal(partialPath: string): Promise<Journal | null> {
  try {
    return await readJournal(partialPath);
  } catch (error) {
    if (isAppError(error, 'fileExists')) return null;
    throw error;
  }
}
