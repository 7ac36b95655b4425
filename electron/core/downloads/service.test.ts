import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DEFAULT_NAME_TEMPLATE } from '#shared/download-rules.ts';
import { AppError } from '#shared/errors.ts';
import { download as downloadSchema, type Download, type DownloadState } from '#shared/models/download.ts';
import { testRef } from '#shared/test-rows.ts';
import { createNodeTransport } from '../http/node-transport.ts';
import type { TestServer } from '../http/test-server.ts';
import type { Logger, Transport } from '../ports.ts';
import type { Document } from '../documents/document.ts';
import { admitLink } from './link-policy.ts';
import { createDownloads, type DownloadsOptions, type DownloadsService } from './service.ts';
import { startRunningCheck } from './running-check.ts';
import { NO_DOWNLOADS, storedQueue, type StoredQueue } from './stored-queue.ts';
import {
  impatientClock,
  objectAnswer,
  rdbBytes,
  startTestStorage,
  statusAnswer,
  us3EtagOf,
  type Answer,
} from './test-storage.ts';

const bytes = rdbBytes(2_000_000);
const sound = objectAnswer(bytes);
const silent: Logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
const ref = testRef();

const transport = createNodeTransport();
let folder = '';
let server: TestServer;
let service: DownloadsService;
let changes: Download[] = [];
let removed: string[] = [];
/** Which are gone for good, and whether a partial file was still there. */
let gone: [id: string, hasPartialFile: boolean][] = [];
let reports: string[][] = [];
let freshCount = 0;
const sleepers = new Set<() => void>();
/** What the queue's file holds, as it would come back from it. */
let kept: unknown = NO_DOWNLOADS;
const memory: Document<StoredQueue> = {
  damagedFile: '',
  get: () => storedQueue.parse(JSON.parse(JSON.stringify(kept))),
  set: (next) => void (kept = next),
};

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'downloads-'));
  changes = [];
  removed = [];
  gone = [];
  reports = [];
  freshCount = 0;
  kept = NO_DOWNLOADS;
});
afterEach(async () => {
  await service.closeAll();
  transport.close();
  await server.close();
  await rm(folder, { recursive: true });
});

async function open(answers: readonly Answer[], more: Partial<DownloadsOptions> = {}): Promise<DownloadsService> {
  server = await startTestStorage(answers);
  let ids = 0;
  service = createDownloads({
    transport: () => transport,
    clock: impatientClock(),
    logger: silent,
    links: {
      refOf: (linkId) => ({ ...ref, backupId: linkId }),
      urlOf: (linkId) => `${server.url}${linkId}`,
      fresh: ({ backupId }) => {
        freshCount += 1;
        return Promise.resolve({ url: `${server.url}${backupId}?fresh=${freshCount}`, expiresAt: null });
      },
    },
    admit: (url) => admitLink(url, { isLoopbackAllowed: true, isPrivateAllowed: false, plainHttpHosts: [] }),
    folder: () => folder,
    nameTemplate: () => DEFAULT_NAME_TEMPLATE,
    profileName: () => 'Production',
    document: memory,
    isLocked: () => false,
    limiter: { take: () => Promise.resolve() },
    wakeUps: { subscribe: (listener) => sleepers.add(listener) && (() => void sleepers.delete(listener)) },
    startCheck: (file) => startRunningCheck(file, { wantsEtag: false }),
    keepReport: ({ path: file, download, report }) =>
      Promise.resolve(void reports.push([path.basename(file), download.id, report.rdb.verdict])),
    appVersion: '1.2.3',
    concurrency: () => 3,
    connections: () => 1,
    newId: () => {
      ids += 1;
      return `d${ids}`;
    },
    onChange: (download) => changes.push(downloadSchema.parse(download)),
    onRemove: (id) => removed.push(id),
    onGone: ({ id, fileName }) => void gone.push([id, existsSync(path.join(folder, `${fileName}.part`))]),
    ...more,
  });
  return service;
}

/** The app ends, however it does, and is started again. */
async function reopen(answers: readonly Answer[], more: Partial<DownloadsOptions> = {}): Promise<DownloadsService> {
  await service.closeAll();
  await server.close();
  return open(answers, more);
}
const fileOf = (id: string): Promise<string> => service.fileOf(id);
/** Backups in the folder, without what lies beside them. */
async function backups(): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.endsWith('.rdb')).toSorted();
}

