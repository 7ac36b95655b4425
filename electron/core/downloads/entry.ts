import path from 'node:path';
import type { BackupRef } from '#shared/models/backup.ts';
import type { Download, DownloadState } from '#shared/models/download.ts';
import type { DownloadLink } from './link-holder.ts';
import type { DownloadProgress } from './progress.ts';
import { transition, type DownloadEvent } from './transitions.ts';

/** A download as the service keeps it: what the screen sees, and what it must not. */
export interface Entry {
  view: Download;
  /** The last link, as it was issued. Null: ask for one. */
  link: DownloadLink | null;
  /** https is being tried although the link said http. */
  isUpgraded: boolean;
  /** Work in progress, also while it is stopping. */
  run: { readonly controller: AbortController; readonly ended: Promise<void> } | null;
  /** Cancelled or taken off the list: gone for the screen, though its last work may still be ending. */
  isRemoved: boolean;
}

export function newEntry(options: {
  readonly id: string;
  readonly ref: BackupRef;
  readonly profileName: string;
  readonly fileName: string;
  readonly folder: string;
  readonly host: string;
  readonly link: DownloadLink | null;
  readonly addedAt: number;
  readonly turn: number;
  readonly setId: string;
}): Entry {
  const { link, ...shown } = options;
  const view: Download = {
    ...shown,
    state: { status: 'queued' },
    receivedBytes: 0,
    totalBytes: null,
    bytesPerSecond: 0,
    secondsLeft: null,
    renewals: 0,
  };
  return { view, link, isUpgraded: false, run: null, isRemoved: false };
}

/** The view after an event, or undefined where the event does not apply. Nothing flows until the next report. */
export function viewAfter(view: Download, event: DownloadEvent): Download | undefined {
  const state = transition(view.state, event);
  return state === undefined ? undefined : { ...view, state, bytesPerSecond: 0, secondsLeft: null };
}

/** The view after a report of a run. */
export function viewWithProgress(view: Download, progress: DownloadProgress): Download {
  const { phase, receivedBytes, totalBytes, bytesPerSecond, secondsLeft } = progress;
  return { ...view, receivedBytes, totalBytes, bytesPerSecond, secondsLeft, state: stateInPhase(view.state, phase) };
}

const EVENT_OF_PHASE = {
  connecting: { type: 'connectionLost' },
  downloading: { type: 'bytesFlow' },
  checking: { type: 'allReceived' },
} as const;

function stateInPhase(state: DownloadState, phase: DownloadProgress['phase']): DownloadState {
  return transition(state, EVENT_OF_PHASE[phase]) ?? state;
}

export function destinationOf({ view }: Entry): string {
  return path.join(view.folder, view.fileName);
}
