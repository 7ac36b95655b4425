import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { isAppError } from '#shared/errors.ts';
import { createNodeTransport } from '../http/node-transport.ts';
import { startPracticeCloud, type PracticeCloud } from '../practice/server.ts';
import { fetchLink, linkTo } from '../practice/test-client.ts';
import { downloadFile, type DownloadResult } from './download.ts';

// The engine against what a disk can be: full, read-only, prepared by somebody else.

const BACKUP = { backupId: 'eight', sizeBytes: 8_000_000 };
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;
const canMount = isRoot && process.platform === 'linux' && mountsHere();

let cloud: PracticeCloud;
let url = '';
let folder = '';
const transport = createNodeTransport();

beforeAll(async () => {
  cloud = await startPracticeCloud({ extraBackups: [BACKUP] });
  const backup = cloud.backups.find(({ backupId }) => backupId === BACKUP.backupId);
  if (backup !== undefined) url = await linkTo(cloud, backup);
});
afterAll(async () => {
  transport.close();
  await cloud.close();
});
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'backhaul-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function download(destination: string): Promise<DownloadResult> {
  return downloadFile({ transport, getLink: () => Promise.resolve({ url, expiresAt: null }), destination });
}

/** Whether a file system can be mounted here at all: a container may forbid it even to root. */
function mountsHere(): boolean {
  const place = mkdtempSync(path.join(tmpdir(), 'backhaul-'));
  const isMounted = spawnSync('mount', ['-t', 'tmpfs', 'tmpfs', place], { stdio: 'ignore' }).status === 0;
  if (isMounted) execFileSync('umount', [place]);
  rmSync(place, { recursive: true });
  return isMounted;
}

describe.skipIf(!canMount)('on a small disk of its own (needs root and mount)', () => {
  beforeEach(() => execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m,mode=0777', 'tmpfs', folder]));
  afterEach(() => execFileSync('umount', [folder]));

  test('a full disk is diskFull, and the download goes on once there is room', async () => {
    const destination = path.join(folder, 'file.rdb');
    await expect(download(destination)).rejects.toMatchObject({ code: 'diskFull' });
    expect(readdirSync(folder)).not.toContain('file.rdb');
    execFileSync('mount', ['-o', 'remount,size=32m', folder]);
    const sentBefore = cloud.control.sentBytes(BACKUP.backupId);
    await download(destination);
    expect(readFileSync(destination).equals((await fetchLink(url)).body)).toBe(true);
    expect(sentBefore).toBeGreaterThan(0);
  });

  test('a disk that is read-only is noPermission', async () => {
    execFileSync('mount', ['-o', 'remount,ro', folder]);
    await expect(download(path.join(folder, 'file.rdb'))).rejects.toMatchObject({ code: 'noPermission' });
  });
});

describe('in a folder that belongs to somebody else', () => {
  test('nothing is written and it is noPermission', async () => {
    const foreign = path.join(folder, 'foreign');
    mkdirSync(foreign);
    chmodSync(folder, 0o755);
    chmodSync(foreign, 0o555);
    if (isRoot) process.seteuid?.(NOBODY);
    try {
      await expect(download(path.join(foreign, 'file.rdb'))).rejects.toMatchObject({ code: 'noPermission' });
    } finally {
      if (isRoot) process.seteuid?.(0);
    }
    expect(readdirSync(foreign)).toEqual([]);
    chmodSync(foreign, 0o755);
  });
});

describe('where somebody prepared the names', () => {
  test.each(['file.rdb.part', 'file.rdb.part.journal', 'file.rdb'])(
    'a link planted as %s is never written through',
    async (name) => {
      const victim = path.join(folder, 'victim');
      writeFileSync(victim, 'precious');
      symlinkSync(victim, path.join(folder, name));
      const outcome = await download(path.join(folder, 'file.rdb')).then(
        () => 'done',
        (error: unknown) => (isAppError(error) ? error.code : 'raw'),
      );
      expect(outcome).toMatch(/^(?:done|fileExists|fileFailed|noPermission)$/u);
      expect(readFileSync(victim, 'utf8')).toBe('precious');
      const link = lstatSync(path.join(folder, name), { throwIfNoEntry: false });
      expect(link === undefined || link.isSymbolicLink() || link.size === BACKUP.sizeBytes).toBe(true);
    },
  );

  test('a file that has the name already stays as it is', async () => {
    const destination = path.join(folder, 'file.rdb');
    writeFileSync(destination, 'older backup');
    await expect(download(destination)).rejects.toMatchObject({ code: 'fileExists' });
    expect(readFileSync(destination, 'utf8')).toBe('older backup');
  });

  test('so does one that gets the name while the bytes flow', async () => {
    const destination = path.join(folder, 'file.rdb');
    const downloading = downloadFile({
      transport,
      getLink: () => Promise.resolve({ url, expiresAt: null }),
      destination,
      onProgress: ({ receivedBytes }) => {
        if (receivedBytes > 0) writeFileSync(destination, 'came meanwhile');
      },
    });
    await expect(downloading).rejects.toMatchObject({ code: 'fileExists' });
    expect(readFileSync(destination, 'utf8')).toBe('came meanwhile');
  });
});