function stateOf(id: string): DownloadState | undefined {
  return service.snapshot().find((download) => download.id === id)?.state;
}
function until(id: string, status: DownloadState['status']): Promise<void> {
  return vi.waitFor(() => expect(stateOf(id)?.status).toBe(status), { timeout: 10_000, interval: 5 });
}
function received(id: string): number {
  return service.snapshot().find((download) => download.id === id)?.receivedBytes ?? 0;
}
function statusesOf(id: string): string[] {
  const all = changes.filter((change) => change.id === id).map(({ state }) => state.status);
  return all.filter((status, at) => status !== all[at - 1]);
}

/** Sends a beginning and then holds the rest back until it is released. */
function gate(): { answer: Answer; release: () => void } {
  const held = Promise.withResolvers<null>();
  return {
    answer: (_request, response) => {
      response.writeHead(206, {
        'content-range': `bytes 0-${bytes.byteLength - 1}/${bytes.byteLength}`,
        'content-length': bytes.byteLength,
        etag: '"gate"',
      });
      response.write(bytes.subarray(0, 1_500_000));
      void held.promise.then(() => response.end(bytes.subarray(1_500_000)));
    },
    release: () => held.resolve(null),
  };
}
const rest = objectAnswer(bytes, { etag: '"gate"' });

test('a download goes through its states and ends with the file, the evidence and a name that says what it is', async () => {
  const downloads = await open([sound]);
  const { id, fileName, profileName, host, state } = await downloads.start('backup-1');
  expect([state.status, profileName, host]).toEqual(['connecting', 'Production', new URL(server.url).host]);
  expect(fileName).toMatch(/^uredis-a_backup-1_\d{8}-\d{6}\.rdb$/u);
  await until(id, 'done');
  expect(statusesOf(id)).toEqual(['queued', 'connecting', 'downloading', 'checking', 'done']);
  expect(downloads.snapshot()[0]).toMatchObject({
    receivedBytes: bytes.byteLength,
    totalBytes: bytes.byteLength,
    renewals: 0,
  });
  expect(stateOf(id)).toMatchObject({
    checks: ['length', 'etag', 'structure', 'crc'].map((name) => ({ name, outcome: 'passed' })),
  });
  expect(await fileOf(id)).toBe(path.join(folder, fileName));
  expect(reports).toEqual([[fileName, id, 'valid']]);
  expect(bytes.equals(await readFile(await fileOf(id)))).toBe(true);
});

test('three run at a time and the others follow in their order', async () => {
  const { answer, release } = gate();
  const downloads = await open([answer]);
  const ids: string[] = [];
  for (const linkId of ['a', 'b', 'c', 'd', 'e']) ids.push((await downloads.start(linkId)).id);
  await expect.poll(() => received(ids[2] ?? '')).toBe(1_500_000);
  expect(ids.map((id) => stateOf(id)?.status).slice(3)).toEqual(['queued', 'queued']);
  expect(server.requests).toHaveLength(3);
  release();
  for (const id of ids) await until(id, 'done');
  expect(server.requests.map(({ url }) => url).slice(3)).toEqual(['/d', '/e']);
});

test('downloads of one backup that begin at once get different names', async () => {
  const downloads = await open([sound]);
  const started = await Promise.all([downloads.start('same'), downloads.start('same'), downloads.start('same')]);
  expect(new Set(started.map(({ fileName }) => fileName)).size).toBe(3);
  for (const { id } of started) await until(id, 'done');
  expect(await backups()).toHaveLength(3);
});

test('paused, it keeps its bytes and gives its place away; resumed, it goes on at the byte', async () => {
  const downloads = await open([gate().answer, sound, rest], { concurrency: () => 1 });
  const { id } = await downloads.start('a');
  await expect.poll(() => received(id)).toBe(1_500_000);
  const second = await downloads.start('b');
  await downloads.pause(id);
  expect(stateOf(id)).toEqual({ status: 'paused' });
  await until(second.id, 'done');
  await downloads.resume(id);
  await until(id, 'done');
  expect(server.requests.at(-1)?.headers.range).toBe(`bytes=${1_500_000 - 65_536}-`);
  expect(bytes.equals(await readFile(await fileOf(id)))).toBe(true);
});

