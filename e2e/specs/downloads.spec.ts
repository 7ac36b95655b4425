import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { PracticeCloud } from '#core/practice/server.ts';
import type { PracticeBackup } from '#shared/models/practice.ts';
import type { Locator, Page } from '@playwright/test';
import { backupsIn } from '../fixtures/files.ts';
import { addProfile, fillInBackup, screen } from '../fixtures/screen.ts';
import { expect, test } from '../fixtures/test.ts';

const SLOW_BYTES_PER_SECOND = 3_000_000;

function backupWith(cloud: PracticeCloud, fault: string): PracticeBackup {
  const found = cloud.backups.find((backup) => backup.fault === fault);
  if (found === undefined) throw new Error(`The practice cloud has no backup with the fault "${fault}".`);
  return found;
}

async function startDownload(window: Page, backup: PracticeBackup): Promise<Locator> {
  await fillInBackup(window, backup);
  await screen(window).button('Download').click();
  const item = screen(window).downloadItem(backup.backupId).first();
  await expect(item).toBeVisible();
  return item;
}

const status = (item: Locator): Locator => item.getByRole('status');
const act = (item: Locator, action: string): Promise<void> =>
  item.getByRole('button', { name: action, exact: true }).click();

/** The ranges the storage was asked for, in order. */
function storageRanges(cloud: PracticeCloud): string[] {
  return cloud.control
    .requests()
    .filter(({ server }) => server === 'storage')
    .map(({ range }) => range);
}

/** The hashes of the files in a folder. */
function sha256OfFiles(folder: string): string[] {
  return backupsIn(folder).map((name) =>
    createHash('sha256')
      .update(readFileSync(path.join(folder, name)))
      .digest('hex'),
  );
}

function extensionsIn(folder: string): string[] {
  return readdirSync(folder)
    .map((name) => path.extname(name))
    .toSorted();
}

test.beforeEach(async ({ window, cloud }) => {
  await addProfile(window, { name: 'orders', ...cloud });
});

test('a link that expires on the way is renewed and the file goes on at the byte', async ({
  window,
  cloud,
  downloadsDir,
}) => {
  const item = await startDownload(window, backupWith(cloud, 'expires-midway'));
  await expect(status(item)).toHaveText('Verified', { timeout: 30_000 });
  await expect(item).toContainText(/link renewed/u);
  await expect(item).toContainText('ETag: passed');
  expect(backupsIn(downloadsDir)).toHaveLength(1);
  const starts = storageRanges(cloud);
  expect(starts.some((range) => !range.startsWith('bytes=0-'))).toBe(true);
});

test('a paused download keeps its bytes and goes on where it was', async ({ window, cloud, downloadsDir }) => {
  cloud.control.setPace(SLOW_BYTES_PER_SECOND);
  const item = await startDownload(window, backupWith(cloud, ''));
  await expect(status(item)).toHaveText('Downloading');
  await expect
    .poll(async () => Number(await item.getByRole('progressbar').getAttribute('aria-valuenow')))
    .toBeGreaterThan(5);
  await act(item, 'Pause');
  await expect(status(item)).toHaveText('Paused');
  await expect.poll(() => cloud.control.openAnswers()).toBe(0);
  // The journal is written once more, under another name until it is whole.
  await expect.poll(() => extensionsIn(downloadsDir)).toEqual(['.journal', '.part']);

  cloud.control.setPace(undefined);
  cloud.control.clearRequests();
  await act(item, 'Resume');
  await expect(status(item)).toHaveText('Verified');
  const ranges = storageRanges(cloud);
  expect(ranges.length).toBeGreaterThan(0);
  expect(ranges.every((range) => !range.startsWith('bytes=0-'))).toBe(true);
  expect(extensionsIn(downloadsDir)).toEqual(['.json', '.rdb', '.sha256']);
});

