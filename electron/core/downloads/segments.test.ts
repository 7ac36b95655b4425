import { expect, test } from 'vitest';
import { ETAG_BLOCK_BYTES as BLOCK } from '../us3/etag.ts';
import { coarse, createSegments, splitPoint, type Segment } from './segments.ts';

const MIB = 1024 * 1024;

test.each<[string, number, number, number, number | null]>([
  ['in the middle, on a block', 0, 8 * BLOCK, 2 * MIB, 4 * BLOCK],
  ['on the block nearest the middle', 3 * MIB, 8 * BLOCK, 2 * MIB, 4 * BLOCK],
  ['two blocks in two', 0, 2 * BLOCK, 2 * MIB, BLOCK],
  ['a block and a little more', 0, BLOCK + 2 * MIB, 2 * MIB, BLOCK],
  ['not one block', 0, BLOCK, 2 * MIB, null],
  ['not where the first half would be too little', BLOCK - MIB, 2 * BLOCK - 2 * MIB, 2 * MIB, null],
  ['not where the second half would be too little', 0, BLOCK + MIB, 2 * MIB, null],
  ['not where a half is not worth it', 0, 8 * BLOCK, 5 * BLOCK, null],
  ['not where nobody knows the end', 0, Number.POSITIVE_INFINITY, 2 * MIB, null],
])('%s', (_name, next, end, leastBytes, cut) => {
  expect(splitPoint(next, end, leastBytes)).toBe(cut);
});

const seen = (segments: readonly Segment[]): number[][] =>
  segments.map(({ start, next, end }) => [start, next, end].map((at) => at / BLOCK));

test('what an earlier run left becomes segments with what is missing behind each', () => {
  const received = [
    { start: 2 * BLOCK, end: 3 * BLOCK },
    { start: 5 * BLOCK, end: 10 * BLOCK },
  ];
  const segments = createSegments(10 * BLOCK, received);
  expect(seen(segments.all())).toEqual([
    [0, 0, 2],
    [2, 3, 5],
    [5, 10, 10],
  ]);
  expect(segments.received()).toEqual(received);
  expect(segments.receivedBytes()).toBe(6 * BLOCK);
});

test('free segments are given out first, then the largest is shared, down to what is worth it', () => {
  const segments = createSegments(8 * BLOCK, [{ start: 0, end: 5 * BLOCK }]);
  expect(segments.take()).toMatchObject({ start: 0, next: 5 * BLOCK, end: 8 * BLOCK });
  expect(segments.take()).toMatchObject({ start: 7 * BLOCK, end: 8 * BLOCK });
  expect(segments.take()).toMatchObject({ start: 6 * BLOCK, end: 7 * BLOCK });
  expect(seen(segments.all())).toEqual([
    [0, 5, 6],
    [6, 6, 7],
    [7, 7, 8],
  ]);
  expect(segments.take()).toBeNull();
});

test('a complete segment goes up in its neighbour', () => {
  const segments = createSegments(8 * BLOCK);
  const [first, second] = [segments.take(), segments.take()];
  if (first === null || second === null) throw new Error('nothing to do');
  first.next = first.end;
  segments.release(first);
  expect(seen(segments.all())).toEqual([[0, 4, 8]]);
  second.next = second.end;
  segments.release(second);
  expect(segments.isComplete()).toBe(true);
  expect(segments.received()).toEqual([{ start: 0, end: 8 * BLOCK }]);
});

test('bytes on their way to the disk count as received, not as on disk', () => {
  const segments = createSegments(BLOCK);
  const segment = segments.take();
  if (segment === null) throw new Error('nothing to do');
  segment.pending = 1000;
  expect(segments.receivedBytes()).toBe(1000);
  expect(segments.received()).toEqual([]);
});

test('an object without bytes is complete', () => {
  expect(createSegments(0).isComplete()).toBe(true);
});

test('a strip keeps its widest gaps', () => {
  const ranges = [
    { start: 0, end: 10 },
    { start: 11, end: 20 },
    { start: 60, end: 70 },
    { start: 75, end: 80 },
  ];
  expect(coarse(ranges, 10)).toEqual([
    [0, 10],
    [11, 20],
    [60, 70],
    [75, 80],
  ]);
  expect(coarse(ranges, 2)).toEqual([
    [0, 20],
    [60, 80],
  ]);
  expect(coarse([], 2)).toEqual([]);
});
