import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DownloadActivity } from '#shared/models/download-activity.ts';
import { systemClock } from '../clock.ts';
import { createNodeTransport } from '../http/node-transport.ts';
import type { TestServer } from '../http/test-server.ts';
import { downloadFile, type DownloadOptions, type DownloadResult } from './download.ts';
import type { DownloadProgress } from './progress.ts';
import { startRunningCheck } from './running-check.ts';
import { impatientClock, objectAnswer, rdbBytes, startTestStorage, statusAnswer, type Answer } from './test-storage.ts';

/** What a download is given to work with, and what it tells: the check, the limit, the waking, the timeline, the strip. */

const bytes = rdbBytes(6_000_000);
const sound = objectAnswer(bytes);
const transport = createNodeTransport();
let folder = '';
let destination = '';
let server: TestServer | undefined;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'seams-'));
  destination = path.join(folder, 'backup.rdb');
});
afterEach(async () => {
  transport.close();
  await server?.close();
  await rm(folder, { recursive: true });
});

async function download(answers: readonly Answer[], more: Partial<DownloadOptions> = {}): Promise<DownloadResult> {
  const storage = (server = await startTestStorage(answers));
  const getLink = () => Promise.resolve({ url: `${storage.url}k`, expiresAt: null });
  return downloadFile({ transport, getLink, destination, clock: impatientClock(), ...more });
}

test('a running check reads the file while it comes, also what an earlier run left', async () => {
  const startCheck = (file: string) => startRunningCheck(file, { wantsEtag: false });
  const gone = [objectAnswer(bytes, { cutAfter: 4_000_000 }), statusAnswer(404)];
  await expect(download(gone, { startCheck })).rejects.toMatchObject({ code: 'objectMissing' });
  await server?.close();
  const { report } = await download([sound], { startCheck });
  expect(report).toMatchObject({
    sizeBytes: bytes.byteLength,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  });
});

test('the limiter is asked for all bytes, and an abort ends its wait', async () => {
  let paid = 0;
  const limiter = {
    take: (more: number) => {
      paid += more;
      return Promise.resolve();
    },
  };
  await download([sound], { limiter });
  expect(paid).toBeGreaterThan(bytes.byteLength - 262_144);
  await rm(destination);
  await server?.close();
  const controller = new AbortController();
  const endless = { take: (_bytes: number, signal: AbortSignal) => systemClock.sleep(3_600_000, signal) };
  setTimeout(() => controller.abort(), 50);
  await expect(download([sound], { limiter: endless, signal: controller.signal })).rejects.toMatchObject({
    code: 'cancelled',
  });
});

test('when the network is back, waiting ends', async () => {
  const listeners = new Set<() => void>();
  const wakeUps = {
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const events: DownloadActivity[] = [];
  await download([statusAnswer(503, '', { 'retry-after': '300' }), sound], {
    wakeUps,
    clock: systemClock,
    onEvent(event) {
      events.push(event);
      if (event.type === 'serverSlowed') setTimeout(() => listeners.forEach((listener) => listener()), 20);
    },
  });
  expect(events[0]).toMatchObject({ type: 'serverSlowed', status: 503, retryAfterSeconds: 300 });
  expect(listeners.size).toBe(0);
});

test('the timeline tells what happened, in order', async () => {
  const events: DownloadActivity[] = [];
  const cut = objectAnswer(bytes, { cutAfter: 2_000_000 });
  await download([cut, statusAnswer(401), sound], { onEvent: (event) => events.push(event) });
  expect(events.map(({ type }) => type)).toEqual(['started', 'connectionLost', 'linkRenewed', 'continued', 'checked']);
  expect(events[0]).toMatchObject({ totalBytes: bytes.byteLength });
});

test('that ranges are not honoured is told once', async () => {
  const events: DownloadActivity[] = [];
  const cut = objectAnswer(bytes, { ignoresRange: true, cutAfter: 2_000_000 });
  const whole = objectAnswer(bytes, { ignoresRange: true });
  await download([cut, whole], { onEvent: (event) => events.push(event) });
  expect(events.filter(({ type }) => type === 'rangesNotHonoured')).toHaveLength(1);
});

test('the strip shows what is on disk, in the end all of it', async () => {
  const reports: DownloadProgress[] = [];
  await download([sound], { onProgress: (progress) => reports.push(progress) });
  expect(reports.at(-1)).toMatchObject({
    phase: 'checking',
    segments: { received: [[0, bytes.byteLength]], active: [] },
  });
});

test('a disk that is too small is said before the bytes come; with room made, it goes on', async ({ skip }) => {
  const disk = path.join(folder, 'disk');
  await mkdir(disk);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', disk], { stdio: 'ignore' });
  } catch {
    skip('only root may mount a small disk');
  }
  try {
    const onDisk = path.join(disk, 'backup.rdb');
    await writeFile(path.join(disk, 'ballast'), Buffer.alloc(4_000_000));
    await expect(download([sound], { destination: onDisk })).rejects.toMatchObject({
      code: 'diskFull',
      data: { params: { neededBytes: bytes.byteLength, folder: disk } },
    });
    await rm(path.join(disk, 'ballast'));
    await server?.close();
    await download([sound], { destination: onDisk });
    expect(bytes.equals(await readFile(onDisk))).toBe(true);
    expect(await readdir(disk)).toEqual(['backup.rdb']);
  } finally {
    execFileSync('umount', ['-l', disk]);
  }
});