test('a cancelled download leaves nothing behind', async ({ window, cloud, downloadsDir }) => {
  cloud.control.setPace(SLOW_BYTES_PER_SECOND);
  const item = await startDownload(window, backupWith(cloud, ''));
  await expect(status(item)).toHaveText('Downloading');
  await expect.poll(() => extensionsIn(downloadsDir)).toContain('.part');
  await act(item, 'Cancel');
  await expect(item).toHaveCount(0);
  await expect.poll(() => readdirSync(downloadsDir)).toEqual([]);
  await expect.poll(() => cloud.control.openAnswers()).toBe(0);
});

test('several downloads run at once and never take each other’s name', async ({ window, cloud, downloadsDir }) => {
  const backup = backupWith(cloud, '');
  for (let turn = 0; turn < 4; turn += 1) await startDownload(window, backup);
  const items = screen(window).downloadItem(backup.backupId);
  await expect(items.getByRole('status').filter({ hasText: 'Verified' })).toHaveCount(4, { timeout: 30_000 });
  expect(backupsIn(downloadsDir)).toHaveLength(4);
  expect(new Set(sha256OfFiles(downloadsDir)).size).toBe(1);
});

test('a changed object stops the download, says so, and can be tried again', async ({
  window,
  cloud,
  downloadsDir,
}) => {
  const backup = backupWith(cloud, 'changes-midway');
  const item = await startDownload(window, backup);
  await expect(status(item)).toHaveText('Failed', { timeout: 30_000 });
  await expect(item.getByRole('alert')).toContainText(/changed/iu);
  await expect(item.getByRole('button', { name: 'Keep both' })).toBeVisible();
  await expect(item.getByRole('button', { name: 'Copy details' })).toBeVisible();
  expect(backupsIn(downloadsDir)).toEqual([]);
  await act(item, 'Start again');
  await expect(status(item)).toHaveText(/Connecting|Downloading|Failed|Verified/u);
});

test('of a changed object both versions are kept where the user wants that', async ({
  window,
  cloud,
  downloadsDir,
}) => {
  const item = await startDownload(window, backupWith(cloud, 'changes-midway'));
  await expect(status(item)).toHaveText('Failed', { timeout: 30_000 });
  await act(item, 'Keep both');
  await expect(status(item)).toHaveText('Verified', { timeout: 30_000 });
  const [fileName = '', ...others] = backupsIn(downloadsDir);
  expect(others).toEqual([]);
  const earlier = `${path.parse(fileName).name} (earlier version, incomplete).rdb.part`;
  expect(readdirSync(downloadsDir)).toContain(earlier);
  expect(statSync(path.join(downloadsDir, earlier)).size).toBeGreaterThan(0);
});

test('of a changed object neither version stays where the user cancels', async ({ window, cloud, downloadsDir }) => {
  const item = await startDownload(window, backupWith(cloud, 'changes-midway'));
  await expect(status(item)).toHaveText('Failed', { timeout: 30_000 });
  expect(extensionsIn(downloadsDir)).toContain('.part');
  await act(item, 'Cancel');
  await expect(item).toHaveCount(0);
  await expect.poll(() => readdirSync(downloadsDir)).toEqual([]);
});

for (const [fault, says] of [
  ['html-page', /page|not a backup/iu],
  ['gzip', /encod|compress/iu],
  ['redirect-loop', /redirect/iu],
  ['object-missing', /no longer|not there|not in the storage|missing|gone/iu],
] as const) {
  test(`the fault ${fault} ends with an explanation and no file`, async ({ window, cloud, downloadsDir }) => {
    const item = await startDownload(window, backupWith(cloud, fault));
    await expect(status(item)).toHaveText('Failed', { timeout: 45_000 });
    await expect(item.getByRole('alert')).toContainText(says);
    expect(backupsIn(downloadsDir)).toEqual([]);
    await act(item, 'Remove from list');
    await expect(item).toHaveCount(0);
    await expect.poll(() => readdirSync(downloadsDir)).toEqual([]);
  });
}