test('resumed while it is still stopping, it does not run twice', async () => {
  const downloads = await open([gate().answer, rest]);
  const { id } = await downloads.start('a');
  await expect.poll(() => received(id)).toBe(1_500_000);
  const pausing = downloads.pause(id);
  await downloads.resume(id);
  await pausing;
  await until(id, 'done');
  expect(server.requests).toHaveLength(2);
  expect(bytes.equals(await readFile(await fileOf(id)))).toBe(true);
});

test('cancelled, it leaves nothing behind, and the next in line begins', async () => {
  const downloads = await open([gate().answer, sound], { concurrency: () => 1 });
  const { id } = await downloads.start('a');
  const next = await downloads.start('b');
  await expect.poll(() => received(id)).toBe(1_500_000);
  await downloads.cancel(id);
  expect(removed).toEqual([id]);
  expect(gone).toEqual([[id, false]]);
  expect(downloads.snapshot().map((download) => download.id)).toEqual([next.id]);
  await until(next.id, 'done');
  expect(await backups()).toEqual([next.fileName]);
  expect((await readdir(folder)).filter((name) => name.includes('.part'))).toEqual([]);
});

test('cancelled while it waits or while it is paused, it leaves nothing behind either', async () => {
  const downloads = await open([gate().answer], { concurrency: () => 1 });
  const [first, second] = [await downloads.start('a'), await downloads.start('b')];
  await expect.poll(() => received(first.id)).toBe(1_500_000);
  await downloads.cancel(second.id);
  await downloads.pause(first.id);
  await downloads.cancel(first.id);
  expect(await readdir(folder)).toEqual([]);
  expect(service.snapshot()).toEqual([]);
});

test('a failure is kept for the screen; retried, it goes on with what is still good', async () => {
  const missing = statusAnswer(404, '{"RetCode":-148654,"ErrMsg":"file not exist"}', { 'X-SessionId': 'session-1' });
  const downloads = await open([objectAnswer(bytes, { cutAfter: 1_000_000 }), missing, sound]);
  const { id } = await downloads.start('a');
  await until(id, 'failed');
  expect(stateOf(id)).toMatchObject({
    error: { code: 'objectMissing', requestId: 'session-1', detail: 'file not exist' },
  });
  expect(received(id)).toBe(1_000_000);
  await downloads.retry(id);
  await until(id, 'done');
  expect(server.requests.at(-1)?.headers.range).toBe(`bytes=${1_000_000 - 65_536}-`);
  expect(statusesOf(id)).toContain('failed');
});

test('after a changed object, retrying begins anew', async () => {
  const other = objectAnswer(rdbBytes(2_000_000, 2));
  const downloads = await open([objectAnswer(bytes, { cutAfter: 1_000_000 }), other, other]);
  const { id } = await downloads.start('a');
  await until(id, 'failed');
  expect(stateOf(id)).toMatchObject({ error: { code: 'objectChanged' } });
  expect((await readdir(folder)).map((name) => path.extname(name)).toSorted()).toEqual(['.journal', '.part']);
  await downloads.retry(id);
  await until(id, 'done');
});

test('a name that was taken meanwhile is left alone; retried, the file gets another', async () => {
  const downloads = await open([
    (request, response) =>
      void writeFile(path.join(folder, service.snapshot()[0]?.fileName ?? ''), 'mine').then(() =>
        sound(request, response),
      ),
  ]);
  const { id, fileName } = await downloads.start('a');
  await until(id, 'failed');
  expect(stateOf(id)).toMatchObject({ error: { code: 'fileExists' } });
  await downloads.retry(id);
  await until(id, 'done');
  expect(server.requests).toHaveLength(1);
  expect(await readFile(path.join(folder, fileName), 'utf8')).toBe('mine');
  expect(bytes.equals(await readFile(await fileOf(id)))).toBe(true);
  expect(await backups()).toEqual([fileName, fileName.replace('.rdb', ' (2).rdb')].toSorted());
});

test('where it is known when a backup was taken, its file is named after that and not after the download', async () => {
  await open([sound]);
  const taken = new Date(2021, 4, 6, 7, 8, 9).getTime();
  const { fileName } = await service.start('backup-1', { takenAt: taken });
  expect(fileName).toBe('uredis-a_backup-1_20210506-070809.rdb');
  const again = await service.start('backup-1', { takenAt: taken });
  expect(again.fileName).toBe('uredis-a_backup-1_20210506-070809 (2).rdb');
});

