import type { IncomingMessage, ServerResponse } from 'node:http';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { DownloadActivity } from '#shared/models/download-activity.ts';
import { createNodeTransport } from '../http/node-transport.ts';
import { startTestServer, type TestServer } from '../http/test-server.ts';
import { downloadFile, type DownloadOptions, type DownloadResult } from './download.ts';
import { describePartial } from './partial-files.ts';
import { objectAnswer, statusAnswer, testBytes, us3EtagOf, type Answer, type ObjectOptions } from './test-storage.ts';

const SIZE = 16_000_123;
const PACE = 10_000_000;
const transport = createNodeTransport();
let bytes: Buffer;
let other: Buffer;
let etag = '';
let folder = '';
let destination = '';
let server: TestServer;
let most = 0;
let events: DownloadActivity[] = [];

beforeAll(() => {
  bytes = testBytes(SIZE);
  other = testBytes(SIZE, 'b');
  etag = us3EtagOf(bytes);
});
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'several-'));
  destination = path.join(folder, 'backup.rdb');
  most = 0;
  events = [];
});
afterEach(async () => {
  transport.close();
  await server.close();
  await rm(folder, { recursive: true });
});

/** What the storage does with each request; `count` tells which one it is, `open` how many others are under way. */
type Behaviour = (count: number, open: number, request: IncomingMessage) => Answer;

async function start(behave: Behaviour): Promise<TestServer> {
  const open = new Set<ServerResponse>();
  let count = 0;
  server = await startTestServer((request, response) => {
    count += 1;
    const answer = behave(count, open.size, request);
    open.add(response);
    response.once('close', () => open.delete(response));
    answer(request, response);
  });
  return server;
}

async function download(behave: Behaviour, more: Partial<DownloadOptions> = {}): Promise<DownloadResult> {
  const storage = await start(behave);
  return downloadFile({
    transport,
    getLink: () => Promise.resolve({ url: `${storage.url}k`, expiresAt: null }),
    destination,
    idleTimeoutMs: 2000,
    random: () => 0.1,
    onProgress: ({ connections }) => {
      most = Math.max(most, connections);
    },
    onEvent: (event) => events.push(event),
    ...more,
  });
}

const paced = (more: ObjectOptions = {}): Answer => objectAnswer(bytes, { etag, bytesPerSecond: PACE, ...more });
const isWhole = async (): Promise<boolean> => bytes.equals(await readFile(destination));
const told = (type: DownloadActivity['type']): DownloadActivity[] => events.filter((event) => event.type === type);

test('where each connection is slow it uses several, on blocks, and the file is right', async () => {
  const { checks } = await download(() => paced({ bytesPerSecond: 3_000_000 }));
  expect(await isWhole()).toBe(true);
  expect(checks.map(({ outcome }) => outcome)).toEqual(['passed', 'passed']);
  expect(most).toBeGreaterThan(1);
  const starts = server.requests.map(({ headers }) => Number(/^bytes=(\d+)-/u.exec(headers.range ?? '')?.[1]));
  expect(starts[0]).toBe(0);
  expect(starts.slice(1).map((start) => start % 4_194_304)).toEqual(starts.slice(1).map(() => 0));
  expect(server.requests.slice(1).every(({ headers }) => headers['if-range'] === etag)).toBe(true);
  expect(told('started')).toHaveLength(1);
  expect(told('connectionsChanged').length).toBeGreaterThan(0);
});

test('no more connections than it may', async () => {
  await download(() => paced(), { connections: 2 });
  expect(most).toBeLessThanOrEqual(2);
  expect(await isWhole()).toBe(true);
});

