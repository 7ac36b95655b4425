import { z } from 'zod';
import { timelineEntry, type TimelineEntry } from '#shared/models/download-details.ts';
import { appErrorData, check, download, type Download, type DownloadState } from '#shared/models/download.ts';
import { entryOf, withActivity, type Entry } from './entry.ts';

/** Of what the screen shows, what is still true after a restart. */
const keptView = z.object(
  download.pick({
    id: true,
    ref: true,
    profileName: true,
    fileName: true,
    folder: true,
    host: true,
    receivedBytes: true,
    totalBytes: true,
    renewals: true,
    addedAt: true,
    turn: true,
    setId: true,
  }).shape,
);

/** What is kept of a download from one start of the app to the next. No link and no key is in it. */
const storedDownload = z.strictObject({
  ...keptView.shape,
  /** Files written before there was a choice lack it. */
  usesPrivateLink: z.boolean().default(false),
  state: z.discriminatedUnion('status', [
    z.strictObject({ status: z.literal('interrupted') }),
    z.strictObject({ status: z.literal('paused'), error: appErrorData.optional() }),
    z.strictObject({ status: z.literal('failed'), error: appErrorData }),
    z.strictObject({ status: z.literal('done'), checks: z.array(check), finishedAt: z.number() }),
  ]),
  etag: z.string().nullable(),
  sha256: z.string().nullable(),
  timeline: z.array(timelineEntry),
});
export type StoredDownload = z.infer<typeof storedDownload>;

export const storedQueue = z.strictObject({ version: z.literal(1), downloads: z.array(storedDownload) });
export type StoredQueue = z.infer<typeof storedQueue>;

export const NO_DOWNLOADS: StoredQueue = { version: 1, downloads: [] };

/** Of what is done, the newest so many stay on the list. */
const MOST_DONE = 200;

export function queueToStore(entries: readonly Entry[]): StoredQueue {
  const doneAt = ({ view }: Entry): number => (view.state.status === 'done' ? view.state.finishedAt : Infinity);
  const oldestDone =
    entries
      .map(doneAt)
      .filter(Number.isFinite)
      .toSorted((a, b) => b - a)[MOST_DONE - 1] ?? 0;
  return { version: 1, downloads: entries.filter((entry) => doneAt(entry) >= oldestDone).map(toStored) };
}

/** How many connections were at work is of no interest after a restart, and not worth a write. */
export function isKept({ type }: Pick<TimelineEntry, 'type'>): boolean {
  return type !== 'connectionsChanged';
}

function toStored({ view, etag, sha256, timeline }: Entry): StoredDownload {
  return {
    ...keptView.parse(view),
    usesPrivateLink: view.usesPrivateLink,
    state: stateToStore(view),
    etag,
    sha256,
    timeline: timeline.filter(isKept),
  };
}

function stateToStore({ state, isInterrupted }: Download): StoredDownload['state'] {
  if (state.status === 'done' || state.status === 'failed') return state;
  return state.status === 'paused' && !isInterrupted ? state : { status: 'interrupted' };
}

/** As it was, at rest: what was at work is paused, and says that it was interrupted. */
export function entryFromStore(stored: StoredDownload, now: number): Entry {
  const { state, etag, sha256, timeline, ...shown } = stored;
  const isInterrupted = state.status === 'interrupted';
  const rested: DownloadState = isInterrupted ? { status: 'paused' } : state;
  const hasEnded = state.status === 'done' || state.status === 'failed';
  const lines = hasEnded
    ? timeline
    : withActivity(timeline, { type: 'restored', at: now, receivedBytes: shown.receivedBytes });
  const view: Download = {
    ...shown,
    state: rested,
    checkedBytes: 0,
    bytesPerSecond: 0,
    secondsLeft: null,
    isInterrupted,
    waitsForUnlock: false,
    activityCount: lines.length,
  };
  return entryOf(view, { timeline: lines, etag, sha256 });
}
