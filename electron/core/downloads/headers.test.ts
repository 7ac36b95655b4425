import { expect, test } from 'vitest';
import { parseContentLength, parseContentRange, parseUnsatisfiedTotal } from './content-range.ts';
import { ifRangeOf, strongTag } from './entity-tag.ts';

test.each([
  ['bytes 0-9/10', { start: 0, last: 9, totalBytes: 10 }],
  ['BYTES 5-5/6', { start: 5, last: 5, totalBytes: 6 }],
  [' bytes 64000000000-64999999999/65000000000 ', { start: 64e9, last: 65e9 - 1, totalBytes: 65e9 }],
  [undefined, null],
  ['', null],
  ['bytes */10', null],
  ['bytes 0-9/*', null],
  ['bytes 9-0/10', null],
  ['bytes 0-10/10', null],
  ['items 0-9/10', null],
  ['bytes 0-9/10, bytes 0-9/10', null],
  ['bytes -1-9/10', null],
  ['bytes 0-9007199254740992/9007199254740993', null],
])('the Content-Range %s is read as %j', (header, range) => {
  expect(parseContentRange(header)).toEqual(range);
});

test.each([
  ['10', 10],
  ['10, 10', 10],
  ['0', 0],
  ['10, 11', null],
  ['-1', null],
  ['1e3', null],
  ['', null],
  [undefined, null],
])('the Content-Length %s is read as %s', (header, length) => {
  expect(parseContentLength(header)).toBe(length);
});

test('a 416 tells the size', () => {
  expect(parseUnsatisfiedTotal('bytes */10')).toBe(10);
  expect(parseUnsatisfiedTotal('bytes 0-9/10')).toBeNull();
});

test.each([
  ['"abc"', 'abc', '"abc"'],
  ['abc', 'abc', undefined],
  ['""', undefined, undefined],
  ['W/"abc"', undefined, undefined],
  [undefined, undefined, undefined],
  ['"a", "b"', 'a", "b', undefined],
])('the tag %s compares as %s and is sent back as %s', (header, value, ifRange) => {
  const tag = strongTag(header);
  expect(tag?.value).toBe(value);
  expect(ifRangeOf(tag)).toBe(ifRange);
});