test.each<[string, Behaviour]>([
  ['says 503 to every connection but the first', (_count, open) => (open > 0 ? statusAnswer(503) : paced())],
  [
    'says 429 and when to come again',
    (_count, open) => (open > 1 ? statusAnswer(429, '', { 'retry-after': '1' }) : paced()),
  ],
  [
    'takes no second connection',
    (_count, open) => (open > 0 ? (request) => request.socket.resetAndDestroy() : paced()),
  ],
  ['answers a second connection with the whole', (_count, open) => paced(open > 0 ? { ignoresRange: true } : {})],
  [
    'answers a second connection with a page',
    (_count, open) => (open > 0 ? statusAnswer(200, '<html>', { 'content-type': 'text/html' }) : paced()),
  ],
  ['refuses a second connection', (_count, open) => (open > 0 ? statusAnswer(403) : paced())],
  [
    'cuts one connection after another',
    (count) => paced(count % 2 === 0 ? { cutAfter: 700_000 } : { cutAfter: 6_000_000 }),
  ],
  ['falls silent on one connection', (count) => (count === 2 ? () => undefined : paced())],
  ['sends no ETag', () => paced({ etag: null })],
  ['sends no ETag and cuts', (count) => paced({ etag: null, cutAfter: count * 1_500_000 })],
  [
    'stops honouring If-Range',
    (count, _open, { headers }) => paced({ ignoresRange: count > 1 && 'if-range' in headers }),
  ],
  ['cuts a connection after its first bytes', (count) => paced(count === 3 ? { cutAfter: 100 } : {})],
])('a storage that %s: the file is right', async (_name, behave) => {
  await download(behave, { headTimeoutMs: 1000 });
  expect(await isWhole()).toBe(true);
  expect(await readdir(folder)).toEqual(['backup.rdb']);
});

test.each<[string, Behaviour]>([
  [
    'another tag on a second connection',
    (count) => (count > 1 ? objectAnswer(other, { bytesPerSecond: PACE }) : paced()),
  ],
  [
    'another size on a second connection',
    (count) => (count > 1 ? objectAnswer(other.subarray(0, SIZE - 5), { bytesPerSecond: PACE }) : paced()),
  ],
  [
    'other bytes on a second connection, and no tag to tell',
    (count) => (count > 1 ? objectAnswer(other, { etag: null, bytesPerSecond: PACE }) : paced({ etag: null })),
  ],
])('%s: the change is noticed, and what was there stays', async (_name, behave) => {
  await expect(download(behave)).rejects.toMatchObject({ code: 'objectChanged' });
  expect(await readdir(folder)).not.toContain('backup.rdb');
  expect(await describePartial(destination)).toMatchObject({ totalBytes: SIZE });
});

test('one that waits for its turn does not hold up a file that is complete', async () => {
  const busy = statusAnswer(503, '', { 'retry-after': '300' });
  // The first is cut while the second has not answered yet, and told to wait for minutes.
  const behave: Behaviour = (count) => {
    if (count === 1) return paced({ cutAfter: 8_000_000 });
    if (count === 2) return (request, response) => setTimeout(() => paced()(request, response), 1500);
    return count === 3 ? busy : paced();
  };
  await download(behave, { connections: 2 });
  expect(await isWhole()).toBe(true);
});

test('a link that ends is renewed once for all connections, and those at work finish under the old one', async () => {
  const storage = await start((count, _open, { url }) => {
    const isOld = url === '/link-1';
    return isOld && count > 1 ? statusAnswer(401) : paced();
  });
  let asked = 0;
  await downloadFile({
    transport,
    getLink: () => {
      asked += 1;
      return Promise.resolve({ url: `${storage.url}link-${asked}`, expiresAt: null });
    },
    destination,
    onEvent: (event) => events.push(event),
  });
  expect(await isWhole()).toBe(true);
  expect(asked).toBe(2);
  expect(told('linkRenewed')).toHaveLength(1);
  // The first connection was never cut: nothing but its own end was asked for again.
  expect(told('connectionLost')).toEqual([]);
});

test('a pause in the middle of several connections is gone on from, and next to nothing is fetched twice', async () => {
  const controller = new AbortController();
  let sent = 0;
  const counted: Behaviour = () => (request, response) => {
    const write = response.write.bind(response);
    response.write = (chunk: Buffer) => {
      sent += chunk.byteLength;
      return write(chunk);
    };
    paced()(request, response);
  };
  const running = download(counted, {
    signal: controller.signal,
    onProgress: ({ receivedBytes }) => {
      if (receivedBytes > SIZE / 2) controller.abort();
    },
  });
  await expect(running).rejects.toMatchObject({ code: 'cancelled' });
  await server.close();
  await download(counted);
  expect(await isWhole()).toBe(true);
  expect(events.find(({ type }) => type === 'resumed')).toMatchObject({ droppedBytes: 0 });
  expect(sent).toBeLessThan(SIZE + 4_194_304);
});
