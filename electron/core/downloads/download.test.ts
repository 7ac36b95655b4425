import { mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AppError } from '#shared/errors.ts';
import type { DownloadActivity } from '#shared/models/download-activity.ts';
import { createNodeTransport } from '../http/node-transport.ts';
import type { TestServer } from '../http/test-server.ts';
import { downloadFile, type DownloadOptions, type DownloadResult } from './download.ts';
import { describePartial, discardPartial } from './partial-files.ts';
import type { DownloadProgress } from './progress.ts';
import {
  impatientClock,
  objectAnswer,
  startTestStorage,
  statusAnswer,
  testBytes,
  us3EtagOf,
  type Answer,
} from './test-storage.ts';

const bytes = testBytes(3_000_000);
const other = testBytes(3_000_000, 'b');
const sound = objectAnswer(bytes);
const expired = statusAnswer(401, '{"RetCode":-148660,"ErrMsg":"request expired"}', { 'X-SessionId': 'session-1' });
const damaged = statusAnswer(403, '{"RetCode":-148658,"ErrMsg":"invalid signature"}');
const cut = (cutAfter: number): Answer => objectAnswer(bytes, { cutAfter });

const transport = createNodeTransport();
let folder = '';
let destination = '';
let server: TestServer | undefined;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'download-'));
  destination = path.join(folder, 'backup.rdb');
});
afterEach(async () => {
  transport.close();
  await server?.close();
  await rm(folder, { recursive: true });
});

async function download(answers: readonly Answer[], more: Partial<DownloadOptions> = {}): Promise<DownloadResult> {
  const storage = (server = await startTestStorage(answers));
  return downloadFile({
    transport,
    getLink: () => Promise.resolve({ url: `${storage.url}k?Signature=a/b=`, expiresAt: null }),
    destination,
    clock: impatientClock(),
    idleTimeoutMs: 150,
    ...more,
  });
}

const asked = (name: string): unknown[] => server?.requests.map(({ headers }) => headers[name]) ?? [];
const isWhole = async (): Promise<boolean> => bytes.equals(await readFile(destination));

test('a good object arrives with its evidence, and only this user may read it', async () => {
  const result = await download([sound]);
  expect(await isWhole()).toBe(true);
  expect(result).toEqual({
    path: destination,
    sizeBytes: bytes.byteLength,
    etag: us3EtagOf(bytes),
    report: null,
    renewals: 0,
    checks: [
      { name: 'length', outcome: 'passed', reason: '' },
      { name: 'etag', outcome: 'passed', reason: '' },
    ],
  });
  expect((await stat(destination)).mode & 0o777).toBe(0o600);
  expect(await readdir(folder)).toEqual(['backup.rdb']);
});

test('the request carries nothing that the signature covers', async () => {
  await download([sound]);
  const [request] = server?.requests ?? [];
  expect(request?.url).toBe('/k?Signature=a/b=');
  expect(request?.headers).toEqual({
    host: new URL(server?.url ?? '').host,
    connection: 'keep-alive',
    range: 'bytes=0-',
    'accept-encoding': 'identity',
  });
});

test('after a cut it goes on at the first missing byte, under the same tag', async () => {
  await download([cut(1_000_000), cut(500_000), sound]);
  expect(await isWhole()).toBe(true);
  expect(asked('range')).toEqual(['bytes=0-', 'bytes=1000000-', 'bytes=1500000-']);
  expect(asked('if-range')).toEqual([undefined, us3EtagOf(bytes), us3EtagOf(bytes)]);
});

