import { expect, test } from 'vitest';
import type { Download, DownloadState } from '#shared/models/download.ts';
import { inOrder, MOVES, targetOf } from './order.ts';

function row(id: string, turn: number, state: DownloadState = { status: 'queued' }): Download {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the order looks at nothing else
  return { id, turn, state } as Download;
}
const done = (finishedAt: number): DownloadState => ({ status: 'done', checks: [], finishedAt });

test('the queue goes by its turns, and what is done lies below it, newest first', () => {
  const rows = [row('b', 2), row('old', 1, done(5)), row('a', 1), row('new', 0, done(9)), row('c', 2.5)];
  const { queue, done: finished } = inOrder(rows);
  expect(queue.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  expect(finished.map(({ id }) => id)).toEqual(['new', 'old']);
});

test('each move leads before the right neighbour, and nowhere from the edge', () => {
  const queue = [row('a', 1), row('b', 2), row('c', 3)];
  const targets = (id: string) => MOVES.map((move) => targetOf(move, id, queue));
  expect(targets('a')).toEqual([undefined, undefined, 'c', '']);
  expect(targets('b')).toEqual(['a', 'a', '', '']);
  expect(targets('c')).toEqual(['a', 'b', undefined, undefined]);
});
