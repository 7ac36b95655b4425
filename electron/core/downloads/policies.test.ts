import { expect, test } from 'vitest';
import { waitBeforeRetryMs } from './backoff.ts';
import { fileError } from './file-errors.ts';
import { beginsLikeAPage, isPageType } from './sniff.ts';
import { storageError } from './storage-errors.ts';

test.each([
  [0, null, 1, 500],
  [1, null, 0.5, 500],
  [3, null, 0, 0],
  [6, null, 1, 30_000],
  [60, null, 1, 30_000],
  [0, 2000, 0.5, 2000],
  [9, 3_600_000, 0.5, 300_000],
])('after %i fruitless tries, Retry-After %s and chance %d, the wait is %i ms', (tries, retryAfterMs, random, wait) => {
  expect(waitBeforeRetryMs(tries, retryAfterMs, random)).toBe(wait);
});

test.each([
  ['text/html; charset=utf-8', true],
  ['Application/JSON', true],
  ['application/problem+json', true],
  ['application/xml', true],
  ['image/svg+xml', false],
  ['application/octet-stream', false],
  ['text/plain', false],
  ['binary/octet-stream', false],
  [undefined, false],
])('the type %s: a page? %s', (type, isPage) => {
  expect(isPageType(type)).toBe(isPage);
});

test.each([
  ['<!DOCTYPE html>', true],
  ['\n  <html>', true],
  ['\ufeff<?xml version="1.0"?>', true],
  ['<Error><Code>AccessDenied</Code>', true],
  ['{"RetCode":-148660}', true],
  ['{ }', true],
  ['[{"a":1}]', true],
  ['REDIS0011', false],
  ['VALKEY080', false],
  ['*2\r\n$6\r\nSELECT', false],
  ['{\u0001', false],
  ['<\u0000', false],
  ['', false],
])('bytes that begin with %j: a page? %s', (text, isPage) => {
  expect(beginsLikeAPage(Buffer.from(text))).toBe(isPage);
});

test.each([
  [401, '{"RetCode":-148660,"ErrMsg":"request expired"}', false, 'linkExpired', false],
  [401, '{"RetCode":-148643,"ErrMsg":"no authorization found"}', false, 'linkRefused', false],
  [401, '', true, 'linkExpired', false],
  [403, '{"RetCode":-148658,"ErrMsg":"invalid signature"}', false, 'linkRefused', false],
  [403, '{"RetCode":-148643,"ErrMsg":"invalid signature"}', true, 'linkExpired', false],
  [403, '{"RetCode":0,"ErrMsg":"referer denied"}', false, 'storageDenied', false],
  [400, '{"RetCode":-148653,"ErrMsg":"bucket not exists"}', false, 'bucketMissing', false],
  [404, '{"RetCode":-30010,"ErrMsg":"bucket not exist"}', false, 'bucketMissing', false],
  [404, '{"RetCode":-148654,"ErrMsg":"file not exist"}', false, 'objectMissing', false],
  [410, '', false, 'objectMissing', false],
  [400, '{"RetCode":-148660,"ErrMsg":"invalid put policy"}', false, 'storageHttpError', false],
  [408, '', false, 'storageHttpError', true],
  [425, '', false, 'storageHttpError', true],
  [429, '', false, 'storageBusy', true],
  [500, '<html>', false, 'storageHttpError', true],
  [503, '', false, 'storageBusy', true],
  [304, '', false, 'storageHttpError', false],
  [418, '', false, 'storageHttpError', false],
])('status %i with %j is %s', (status, body, isLinkExpired, code, retryable) => {
  const response = { status, headers: {}, body: Buffer.from(body), host: 'h.example', now: 0, isLinkExpired };
  expect(storageError(response).data).toMatchObject({ code, retryable, params: { host: 'h.example', status } });
});

test("the storage's words, its request id and its wish to wait are kept; links in the words are not", () => {
  const error = storageError({
    status: 503,
    headers: { 'x-sessionid': 'abc-1', 'retry-after': '7' },
    body: Buffer.from('{"RetCode":1,"ErrMsg":"slow down\\nhttps://h.example/k?Signature=secret"}'),
    host: 'h.example',
    now: 0,
    isLinkExpired: false,
  });
  expect(error.data).toMatchObject({ requestId: 'abc-1', params: { retryAfterSeconds: 7 } });
  expect(error.data.detail).toBe('slow down …');
});

test.each([
  ['ENOSPC', 'diskFull'],
  ['EDQUOT', 'diskFull'],
  ['EFBIG', 'fileTooLarge'],
  ['EACCES', 'noPermission'],
  ['EROFS', 'noPermission'],
  ['ENOENT', 'folderMissing'],
  ['ENOTDIR', 'folderMissing'],
  ['EEXIST', 'fileExists'],
  ['ELOOP', 'fileExists'],
  ['EIO', 'fileFailed'],
])('%s is %s', (errno, code) => {
  const error = fileError(Object.assign(new Error('no'), { code: errno }), '/folder/name.rdb');
  expect(error.data).toMatchObject({ code, params: { name: 'name.rdb', folder: '/folder' }, detail: errno });
});

test('what no file operation throws is a fault of ours', () => {
  expect(fileError(new TypeError('x is not a function'), '/folder/name.rdb').code).toBe('internal');
});
