import { isActive } from '#shared/download-totals.ts';
import type { Download } from '#shared/models/download.ts';

/**
 * Which downloads may begin now: those queued longest, while fewer than `concurrency` are at work.
 * @param downloads in the order in which they joined the queue.
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
