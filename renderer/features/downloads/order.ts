import type { Download } from '#shared/models/download.ts';

/** The queue in its order, and below it what is done, newest first. */
export function inOrder(downloads: readonly Download[]): { queue: Download[]; done: Download[] } {
  const finishedAt = ({ state }: Download): number => (state.status === 'done' ? state.finishedAt : 0);
  return {
    queue: downloads.filter(({ state }) => state.status !== 'done').toSorted((a, b) => a.turn - b.turn),
    done: downloads
      .filter(({ state }) => state.status === 'done')
      .toSorted((a, b) => finishedAt(b) - finishedAt(a) || b.turn - a.turn),
  };
}

export const MOVES = ['top', 'up', 'down', 'bottom'] as const;
export type Move = (typeof MOVES)[number];

/** Before which download a move puts this one; '' is behind all, undefined where it is there already. */
export function targetOf(move: Move, id: string, queue: readonly Download[]): string | undefined {
  const at = queue.findIndex((each) => each.id === id);
  const isFirst = at <= 0;
  const isLast = at === queue.length - 1;
  switch (move) {
    case 'top':
      return isFirst ? undefined : queue[0]?.id;
    case 'up':
      return isFirst ? undefined : queue[at - 1]?.id;
    case 'down':
      return isLast ? undefined : (queue[at + 2]?.id ?? '');
    case 'bottom':
      return isLast ? undefined : '';
    default:
      return move satisfies never;
  }
}