test.each<[string, Answer[]]>([
  ['a reset before the head', [(request) => request.socket.resetAndDestroy(), sound]],
  ['silence in the body', [(_request, response) => void response.writeHead(200).write('REDIS'), sound]],
  [
    'bursts of 500 and 503',
    [statusAnswer(500), statusAnswer(503), statusAnswer(408), cut(10), statusAnswer(502), sound],
  ],
  ['a server that ignores ranges', [objectAnswer(bytes, { ignoresRange: true })]],
  [
    'a server that ignores ranges and is cut',
    [objectAnswer(bytes, { ignoresRange: true, cutAfter: 2_000_000 }), objectAnswer(bytes, { ignoresRange: true })],
  ],
  ['a server that stops honouring ranges', [cut(1_000_000), objectAnswer(bytes, { ignoresRange: true })]],
  [
    'a server that ignores ranges only with If-Range',
    [
      cut(1_000_000),
      (request, response) => objectAnswer(bytes, { ignoresRange: 'if-range' in request.headers })(request, response),
    ],
  ],
  [
    'the whole object as 206 without Content-Range, each time there is a range',
    [
      (request, response) =>
        request.headers.range === undefined
          ? sound(request, response)
          : response.writeHead(206, { 'content-length': bytes.byteLength }).end(bytes),
    ],
  ],
  [
    'the same quirk in the middle',
    [
      cut(1_000_000),
      (_request, response) => response.writeHead(206, { 'content-length': bytes.byteLength }).end(bytes),
      sound,
    ],
  ],
  [
    'a range that starts elsewhere, once',
    [cut(1_000_000), objectAnswer(bytes, { headers: { 'content-range': 'bytes 0-9/10' } }), sound],
  ],
  [
    'no ETag and a cut',
    [objectAnswer(bytes, { etag: null, cutAfter: 1_000_000 }), objectAnswer(bytes, { etag: null })],
  ],
  ['an MD5 for a tag', [objectAnswer(bytes, { etag: '"9e107d9d372bb6826bd81d3542a419d6"' })]],
  ['a redirect', [statusAnswer(302, '', { location: '/moved?a=+' }), sound]],
])('%s: the file is right all the same', async (_name, answers) => {
  await download(answers);
  expect(await isWhole()).toBe(true);
  expect(await readdir(folder)).toEqual(['backup.rdb']);
});

const changed = objectAnswer(other);
const changedWithoutTag = objectAnswer(other, { etag: null });
test.each<[string, Answer[], AppError['code']]>([
  ['a missing object', [statusAnswer(404, '{"RetCode":-148654,"ErrMsg":"file not exist"}')], 'objectMissing'],
  ['a missing bucket', [statusAnswer(400, '{"RetCode":-148653,"ErrMsg":"bucket not exists"}')], 'bucketMissing'],
  ['a link that stays expired', [expired], 'linkExpired'],
  ['a link that stays damaged', [damaged], 'linkRefused'],
  ['a denial', [statusAnswer(403, '{"ErrMsg":"referer denied"}')], 'storageDenied'],
  ['a storage that stays busy', [statusAnswer(503)], 'storageBusy'],
  ['a storage that stays broken', [statusAnswer(500)], 'storageHttpError'],
  ['a status nobody expects', [statusAnswer(418)], 'storageHttpError'],
  ['a page by its type', [objectAnswer(bytes, { headers: { 'content-type': 'text/html' } })], 'notABackup'],
  ['a page by its bytes', [statusAnswer(200, '<html>Sign in</html>')], 'notABackup'],
  ['an error as JSON with status 200', [statusAnswer(200, '{"RetCode":1}')], 'notABackup'],
  ['a body with an encoding', [objectAnswer(bytes, { headers: { 'content-encoding': 'gzip' } })], 'encodedBody'],
  ['a changed object after a cut', [cut(1_000_000), changed], 'objectChanged'],
  [
    'a changed object after a cut, with a 206',
    [
      cut(1_000_000),
      objectAnswer(bytes, {
        etag: '"x"',
        headers: {
          'content-range': 'bytes 1000000-2999999/3000000',
        },
      }),
    ],
    'objectChanged',
  ],
  [
    'a changed object where there are no tags',
    [objectAnswer(bytes, { etag: null, cutAfter: 1_000_000 }), changedWithoutTag],
    'objectChanged',
  ],
  [
    'an object that shrank',
    [cut(1_000_000), objectAnswer(bytes.subarray(0, 2_000_000), { etag: us3EtagOf(bytes) })],
    'objectChanged',
  ],
  ['other bytes under the tag', [objectAnswer(other, { etag: us3EtagOf(bytes) })], 'etagMismatch'],
  [
    'a body that always ends early',
    [
      (_request, response) => {
        response.writeHead(206, { 'content-range': 'bytes 0-999/1000', etag: '"x"' });
        response.end(bytes.subarray(0, 500));
      },
      (_request, response) => response.writeHead(206, { 'content-range': 'bytes 500-999/1000', etag: '"x"' }).end(),
    ],
    'lengthMismatch',
  ],
  [
    'a body that is longer than its range',
    [
      (_request, response) => {
        response.writeHead(206, { 'content-range': 'bytes 0-99/100' });
        response.end(bytes.subarray(0, 150));
      },
    ],
    'lengthMismatch',
  ],
  [
    'ranges that are always wrong',
    [
      objectAnswer(bytes, { headers: { 'content-range': 'bytes 5-9/10' } }),
      (_request, response) => response.writeHead(206, { 'content-range': 'bytes 5-9/10' }).end('56789'),
    ],
    'rangeMismatch',
  ],
  ['a connection that always breaks', [(request) => request.socket.resetAndDestroy()], 'connectionLost'],
  [
    'the same cut again and again, from zero each time',
    [objectAnswer(bytes, { ignoresRange: true, cutAfter: 1_000_000 })],
    'connectionLost',
  ],
  ['silence', [() => undefined], 'timeout'],
  ['a redirect into a private network', [statusAnswer(302, '', { location: 'https://10.0.0.1/' })], 'redirectRefused'],
  ['a redirect to a file', [statusAnswer(302, '', { location: 'file:///etc/passwd' })], 'redirectRefused'],
  ['a redirect loop', [statusAnswer(302, '', { location: '/k?Signature=a/b=' })], 'redirectRefused'],
])('%s: a typed error, no file, and what is left can be removed', async (_name, answers, code) => {
  await expect(download(answers, { headTimeoutMs: 150 })).rejects.toMatchObject({ code });
  expect(await readdir(folder)).not.toContain('backup.rdb');
  await discardPartial(destination);
  expect(await readdir(folder)).toEqual([]);
});

