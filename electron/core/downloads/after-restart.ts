import { destinationOf, type Entry } from './entry.ts';
import { finishedBefore } from './finished-before.ts';
import { partialNameOf } from './folder-names.ts';
import { removeJournal } from './journal.ts';
import { describePartial } from './partial-files.ts';
import type { RunDesk } from './run-entry.ts';

type Desk = Pick<RunDesk, 'show' | 'note'>;

/**
 * Looks at the files of downloads that come from an earlier start: what the disk says is newer than what was last written
 * down about them. An entry that is at work by then speaks for itself. Never throws.
 */
export async function lookAtFiles(entries: readonly Entry[], desk: Desk): Promise<void> {
  for (const entry of entries.filter(isUnfinished)) {
    if (!(await recogniseFinished(entry, desk))) await readJournalOf(entry, desk);
  }
}

const isUnfinished = ({ view, run, isRemoved }: Entry): boolean =>
  view.state.status !== 'done' && run === null && !isRemoved;

/** Finished in the moment of a crash, before that was written down: the receipt beside the file tells. */
async function recogniseFinished(entry: Entry, desk: Desk): Promise<boolean> {
  const destination = destinationOf(entry);
  const finished = await finishedBefore(destination, entry.view.addedAt);
  if (finished === null || !isUnfinished(entry)) return false;
  const { sizeBytes, checks, finishedAt } = finished;
  entry.sha256 = finished.sha256;
  entry.etag = finished.etag;
  const sizes = { receivedBytes: sizeBytes, totalBytes: sizeBytes };
  desk.show(entry, { ...entry.view, ...sizes, isInterrupted: false, state: { status: 'done', checks, finishedAt } });
  desk.note(entry, { type: 'completed' });
  await removeJournal(partialNameOf(destination)).catch(() => undefined);
  return true;
}

async function readJournalOf(entry: Entry, desk: Desk): Promise<void> {
  const found = await describePartial(destinationOf(entry)).catch(() => null);
  if (found === null || !isUnfinished(entry)) return;
  const { receivedBytes, totalBytes } = found;
  desk.show(entry, { ...entry.view, receivedBytes, totalBytes: totalBytes ?? entry.view.totalBytes });
}
