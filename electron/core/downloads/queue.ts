import { isActive } from '#shared/download-totals.ts';
import type { Download } from '#shared/models/download.ts';

/**
 * Which downloads may begin now: those first in the queue, while fewer than `concurrency` are at work.
 * @param downloads in the order of the queue.
 * @param isStopping paused or cancelled a moment ago and not yet done with its files: still holds its place.
 */
export function nextToBegin(
  downloads: readonly Download[],
  concurrency: number,
  isStopping: (id: string) => boolean,
): string[] {
  const busy = downloads.filter((each) => isActive(each) || isStopping(each.id)).length;
  return downloads
    .filter(({ id, state }) => state.status === 'queued' && !isStopping(id))
    .slice(0, Math.max(0, concurrency - busy))
    .map(({ id }) => id);
}

/** The smallest number from 0 that is not taken. */
export function freePlace(taken: readonly number[]): number {
  for (let place = 0; ; place += 1) if (!taken.includes(place)) return place;
}

/** Between two turns there is always room for another, until numbers run out of digits. */
const CLOSEST = 1e-6;

/**
 * The turns after one download was put before another, or behind all where that one is not in the queue. Only the moved
 * one's changes, except once in a great while, when all are numbered anew.
 * @param queue ids and turns, in order.
 */
export function turnsAfterMove(
  queue: readonly { readonly id: string; readonly turn: number }[],
  movedId: string,
  beforeId: string,
): ReadonlyMap<string, number> {
  const others = queue.filter(({ id }) => id !== movedId);
  const found = others.findIndex(({ id }) => id === beforeId);
  const at = found === -1 ? others.length : found;
  const next = others[at]?.turn ?? (others.at(-1)?.turn ?? 0) + 2;
  const previous = others[at - 1]?.turn ?? next - 2;
  if (next - previous > CLOSEST) return new Map([[movedId, (previous + next) / 2]]);
  const ids = others.map(({ id }) => id).toSpliced(at, 0, movedId);
  return new Map(ids.map((id, index) => [id, index + 1]));
}
