import { expect, test } from 'vitest';
import { strongTag } from './entity-tag.ts';
import { judgeResponse, type Ask, type ObjectIdentity } from './judge-response.ts';

const known: ObjectIdentity = {
  totalBytes: 100,
  isTotalAnnounced: true,
  tag: strongTag('"one"'),
  etagHeader: '"one"',
  lastModified: undefined,
};
const first: Ask = { startByte: 0, endByte: null, hasIfRange: false, known: null, statedTotalBytes: null };
const next: Ask = { startByte: 40, endByte: null, hasIfRange: true, known, statedTotalBytes: null };
const inner: Ask = { ...next, endByte: 80 };
const noTag: Ask = { ...next, hasIfRange: false, known: { ...known, tag: null, etagHeader: undefined } };
const whole: Ask = { startByte: null, endByte: null, hasIfRange: false, known: null, statedTotalBytes: null };

const part = (range: string, more: Record<string, string> = {}) => ({
  status: 206,
  headers: { 'content-range': range, etag: '"one"', ...more },
});
const all = (length: number | null, more: Record<string, string> = {}) => ({
  status: 200,
  headers: { etag: '"one"', ...(length === null ? {} : { 'content-length': `${length}` }), ...more },
});

test.each<[string, Ask, { status: number; headers: Record<string, string> }, string, number | null]>([
  ['the first part is the whole object', first, part('bytes 0-99/100', { 'content-length': '100' }), 'append', 100],
  ['the missing rest under the same tag', next, part('bytes 40-99/100'), 'append', 60],
  ['the rest under the same tag without quotes', next, part('bytes 40-99/100', { etag: 'one' }), 'append', 60],
  ['an inner part', inner, part('bytes 40-79/100', { 'content-length': '40' }), 'append', 40],
  ['an inner part that is answered up to the end', inner, part('bytes 40-99/100'), 'unprovenRange', null],
  ['an inner part that ends too early', inner, part('bytes 40-78/100'), 'unprovenRange', null],
  ['the rest where no tag is known', noTag, part('bytes 40-99/100'), 'append', 60],
  ['a body that stops before its range does', next, part('bytes 40-99/100', { 'content-length': '20' }), 'append', 60],
  ['a server that ignores ranges', first, all(100), 'append', 100],
  ['a server that ignores ranges and hides the length', first, all(null), 'append', null],
  ['a 200 in answer to If-Range', next, all(100), 'askWithoutIfRange', null],
  ['a 200 in answer to a range without If-Range', { ...next, hasIfRange: false }, all(100), 'startOver', 100],
  ['a 200 where the whole was asked for', whole, all(100), 'append', 100],
  ['a 200 where the whole was asked for again', { ...whole, known }, all(100), 'startOver', 100],
  ['a 206 without Content-Range', next, { status: 206, headers: { 'content-length': '100' } }, 'unprovenRange', null],
  ['a part that starts elsewhere', next, part('bytes 41-99/100'), 'unprovenRange', null],
  ['a part that starts at zero', next, part('bytes 0-99/100'), 'unprovenRange', null],
  ['a part that ends too early', next, part('bytes 40-98/100'), 'unprovenRange', null],
  ['a part of an unknown whole', next, part('bytes 40-99/*'), 'unprovenRange', null],
  ['a part that ends behind the whole', next, part('bytes 40-100/100'), 'unprovenRange', null],
  ['two ranges', next, part('bytes 40-99/100, bytes 0-1/100'), 'unprovenRange', null],
  ['a body longer than its range', next, part('bytes 40-99/100', { 'content-length': '61' }), 'unprovenRange', null],
  ['two lengths', next, part('bytes 40-99/100', { 'content-length': '60, 59' }), 'unprovenRange', null],
  [
    'a part that lost its tag',
    next,
    { status: 206, headers: { 'content-range': 'bytes 40-99/100' } },
    'unprovenRange',
    null,
  ],
  ['a part under a weak tag', next, part('bytes 40-99/100', { etag: 'W/"one"' }), 'unprovenRange', null],
  ['a part where the whole was asked for', whole, part('bytes 0-99/100'), 'unprovenRange', null],
])('%s', (_name, ask, response, verdict, expectedBytes) => {
  expect(judgeResponse(ask, response, 'example.com')).toMatchObject(
    verdict === 'append' || verdict === 'startOver' ? { verdict, expectedBytes } : { verdict },
  );
});

test.each<[string, Ask, { status: number; headers: Record<string, string> }, string]>([
  ['another tag', next, part('bytes 40-99/100', { etag: '"two"' }), 'objectChanged'],
  ['another total', next, part('bytes 40-120/121'), 'objectChanged'],
  ['another tag in answer to If-Range', next, all(100, { etag: '"two"' }), 'objectChanged'],
  ['another length in answer to If-Range', next, all(99), 'objectChanged'],
  [
    'another date where no tag is known',
    { ...noTag, known: { ...known, tag: null, lastModified: 'Tue, 24 Nov 2026 08:00:00 GMT' } },
    part('bytes 40-99/100', { 'last-modified': 'Tue, 24 Nov 2026 09:00:00 GMT' }),
    'objectChanged',
  ],
  ['a length that contradicts an earlier answer', { ...whole, statedTotalBytes: 100 }, all(60), 'lengthMismatch'],
  ['gzip', first, part('bytes 0-99/100', { 'content-encoding': 'gzip' }), 'encodedBody'],
  ['a page', first, all(100, { 'content-type': 'text/html; charset=utf-8' }), 'notABackup'],
  ['a page in the middle', next, all(100, { 'content-type': 'application/json' }), 'notABackup'],
  ['an answer without a body', first, { status: 204, headers: {} }, 'storageHttpError'],
])('%s is an error', (_name, ask, response, code) => {
  expect(judgeResponse(ask, response, 'example.com')).toMatchObject({ verdict: 'fail', error: { code } });
});

test('the identity holds what later answers are compared with', () => {
  const headers = { 'content-range': 'bytes 0-99/100', etag: '"one"', 'last-modified': 'yesterday' };
  expect(judgeResponse(first, { status: 206, headers }, 'example.com')).toMatchObject({
    identity: { totalBytes: 100, isTotalAnnounced: true, etagHeader: '"one"', lastModified: 'yesterday' },
  });
});