test('by the choice of the user it comes by the private links, after a restart too', async () => {
  const asked: string[] = [];
  const allowed: boolean[] = [];
  const more: Partial<DownloadsOptions> = {
    links: {
      refOf: (linkId) => ({ ...ref, backupId: linkId }),
      urlOf(linkId, which) {
        asked.push(which);
        return `${server.url}${linkId}`;
      },
      fresh(_ref, _signal, which) {
        asked.push(which);
        return Promise.resolve({ url: `${server.url}fresh`, expiresAt: null });
      },
    },
    admit(url, { usesPrivateLink }) {
      allowed.push(usesPrivateLink);
      return admitLink(url, { isLoopbackAllowed: true, isPrivateAllowed: usesPrivateLink, plainHttpHosts: [] });
    },
  };
  const downloads = await open([gate().answer], more);
  const { id } = await downloads.start('a', { usesPrivateLink: true });
  await vi.waitFor(() => expect(received(id)).toBe(1_500_000));
  const again = await reopen([rest], more);
  await again.resume(id);
  await until(id, 'done');
  expect(new Set(asked)).toEqual(new Set(['private']));
  expect(asked.length).toBeGreaterThan(1);
  expect(new Set(allowed)).toEqual(new Set([true]));
});

test('a link that is refused is renewed and the row says how often', async () => {
  const downloads = await open([objectAnswer(bytes, { cutAfter: 1_000_000 }), statusAnswer(401), sound]);
  const { id } = await downloads.start('a');
  await until(id, 'done');
  expect(downloads.snapshot()[0]?.renewals).toBe(1);
  expect(server.requests.at(-1)?.url).toBe('/a?fresh=1');
});

test('a link that expired before the start is asked for again, which is no renewal', async () => {
  const downloads = await open([sound], {
    links: {
      refOf: () => ref,
      urlOf: () => {
        throw new AppError('linkExpired');
      },
      fresh: () => Promise.resolve({ url: `${server.url}fresh`, expiresAt: null }),
    },
  });
  const { id } = await downloads.start('a');
  await until(id, 'done');
  expect(downloads.snapshot()[0]).toMatchObject({ renewals: 0, host: new URL(server.url).host });
});

test('a link that may not be opened, and a folder that is not there, are said before a row is made', async () => {
  const downloads = await open([sound], {
    admit: (url) => admitLink(url, { isLoopbackAllowed: false, isPrivateAllowed: false, plainHttpHosts: [] }),
  });
  await expect(downloads.start('a')).rejects.toMatchObject({ code: 'linkAddressRefused' });
  await server.close();
  await open([sound], { folder: () => path.join(folder, 'gone') });
  await expect(service.start('a')).rejects.toMatchObject({ code: 'folderMissing' });
  expect(downloads.snapshot()).toEqual([]);
});

test('where https was our idea and cannot be had, the user is asked about plain http', async () => {
  const noTls: Transport = {
    request: () => Promise.reject(new AppError('tlsFailed', { params: { host: 'b.cn-bj.ufileos.com' } })),
  };
  const downloads = await open([sound], {
    transport: () => noTls,
    links: { refOf: () => ref, urlOf: () => 'http://b.cn-bj.ufileos.com/k', fresh: () => Promise.reject(new Error()) },
  });
  const { id } = await downloads.start('a');
  await until(id, 'failed');
  expect(stateOf(id)).toMatchObject({
    error: { code: 'plainHttpNeedsConsent', params: { host: 'b.cn-bj.ufileos.com' } },
  });
});

test('dismissing takes a row off the list and leaves the finished file; a running one stays', async () => {
  const downloads = await open([sound, gate().answer]);
  const done = await downloads.start('a');
  await until(done.id, 'done');
  const running = await downloads.start('b');
  await downloads.dismiss(done.id);
  await downloads.dismiss(running.id);
  expect(downloads.snapshot().map(({ id }) => id)).toEqual([running.id]);
  expect(await readdir(folder)).toContain(done.fileName);
});