test('a tag that proves nothing is said to prove nothing', async () => {
  const { checks } = await download([objectAnswer(bytes, { etag: '"9e107d9d372bb6826bd81d3542a419d6"' })]);
  expect(checks[1]).toEqual({ name: 'etag', outcome: 'notComparable', reason: 'foreignEtag' });
});

test('without a length and a tag there is nothing to compare with', async () => {
  const { checks } = await download([objectAnswer(bytes, { etag: null, ignoresRange: true, isChunked: true })]);
  expect(checks).toEqual([
    { name: 'length', outcome: 'notComparable', reason: 'noLength' },
    { name: 'etag', outcome: 'notComparable', reason: 'noEtag' },
  ]);
});

test('an empty object is an empty file, though no range of it exists', async () => {
  await download([
    (request, response) =>
      request.headers.range === undefined
        ? response.writeHead(200, { 'content-length': '0' }).end()
        : response.writeHead(416, { 'content-range': 'bytes */0' }).end(),
  ]);
  expect(await readFile(destination)).toEqual(Buffer.alloc(0));
});

test('where no tag tells versions apart, the last bytes are fetched twice and compared', async () => {
  await download([objectAnswer(bytes, { etag: null, cutAfter: 1_000_000 }), objectAnswer(bytes, { etag: null })]);
  expect(asked('range')).toEqual(['bytes=0-', `bytes=${1_000_000 - 65_536}-`]);
});

test('a link that expires on the way is renewed, and the download goes on at the byte', async () => {
  const links = ['/first', '/second'];
  const storage = (server = await startTestStorage([cut(1_000_000), expired, sound]));
  const { renewals } = await downloadFile({
    transport,
    getLink: () => Promise.resolve({ url: new URL(links.shift() ?? '/none', storage.url).href, expiresAt: null }),
    destination,
    clock: impatientClock(),
  });
  expect(renewals).toBe(1);
  expect(storage.requests.map(({ url }) => url)).toEqual(['/first', '/first', '/second']);
  expect(asked('range')).toEqual(['bytes=0-', 'bytes=1000000-', 'bytes=1000000-']);
  expect(await isWhole()).toBe(true);
});

