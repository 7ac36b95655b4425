import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, renameSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { PracticeCloud } from '#core/practice/server.ts';
import type { Page } from '@playwright/test';
import { backupsIn } from '../fixtures/files.ts';
import { addProfile, fillInBackup, screen } from '../fixtures/screen.ts';
import { expect, test } from '../fixtures/test.ts';

/** Of each connection. */
const SLOW_BYTES_PER_SECOND = 120_000;
/** It is looked every few seconds whether an obstacle has passed. */
const PASSES_WITHIN_MS = 60_000;
const FILLER = 'filler.bin';

const rows = (window: Page) => window.getByRole('list', { name: 'Downloads' }).getByRole('listitem');
const percentOf = async (window: Page) =>
  Number(await rows(window).first().getByRole('progressbar').getAttribute('aria-valuenow'));

async function download(window: Page, cloud: PracticeCloud): Promise<void> {
  const backup = cloud.backups.find(({ kind, fault }) => kind === 'masterReplica' && fault === '');
  if (backup === undefined) throw new Error('The practice cloud offers nothing.');
  await fillInBackup(window, backup);
  await screen(window).button('Download').click();
}

/** The hash of the one file is that of the same backup brought home without an obstacle. */
async function expectIdentical(window: Page, cloud: PracticeCloud, folder: string): Promise<void> {
  await download(window, cloud);
  await expect(rows(window).getByRole('status').filter({ hasText: 'Verified' })).toHaveCount(2, { timeout: 30_000 });
  const hashes = backupsIn(folder).map((name) =>
    createHash('sha256')
      .update(readFileSync(path.join(folder, name)))
      .digest('hex'),
  );
  expect(hashes).toHaveLength(2);
  expect(new Set(hashes).size).toBe(1);
}

/** Whether a small disk could be mounted over the folder. */
function mountSmallDisk(folder: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=96m', 'tmpfs', folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Leaves nothing free, not even a block. */
function fillDisk(folder: string): void {
  const { bavail, bsize } = statfsSync(folder);
  try {
    writeFileSync(path.join(folder, FILLER), Buffer.alloc(bavail * bsize));
  } catch (error) {
    // The download may take a block meanwhile: full it is all the same.
    if (!String(error).includes('ENOSPC')) throw error;
  }
}

test('a full disk pauses the download and says so; with room again it goes on by itself', async ({
  launch,
  cloud,
  downloadsDir,
}) => {
  const isMounted = process.platform === 'linux' && mountSmallDisk(downloadsDir);
  test.skip(!isMounted, 'skipped: mounting a small disk to fill takes root and the right to mount');
  try {
    const running = await launch();
    const { window } = running;
    await addProfile(window, { name: 'orders', ...cloud });
    cloud.control.setPace(SLOW_BYTES_PER_SECOND);
    await download(window, cloud);
    const row = rows(window).first();
    await expect.poll(() => percentOf(window), { timeout: 60_000 }).toBeGreaterThan(10);
    fillDisk(downloadsDir);
    cloud.control.setPace(undefined);
    await expect(row.getByRole('status')).toHaveText('Paused', { timeout: 60_000 });
    await expect(row.getByRole('alert')).toContainText('The disk is full.');
    await expect(row).toContainText('It goes on by itself once this has passed.');
    expect(backupsIn(downloadsDir)).toEqual([]);

    cloud.control.clearRequests();
    rmSync(path.join(downloadsDir, FILLER));
    await expect(row.getByRole('status')).toHaveText('Verified', { timeout: PASSES_WITHIN_MS });
    const ranges = cloud.control.requests().filter(({ server }) => server === 'storage');
    expect(ranges.some(({ range }) => range.startsWith('bytes=0-'))).toBe(false);
    await expectIdentical(window, cloud, downloadsDir);
    await running.close();
  } finally {
    execFileSync('umount', ['--lazy', downloadsDir]);
  }
});

test('a folder that is gone pauses the download; once it is back it goes on by itself', async ({
  window,
  cloud,
  downloadsDir,
}) => {
  await addProfile(window, { name: 'orders', ...cloud });
  cloud.control.setPace(SLOW_BYTES_PER_SECOND);
  await download(window, cloud);
  const row = rows(window).first();
  await expect.poll(() => percentOf(window), { timeout: 60_000 }).toBeGreaterThan(10);
  await row.getByRole('button', { name: 'Pause' }).click();
  await expect(row.getByRole('status')).toHaveText('Paused');
  await expect.poll(() => cloud.control.openAnswers()).toBe(0);

  const elsewhere = `${downloadsDir}-elsewhere`;
  renameSync(downloadsDir, elsewhere);
  cloud.control.setPace(undefined);
  await row.getByRole('button', { name: 'Resume' }).click();
  await expect(row.getByRole('alert')).toContainText('The folder for downloads is not there.');
  await expect(row.getByRole('status')).toHaveText('Paused');
  renameSync(elsewhere, downloadsDir);
  await expect(row.getByRole('status')).toHaveText('Verified', { timeout: PASSES_WITHIN_MS });
  await expectIdentical(window, cloud, downloadsDir);
});