test('closing stops everything; started again, the list is back and goes on with what is on disk', async () => {
  const downloads = await open([sound, gate().answer, gate().answer]);
  const done = await downloads.start('a');
  await until(done.id, 'done');
  const [running, paused] = [await downloads.start('b'), await downloads.start('c')];
  await expect.poll(() => Math.min(received(running.id), received(paused.id))).toBe(1_500_000);
  await downloads.pause(paused.id);
  const again = await reopen([rest]);
  expect(again.snapshot()).toMatchObject([
    { id: done.id, state: { status: 'done' }, isInterrupted: false },
    { id: running.id, state: { status: 'paused' }, isInterrupted: true },
    { id: paused.id, state: { status: 'paused' }, isInterrupted: false },
  ]);
  await expect.poll(() => received(running.id)).toBe(1_500_000);
  await again.resume(running.id);
  await until(running.id, 'done');
  expect(again.snapshot()[1]?.isInterrupted).toBe(false);
  expect(Number(/bytes=(\d+)-/u.exec(server.requests[0]?.headers.range ?? '')?.[1])).toBeGreaterThan(1_400_000);
  expect(bytes.equals(await readFile(await fileOf(running.id)))).toBe(true);
  expect(again.details(running.id).timeline.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['added', 'restored', 'queued', 'resumed', 'checked', 'completed']),
  );
});

test('a damaged file is shown where it is kept, its last good key is written nowhere, and it can be fetched again', async () => {
  const damaged = Buffer.from(bytes);
  damaged[1_000_000] = (damaged[1_000_000] ?? 0) ^ 1;
  const logged: string[] = [];
  const log = (...line: unknown[]): void => void logged.push(JSON.stringify(line));
  const downloads = await open([objectAnswer(damaged), sound], { logger: { info: log, warn: log, error: log } });
  const { id, fileName } = await downloads.start('a');
  await until(id, 'failed');
  expect(stateOf(id)).toMatchObject({ error: { code: 'backupDamaged', params: { offset: 1_000_000 } } });
  expect(await fileOf(id)).toBe(path.join(folder, `${fileName}.damaged`));
  expect(reports).toEqual([[`${fileName}.damaged`, id, 'corrupt']]);
  const key = downloads.details(id).lastGoodKey ?? '';
  expect(key).not.toBe('');
  const again = await reopen([sound]);
  expect(logged.join()).toContain('backupDamaged');
  expect(logged.join() + JSON.stringify(kept) + JSON.stringify(changes)).not.toContain(key);
  expect(again.details(id)).toMatchObject({ lastGoodKey: null, path: path.join(folder, `${fileName}.damaged`) });
  await again.retry(id);
  await until(id, 'done');
  expect(await backups()).toEqual([fileName]);
  expect(again.details(id).timeline).toContainEqual(
    expect.objectContaining({ type: 'startedOver', keptAs: `${fileName}.damaged` }),
  );
});

/** A check that has read everything and does not say so before it is released. */
function heldCheck(): { startCheck: DownloadsOptions['startCheck']; release: () => void } {
  const held = Promise.withResolvers<null>();
  const stopped = Promise.withResolvers<never>();
  return {
    startCheck(file) {
      const check = startRunningCheck(file, { wantsEtag: false });
      return {
        ...check,
        async finish(totalBytes) {
          const report = await check.finish(totalBytes);
          await Promise.race([held.promise, stopped.promise]);
          return report;
        },
        async stop() {
          stopped.reject(new AppError('cancelled'));
          await check.stop();
        },
      };
    },
    release: () => held.resolve(null),
  };
}

test('while it is checked the row says how far, and it can be paused; resumed, it is checked anew and fetches nothing', async () => {
  const held = heldCheck();
  const downloads = await open([sound], { startCheck: held.startCheck });
  const { id } = await downloads.start('a');
  await until(id, 'checking');
  await expect.poll(() => downloads.snapshot()[0]?.checkedBytes, { timeout: 10_000 }).toBe(bytes.byteLength);
  await downloads.pause(id);
  expect(stateOf(id)).toEqual({ status: 'paused' });
  const again = await reopen([sound]);
  await again.resume(id);
  await until(id, 'done');
  expect(server.requests).toEqual([]);
  expect(stateOf(id)).toMatchObject({ checks: [{}, {}, { name: 'structure', outcome: 'passed' }, {}] });
});

/** The app was killed before what has become of its downloads was written down. */
function forgetEndings(): void {
  const queue = storedQueue.parse(kept);
  for (const each of queue.downloads) {
    Object.assign(each, { state: { status: 'interrupted' }, etag: null, sha256: null });
  }
  kept = queue;
}

