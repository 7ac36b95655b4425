import path from 'node:path';
import type { SegmentStrip } from '#shared/models/download-activity.ts';
import type { DownloadDetails, TimelineEntry } from '#shared/models/download-details.ts';
import type { Download, DownloadState } from '#shared/models/download.ts';
import { partialNameOf } from './folder-names.ts';
import type { DownloadLink } from './link-holder.ts';
import type { DownloadProgress } from './progress.ts';
import { transition, type DownloadEvent } from './transitions.ts';

/** A download as the service keeps it: what the screen sees, what it is told when it asks, and what it must not see. */
export interface Entry {
  view: Download;
  timeline: readonly TimelineEntry[];
  segments: SegmentStrip;
  connections: number;
  etag: string | null;
  sha256: string | null;
  /** Of a damaged file the last key that was read whole. It is data of the user: in memory, and nowhere else. */
  lastGoodKey: string | null;
  /** The last link, as it was issued. Null: ask for one. */
  link: DownloadLink | null;
  /** https is being tried although the link said http. */
  isUpgraded: boolean;
  /** Work in progress, also while it is stopping. */
  run: { readonly place: number; readonly controller: AbortController; readonly ended: Promise<void> } | null;
  /** Cancelled or taken off the list: gone for the screen, though its last work may still be ending. */
  isRemoved: boolean;
  /** Until then it does not go on by itself again; milliseconds since 1970. */
  patientUntil: number;
}

export const NO_SEGMENTS: SegmentStrip = { received: [], active: [] };
const LONGEST_TIMELINE = 200;

type NewDownload = Pick<
  Download,
  'id' | 'ref' | 'profileName' | 'fileName' | 'folder' | 'host' | 'addedAt' | 'turn' | 'setId' | 'usesPrivateLink'
>;

export function newEntry(shown: NewDownload, link: DownloadLink | null): Entry {
  const view: Download = {
    ...shown,
    state: { status: 'queued' },
    receivedBytes: 0,
    totalBytes: null,
    checkedBytes: 0,
    bytesPerSecond: 0,
    secondsLeft: null,
    renewals: 0,
    isInterrupted: false,
    waitsForUnlock: false,
    activityCount: 1,
  };
  return entryOf(view, { link, timeline: [{ type: 'added', at: shown.addedAt }] });
}

/** An entry at rest. */
export function entryOf(
  view: Download,
  known: Pick<Entry, 'timeline'> & Partial<Pick<Entry, 'link' | 'etag' | 'sha256'>>,
): Entry {
  const { timeline, link = null, etag = null, sha256 = null } = known;
  const rest = {
    segments: NO_SEGMENTS,
    connections: 0,
    lastGoodKey: null,
    isUpgraded: false,
    run: null,
    isRemoved: false,
  };
  return { view, timeline, link, etag, sha256, ...rest, patientUntil: 0 };
}

/** The view after an event, or undefined where the event does not apply. Nothing flows until the next report. */
export function viewAfter(view: Download, event: DownloadEvent): Download | undefined {
  const state = transition(view.state, event);
  if (state === undefined) return undefined;
  const isInterrupted = view.isInterrupted && event.type !== 'resume';
  return { ...view, state, isInterrupted, waitsForUnlock: false, bytesPerSecond: 0, secondsLeft: null };
}

/** The view after a report of a run. */
export function viewWithProgress(view: Download, progress: DownloadProgress): Download {
  const { phase, receivedBytes, totalBytes, checkedBytes, bytesPerSecond, secondsLeft } = progress;
  const state = stateInPhase(view.state, phase);
  return { ...view, receivedBytes, totalBytes, checkedBytes, bytesPerSecond, secondsLeft, state };
}

const EVENT_OF_PHASE = {
  connecting: { type: 'connectionLost' },
  downloading: { type: 'bytesFlow' },
  checking: { type: 'allReceived' },
} as const;

function stateInPhase(state: DownloadState, phase: DownloadProgress['phase']): DownloadState {
  return transition(state, EVENT_OF_PHASE[phase]) ?? state;
}

/** One line more; the newest are kept, and of the number of connections only the last change. */
export function withActivity(timeline: readonly TimelineEntry[], line: TimelineEntry): TimelineEntry[] {
  const isAnother = line.type === 'connectionsChanged' && timeline.at(-1)?.type === 'connectionsChanged';
  return [...(isAnother ? timeline.slice(0, -1) : timeline), line].slice(-LONGEST_TIMELINE);
}

export function destinationOf({ view }: Pick<Entry, 'view'>): string {
  return path.join(view.folder, view.fileName);
}

/** Where the bytes are now. */
export function pathOf(entry: Pick<Entry, 'view'>): string {
  const { state, folder } = entry.view;
  const destination = destinationOf(entry);
  const damagedName = damagedNameIn(state);
  if (damagedName !== null) return path.join(folder, damagedName);
  return state.status === 'done' ? destination : partialNameOf(destination);
}

/** What a complete file is called that was found damaged and kept; null where there is none. */
export function damagedNameIn(state: DownloadState): string | null {
  return state.status === 'failed' && state.error.code === 'backupDamaged' ? String(state.error.params['name']) : null;
}

export function detailsOf(entry: Entry): DownloadDetails {
  const { connections, segments, etag, sha256, lastGoodKey, timeline } = entry;
  return { path: pathOf(entry), connections, segments, etag, sha256, lastGoodKey, timeline: [...timeline] };
}
