import { expect, it } from 'vitest';
import { readRange } from './range.ts';

it.each([
  [undefined, 100, 'none'],
  ['', 100, 'none'],
  ['bytes=0-', 100, { start: 0, end: 100 }],
  ['bytes=0-0', 100, { start: 0, end: 1 }],
  ['bytes=99-99', 100, { start: 99, end: 100 }],
  ['bytes=50-1000', 100, { start: 50, end: 100 }],
  ['bytes=-1', 100, { start: 99, end: 100 }],
  ['bytes=-1000', 100, { start: 0, end: 100 }],
  ['bytes=-0', 100, 'outside'],
  ['bytes=100-', 100, 'outside'],
  ['bytes=5-4', 100, 'none'],
  ['bytes=-', 100, 'none'],
  ['bytes=1-2,4-5', 100, 'none'],
  ['Bytes=1-2', 100, 'none'],
] as const)('reads %j of %i bytes', (header, sizeBytes, expected) => {
  expect(readRange(header, sizeBytes)).toEqual(expected);
});
