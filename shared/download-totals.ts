import type { Download } from './models/download.ts';

/** All downloads that belong together, as one: what the bar above the list and the taskbar show. */
export interface DownloadTotals {
  /** Not done and not failed. */
  readonly unfinished: number;
  /** Connected, or about to be. */
  readonly active: number;
  readonly receivedBytes: number;
  /** Of those whose size is known. */
  readonly totalBytes: number;
  readonly bytesPerSecond: number;
  /** Null where it would be a guess: a size is not known, or nothing flows. */
  readonly secondsLeft: number | null;
}

/**
 * Adds up what is not finished, and what was finished beside it: a bar that begins anew with each finished file would
 * say nothing about the whole.
 */
export function totalsOf(downloads: readonly Download[]): DownloadTotals {
  const unfinished = downloads.filter((each) => !hasEnded(each));
  const begunAt = Math.min(...unfinished.map(({ addedAt }) => addedAt));
  const together = downloads.filter(({ state }) =>
    state.status === 'done' ? state.finishedAt >= begunAt : state.status !== 'failed',
  );
  const known = together.filter(({ totalBytes }) => totalBytes !== null);
  const receivedBytes = sum(known.map((each) => each.receivedBytes));
  const totalBytes = sum(known.map((each) => each.totalBytes ?? 0));
  const bytesPerSecond = sum(unfinished.map((each) => each.bytesPerSecond));
  const isKnown = known.length === together.length && bytesPerSecond > 0;
  return {
    unfinished: unfinished.length,
    active: unfinished.filter(isActive).length,
    receivedBytes,
    totalBytes,
    bytesPerSecond,
    secondsLeft: isKnown ? Math.ceil(Math.max(0, totalBytes - receivedBytes) / bytesPerSecond) : null,
  };
}

/** Nothing more comes by itself: the file is there, or it failed. */
export function hasEnded({ state }: Pick<Download, 'state'>): boolean {
  return state.status === 'done' || state.status === 'failed';
}

/** It holds or awaits a connection or a disk: not queued, not paused, not over. */
export function isActive({ state }: Pick<Download, 'state'>): boolean {
  return state.status === 'connecting' || state.status === 'downloading' || state.status === 'checking';
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}