test('a link whose time is over is renewed before it is used again', async () => {
  let now = 1000;
  let asked = 0;
  const storage = (server = await startTestStorage([
    (request, response) => {
      now = 5000;
      cut(1_000_000)(request, response);
    },
    sound,
  ]));
  await downloadFile({
    transport,
    getLink: () => {
      asked += 1;
      return Promise.resolve({ url: `${storage.url}${asked}`, expiresAt: now + 2000 });
    },
    destination,
    clock: { ...impatientClock(), now: () => now },
  });
  expect(storage.requests.map(({ url }) => url)).toEqual(['/1', '/2']);
});

test('a link that is refused for its signature is tried with its plus escaped before a new one is asked for', async () => {
  const storage = (server = await startTestStorage([
    (request, response) => (request.url?.includes('%2B') === true ? sound : damaged)(request, response),
  ]));
  const { renewals } = await downloadFile({
    transport,
    getLink: () => Promise.resolve({ url: `${storage.url}k?Signature=a+b/=&Expires=1+1`, expiresAt: null }),
    destination,
    clock: impatientClock(),
  });
  expect(storage.requests.map(({ url }) => url)).toEqual([
    '/k?Signature=a+b/=&Expires=1+1',
    '/k?Signature=a%2Bb/=&Expires=1+1',
  ]);
  expect(renewals).toBe(0);
});

test('a new link to another object is noticed before a byte is added', async () => {
  await expect(download([cut(1_000_000), expired, changed])).rejects.toMatchObject({ code: 'objectChanged' });
  expect(await describePartial(destination)).toMatchObject({ receivedBytes: 1_000_000 });
});

test('the storage is given the time it asks for, then ever more', async () => {
  const waits: number[] = [];
  await download([statusAnswer(429, '', { 'retry-after': '7' }), statusAnswer(503), statusAnswer(503), sound], {
    clock: impatientClock(waits),
    random: () => 0.5,
  });
  expect(waits).toEqual([7000, 1000, 2000]);
});

test('it gives up after ten tries in a row that brought nothing', async () => {
  const answers = [statusAnswer(500), cut(1000), ...Array.from({ length: 10 }, () => statusAnswer(500)), sound];
  await expect(download(answers)).rejects.toMatchObject({ code: 'storageHttpError', data: { retryable: true } });
  expect(server?.requests).toHaveLength(12);
});

test('the whole object is not fetched again and again to end at the same place', async () => {
  const answer = objectAnswer(bytes, { ignoresRange: true, cutAfter: 1_000_000 });
  await expect(download([answer])).rejects.toMatchObject({ code: 'connectionLost' });
  // The first time, once more without If-Range, and three times anew.
  expect(server?.requests).toHaveLength(5);
});

test('what the link source says is what the download says; a passing fault of it is waited out', async () => {
  const failures = [
    new AppError('connectionLost', { retryable: true }),
    new AppError('apiRefused', { params: { retCode: 292 } }),
  ];
  const getLink = (): Promise<never> => Promise.reject(failures.shift() ?? new Error('asked too often'));
  await expect(downloadFile({ transport, getLink, destination, clock: impatientClock() })).rejects.toMatchObject({
    code: 'apiRefused',
  });
});

const stalled: Answer = (_request, response) =>
  void response.writeHead(206, { 'content-range': 'bytes 0-2999999/3000000' }).write(bytes.subarray(0, 2_000_000));

test('aborting ends it at once and keeps what has come', async () => {
  const controller = new AbortController();
  const running = download([stalled], {
    signal: controller.signal,
    idleTimeoutMs: 20_000,
    onProgress: ({ receivedBytes }) => {
      if (receivedBytes > 0) controller.abort();
    },
  });
  await expect(running).rejects.toMatchObject({ code: 'cancelled' });
  expect(await describePartial(destination)).toMatchObject({ receivedBytes: 2_000_000, totalBytes: 3_000_000 });
  await expect(download([sound], { signal: controller.signal })).rejects.toMatchObject({ code: 'cancelled' });
});

