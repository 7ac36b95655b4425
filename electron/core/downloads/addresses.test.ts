import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { LookupFunction } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createNodeTransport } from '../http/node-transport.ts';
import { downloadFile, type DownloadResult } from './download.ts';
import type { DownloadLink } from './link-holder.ts';
import { impatientClock, objectAnswer, startTestStorage, testBytes } from './test-storage.ts';

// Where a link may lead once its name is resolved, and what nobody answering there means.

const PUBLIC_NAME = 'bucket.cn-bj.ufileos.example.com';
const bytes = testBytes(100_000);

/** Every name is this machine: what a hostile or a split DNS may say. */
const toThisMachine: LookupFunction = (_hostname, options, answer) =>
  options.all === true ? answer(null, [{ address: '127.0.0.1', family: 4 }]) : answer(null, '127.0.0.1', 4);

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'backhaul-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function download(link: DownloadLink, waits: number[] = []): Promise<DownloadResult> {
  const transport = createNodeTransport({ lookup: toThisMachine });
  const destination = path.join(folder, 'file.rdb');
  try {
    return await downloadFile({
      transport,
      getLink: () => Promise.resolve(link),
      destination,
      clock: impatientClock(waits),
    });
  } finally {
    transport.close();
  }
}

test('a public name that leads into a private network is refused at once, and nothing is asked there', async () => {
  const storage = await startTestStorage([objectAnswer(bytes)]);
  const waits: number[] = [];
  const url = `http://${PUBLIC_NAME}:${storage.port}/k`;
  await expect(download({ url, expiresAt: null }, waits)).rejects.toMatchObject({ code: 'linkAddressRefused' });
  expect([storage.requests.length, waits, readdirSync(folder)]).toEqual([0, [], []]);
  await storage.close();
});

test('it is followed where the profile’s own cloud is inside a network', async () => {
  const storage = await startTestStorage([objectAnswer(bytes)]);
  const url = `http://${PUBLIC_NAME}:${storage.port}/k`;
  const { sizeBytes } = await download({ url, expiresAt: null, isPrivateAllowed: true });
  expect(sizeBytes).toBe(bytes.byteLength);
  await storage.close();
});

test.each([
  [true, 1],
  [false, 9],
])('nobody at the port is waited for less where https was our own idea (%s): %i times', async (isUpgraded, times) => {
  const storage = await startTestStorage([]);
  await storage.close();
  const waits: number[] = [];
  const link = { url: `https://127.0.0.1:${storage.port}/k`, expiresAt: null, isUpgraded };
  await expect(download(link, waits)).rejects.toMatchObject({ code: 'connectionRefused' });
  expect(waits).toHaveLength(times);
});
