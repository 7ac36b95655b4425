import { describe, expect, test } from 'vitest';
import type { Download } from '#shared/models/download.ts';
import { testDownload } from '#shared/test-rows.ts';
import { freePlace, nextToBegin, turnsAfterMove } from './queue.ts';

const row = (id: string, status: 'queued' | 'connecting' | 'downloading' | 'checking' | 'paused'): Download =>
  testDownload({ status }, { id });
const nothingStops = () => false;

test('those queued longest begin first, up to the limit', () => {
  const rows = [row('a', 'queued'), row('b', 'queued'), row('c', 'queued')];
  expect(nextToBegin(rows, 2, nothingStops)).toEqual(['a', 'b']);
});

test('connecting, downloading and checking hold a place; paused does not', () => {
  const rows = [
    row('a', 'connecting'),
    row('b', 'checking'),
    row('c', 'paused'),
    row('d', 'queued'),
    row('e', 'queued'),
  ];
  expect(nextToBegin(rows, 3, nothingStops)).toEqual(['d']);
  expect(nextToBegin([...rows, row('f', 'downloading')], 3, nothingStops)).toEqual([]);
});

test('what is still stopping holds its place and does not begin again yet', () => {
  const rows = [row('a', 'queued'), row('b', 'paused'), row('c', 'queued'), row('d', 'queued')];
  expect(nextToBegin(rows, 3, (id) => id === 'a' || id === 'b')).toEqual(['c']);
});

test('a place is the smallest number that nobody has', () => {
  expect([freePlace([]), freePlace([0, 2]), freePlace([1]), freePlace([1, 0])]).toEqual([0, 1, 0, 2]);
});

describe('moving a download', () => {
  const inOrder = (queue: { id: string; turn: number }[], moved: string, before: string): string => {
    const turns = turnsAfterMove(queue, moved, before);
    return queue
      .map(({ id, turn }) => ({ id, turn: turns.get(id) ?? turn }))
      .toSorted((a, b) => a.turn - b.turn)
      .map(({ id }) => id)
      .join('');
  };
  const queue = ['a', 'b', 'c', 'd'].map((id, index) => ({ id, turn: index + 1 }));

  test.each([
    ['c', 'a', 'cabd'],
    ['a', 'c', 'bacd'],
    ['a', '', 'bcda'],
    ['a', 'gone', 'bcda'],
    ['b', 'b', 'acdb'],
    ['d', '', 'abcd'],
  ])('%s before "%s" gives %s', (moved, before, order) => {
    expect(inOrder(queue, moved, before)).toBe(order);
  });

  test('goes on working when there is no room left between two', () => {
    let rows = [...queue];
    for (let turn = 0; turn < 200; turn += 1) {
      const moved = turn % 2 === 0 ? 'c' : 'd';
      const turns = turnsAfterMove(rows, moved, 'b');
      rows = rows.map(({ id, turn: old }) => ({ id, turn: turns.get(id) ?? old })).toSorted((a, b) => a.turn - b.turn);
    }
    expect(rows.map(({ id }) => id).join('')).toBe('acdb');
  });
});
