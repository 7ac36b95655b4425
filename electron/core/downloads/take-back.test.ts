import { link, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createNodeTransport } from '../http/node-transport.ts';
import type { TestServer } from '../http/test-server.ts';
import { downloadFile, type DownloadResult } from './download.ts';
import { objectAnswer, startTestStorage, testBytes, us3EtagOf } from './test-storage.ts';

const bytes = testBytes(9_000_001);
const transport = createNodeTransport();
let folder = '';
let destination = '';
let server: TestServer;
let requestsBefore = 0;

/** A download that ends, as a crash would end it, when its file has just got its name. */
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'take-back-'));
  destination = path.join(folder, 'x.rdb');
  server = await startTestStorage([objectAnswer(bytes, { etag: us3EtagOf(bytes) })]);
  const crash = (): Promise<void> => Promise.reject(new Error('crash'));
  await download(crash).catch(() => undefined);
  requestsBefore = server.requests.length;
});
afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

function download(onPublished?: () => Promise<void>): Promise<DownloadResult> {
  const getLink = () => Promise.resolve({ url: server.url, expiresAt: null });
  return downloadFile({ transport, getLink, destination, ...(onPublished === undefined ? {} : { onPublished }) });
}

test('a file that got its name in the moment of a crash is proven and kept, and nothing is fetched', async () => {
  expect(await readdir(folder)).toEqual(['x.rdb', 'x.rdb.part.journal']);
  const { checks } = await download();
  expect(checks.map(({ outcome }) => outcome)).toEqual(['passed', 'passed']);
  expect(bytes.equals(await readFile(destination))).toBe(true);
  expect(await readdir(folder)).toEqual(['x.rdb']);
  expect(server.requests).toHaveLength(requestsBefore);
});

test('the same where the crash left both names', async () => {
  await link(destination, `${destination}.part`);
  await download();
  expect(bytes.equals(await readFile(destination))).toBe(true);
  expect(await readdir(folder)).toEqual(['x.rdb']);
  expect(server.requests).toHaveLength(requestsBefore);
});

test('another file of that name and size is left as it is', async () => {
  const other = Buffer.from(bytes);
  other.writeUInt8(other.readUInt8(8_999_999) ^ 1, 8_999_999);
  await writeFile(destination, other);
  await expect(download()).rejects.toMatchObject({ code: 'fileExists' });
  expect(other.equals(await readFile(destination))).toBe(true);
});