test('what a failure leaves is gone on with, after a little of it was fetched again and compared', async () => {
  const failing = [cut(1_700_000), ...Array.from({ length: 10 }, () => statusAnswer(503))];
  await expect(download(failing)).rejects.toMatchObject({ code: 'storageBusy' });
  expect((await readdir(folder)).toSorted()).toEqual(['backup.rdb.part', 'backup.rdb.part.journal']);
  await server?.close();
  const events: DownloadActivity[] = [];
  const { checks } = await download([sound], { onEvent: (event) => events.push(event) });
  expect(asked('range')).toEqual([`bytes=${1_700_000 - 65_536}-`]);
  expect(events[0]).toMatchObject({ type: 'resumed', keptBytes: 1_700_000, droppedBytes: 0 });
  expect(checks[1]).toEqual({ name: 'etag', outcome: 'passed', reason: '' });
  expect(await isWhole()).toBe(true);
  expect(await readdir(folder)).toEqual(['backup.rdb']);
});

test('a sign-in page in the middle costs nothing of what is there', async () => {
  const page = statusAnswer(200, '<html>Sign in</html>', { 'content-type': 'text/html' });
  await expect(download([cut(1_000_000), page])).rejects.toMatchObject({ code: 'notABackup' });
  expect(await describePartial(destination)).toMatchObject({ receivedBytes: 1_000_000 });
});

test('a file of that name is never overwritten, neither at the start nor at the end', async () => {
  await writeFile(destination, 'mine');
  await expect(download([sound])).rejects.toMatchObject({ code: 'fileExists' });
  expect(server?.requests).toHaveLength(0);
  await rm(destination);
  await server?.close();
  const late: Answer = (request, response) => void writeFile(destination, 'mine').then(() => sound(request, response));
  await expect(download([late])).rejects.toMatchObject({
    code: 'fileExists',
    data: { params: { name: 'backup.rdb', folder } },
  });
  expect(await readFile(destination, 'utf8')).toBe('mine');
  // The bytes are all there and stay, for another name.
  expect(await describePartial(destination)).toMatchObject({ receivedBytes: bytes.byteLength });
});

test('a planted link or file under the partial name is not written through', async () => {
  const victim = path.join(folder, 'victim');
  await writeFile(victim, 'precious');
  await symlink(victim, `${destination}.part`);
  await expect(download([sound])).rejects.toMatchObject({ code: 'fileExists' });
  expect(await readFile(victim, 'utf8')).toBe('precious');
  expect((await readdir(folder)).toSorted()).toEqual(['backup.rdb.part', 'victim']);
});

test('a folder that is not there is said so', async () => {
  const missing = path.join(folder, 'gone', 'backup.rdb');
  await expect(download([sound], { destination: missing })).rejects.toMatchObject({ code: 'folderMissing' });
});

test('a phase is told once, however many tries it takes', async () => {
  const reports: DownloadProgress[] = [];
  const answers = [cut(1_000_000), ...Array.from({ length: 5 }, () => statusAnswer(503)), sound];
  await download(answers, { onProgress: (progress) => reports.push(progress) });
  expect(reports.filter(({ phase }) => phase === 'connecting')).toHaveLength(1);
});

test('progress goes up to the total, in phases, and not faster than ten times a second', async () => {
  const reports: DownloadProgress[] = [];
  await download([cut(1_000_000), sound], { onProgress: (progress) => reports.push(progress) });
  expect(reports.map(({ phase }) => phase).filter((phase, at, all) => phase !== all[at - 1])).toEqual([
    'downloading',
    'connecting',
    'downloading',
    'checking',
  ]);
  expect(reports.at(-1)).toMatchObject({ receivedBytes: bytes.byteLength, totalBytes: bytes.byteLength });
  expect(reports.length).toBeLessThan(10);
});