test('a file that was finished in the moment of a crash is recognised by its receipt', async () => {
  const downloads = await open([sound]);
  const { id } = await downloads.start('a');
  await until(id, 'done');
  const { sha256, etag } = downloads.details(id);
  await downloads.closeAll();
  forgetEndings();
  const again = await reopen([]);
  expect(again.snapshot()).toMatchObject([{ state: { status: 'paused' }, isInterrupted: true }]);
  await until(id, 'done');
  expect(again.snapshot()).toMatchObject([{ isInterrupted: false, receivedBytes: bytes.byteLength }]);
  expect(again.details(id)).toMatchObject({ sha256, etag });
  expect(server.requests).toEqual([]);
});

test('a file of that name that another download finished is not taken for one’s own', async () => {
  const downloads = await open([sound]);
  const { id, fileName } = await downloads.start('a');
  await until(id, 'done');
  await downloads.closeAll();
  forgetEndings();
  const receipt = path.join(folder, `${fileName}.receipt.json`);
  const told = JSON.parse(await readFile(receipt, 'utf8')) as object;
  await writeFile(receipt, JSON.stringify({ ...told, addedAt: new Date(0).toISOString() }));
  const again = await reopen([]);
  await again.resume(id);
  await until(id, 'failed');
  expect(stateOf(id)).toMatchObject({ error: { code: 'fileExists' } });
});

test('the queue’s file never holds a link', async () => {
  const downloads = await open([sound, statusAnswer(404)]);
  await until((await downloads.start('a')).id, 'done');
  await until((await downloads.start('b')).id, 'failed');
  await downloads.closeAll();
  expect(JSON.stringify(kept)).toContain('backup-1'.slice(0, 6));
  expect(JSON.stringify(kept)).not.toContain('http');
  expect(JSON.stringify(kept)).not.toContain('fresh=');
});

test('with the file come its receipt and a checksum; what is nowhere any more is said so', async () => {
  const downloads = await open([sound]);
  const { id, fileName } = await downloads.start('a');
  await until(id, 'done');
  expect((await readdir(folder)).toSorted()).toEqual([fileName, `${fileName}.receipt.json`, `${fileName}.sha256`]);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  expect(await readFile(path.join(folder, `${fileName}.sha256`), 'utf8')).toBe(`${sha256} *${fileName}\n`);
  expect(downloads.details(id)).toMatchObject({ sha256, etag: us3EtagOf(bytes), path: path.join(folder, fileName) });
  await rm(path.join(folder, fileName));
  await expect(downloads.fileOf(id)).rejects.toMatchObject({ code: 'fileGone' });
});

test('a changed object can be fetched anew while the bytes of the old one stay under another name', async () => {
  const other = rdbBytes(2_000_000, 2);
  const downloads = await open([objectAnswer(bytes, { cutAfter: 1_000_000 }), objectAnswer(other)]);
  const { id, fileName } = await downloads.start('a');
  await until(id, 'failed');
  await downloads.startOver(id, true);
  await until(id, 'done');
  expect(other.equals(await readFile(await fileOf(id)))).toBe(true);
  const keptAs = fileName.replace('.rdb', ' (earlier version, incomplete).rdb.part');
  expect(bytes.subarray(0, 1_000_000).equals((await readFile(path.join(folder, keptAs))).subarray(0, 1_000_000))).toBe(
    true,
  );
  expect(downloads.details(id).timeline).toContainEqual(expect.objectContaining({ type: 'startedOver', keptAs }));
});

test('a key the cloud does not know any more pauses with the reason; when keys change it goes on by itself', async () => {
  let isRevoked = true;
  const downloads = await open([objectAnswer(bytes, { cutAfter: 1_000_000 }), statusAnswer(401), sound], {
    links: {
      refOf: () => ref,
      urlOf: () => `${server.url}a`,
      fresh: () =>
        isRevoked
          ? Promise.reject(new AppError('apiRefused', { params: { retCode: 172 } }))
          : Promise.resolve({ url: `${server.url}fresh`, expiresAt: null }),
    },
  });
  const { id } = await downloads.start('a');
  await expect.poll(() => stateOf(id)).toMatchObject({ status: 'paused', error: { code: 'apiRefused' } });
  isRevoked = false;
  downloads.obstaclePassed('network');
  expect(stateOf(id)?.status).toBe('paused');
  downloads.obstaclePassed('key');
  await until(id, 'done');
  expect(bytes.equals(await readFile(await fileOf(id)))).toBe(true);
});

test('without a network it pauses, and a wake-up lets it go on', async () => {
  let isOffline = true;
  const downloads = await open([sound], {
    transport: () => ({
      request: (request, signal) =>
        isOffline ? Promise.reject(new AppError('offline')) : transport.request(request, signal),
    }),
  });
  const { id } = await downloads.start('a');
  await expect.poll(() => stateOf(id)).toMatchObject({ status: 'paused', error: { code: 'offline' } });
  isOffline = false;
  for (const wake of sleepers) wake();
  await until(id, 'done');
});

test('while the vault is locked and a new link is needed, the row says so', async () => {
  const unlocked = Promise.withResolvers<null>();
  const downloads = await open([objectAnswer(bytes, { cutAfter: 1_000_000 }), statusAnswer(401), sound], {
    isLocked: () => true,
    links: {
      refOf: () => ref,
      urlOf: () => `${server.url}a`,
      fresh: async () => {
        await unlocked.promise;
        return { url: `${server.url}fresh`, expiresAt: null };
      },
    },
  });
  const { id } = await downloads.start('a');
  await expect.poll(() => downloads.snapshot()[0]?.waitsForUnlock).toBe(true);
  unlocked.resolve(null);
  await until(id, 'done');
  expect(downloads.snapshot()[0]?.waitsForUnlock).toBe(false);
});

test('moved before another one in the queue, it begins before it', async () => {
  const { answer, release } = gate();
  const downloads = await open([answer], { concurrency: () => 1 });
  const ids: string[] = [];
  for (const linkId of ['a', 'b', 'c']) ids.push((await downloads.start(linkId)).id);
  downloads.move(ids[2] ?? '', ids[1] ?? '');
  expect(downloads.snapshot().map(({ id }) => id)).toEqual([ids[0], ids[2], ids[1]]);
  release();
  for (const id of ids) await until(id, 'done');
  expect(server.requests.map(({ url }) => url)).toEqual(['/a', '/c', '/b']);
});

test('an id nobody knows is said so', async () => {
  const downloads = await open([sound]);
  await expect(downloads.pause('nobody')).rejects.toMatchObject({ code: 'downloadNotFound' });
  await expect(downloads.fileOf('nobody')).rejects.toMatchObject({ code: 'downloadNotFound' });
  expect(() => downloads.details('nobody')).toThrow(AppError);
});

test.each(['paused', 'paused and resumed'])('%s in the moment in which it got its name, it is done', async (what) => {
  const clock = impatientClock();
  let isPaused = false;
  const downloads = await open([sound], {
    clock: {
      ...clock,
      now() {
        const [row] = isPaused ? [] : service.snapshot();
        if (row?.state.status === 'checking' && existsSync(path.join(folder, row.fileName))) {
          isPaused = true;
          void service.pause(row.id);
          if (what === 'paused and resumed') void service.resume(row.id);
        }
        return clock.now();
      },
    },
  });
  const { id } = await downloads.start('a');
  await until(id, 'done');
  expect(statusesOf(id)).toContain('paused');
  expect(await fileOf(id)).toBe(path.join(folder, downloads.snapshot()[0]?.fileName ?? ''));
});

test('closing at any moment around the last byte never takes a finished file away', async () => {
  for (let turns = 0; turns < 40; turns += 3) {
    kept = NO_DOWNLOADS;
    const closings: Promise<void>[] = [];
    const finished: string[] = [];
    const closeSoon = async (): Promise<void> => {
      for (let turn = 0; turn < turns; turn += 1) await new Promise(setImmediate);
      await service.closeAll();
    };
    const downloads = await open([sound], {
      onChange({ fileName, state }) {
        if (state.status === 'checking' && closings.length === 0) closings.push(closeSoon());
        if (state.status === 'done') finished.push(fileName);
      },
    });
    await downloads.start(`link-${turns}`);
    await expect.poll(() => closings).toHaveLength(1);
    await Promise.all(closings);
    const names = await readdir(folder);
    expect(finished.filter((name) => !names.includes(name))).toEqual([]);
    await server.close();
  }
});
