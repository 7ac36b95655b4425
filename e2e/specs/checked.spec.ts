import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { PracticeCloud } from '#core/practice/server.ts';
import type { PracticeBackup } from '#shared/models/practice.ts';
import type { Locator, Page } from '@playwright/test';
import { violations } from '../fixtures/axe.ts';
import { backupsIn } from '../fixtures/files.ts';
import { addProfile, fillInBackup, goTo, screen } from '../fixtures/screen.ts';
import { expect, test } from '../fixtures/test.ts';

/** What a download says when its file was read to the end. */

function backupWith(cloud: PracticeCloud, fault: string): PracticeBackup {
  const found = cloud.backups.find((backup) => backup.fault === fault);
  if (found === undefined) throw new Error(`The practice cloud has no backup with the fault "${fault}".`);
  return found;
}

async function startDownload(window: Page, backup: PracticeBackup): Promise<Locator> {
  await fillInBackup(window, backup);
  await screen(window).button('Download').click();
  return screen(window).downloadItem(backup.backupId).first();
}

test.beforeEach(async ({ window, cloud }) => {
  await addProfile(window, { name: 'orders', ...cloud });
});

test('a sound backup is verified, shows the evidence, and its receipt records it', async ({
  window,
  cloud,
  downloadsDir,
}) => {
  const backup = backupWith(cloud, '');
  const item = await startDownload(window, backup);
  await expect(item.getByRole('status')).toHaveText('Verified', { timeout: 30_000 });
  for (const evidence of [/Length: passed · [\d,]+ bytes/u, 'ETag: passed', 'CRC64: passed']) {
    await expect(item).toContainText(evidence);
  }
  await expect(item).toContainText(/Structure: passed · RDB 10 · [\d,]+ keys/u);
  const [file = ''] = backupsIn(downloadsDir);
  const receipt = JSON.parse(readFileSync(path.join(downloadsDir, `${file}.receipt.json`), 'utf8')) as object;
  expect(receipt).toMatchObject({
    verified: true,
    sizeBytes: backup.sizeBytes,
    checks: ['length', 'etag', 'structure', 'crc'].map((name) => ({ name, outcome: 'passed' })),
  });
  await item.getByRole('button', { name: 'Show report' }).click();
  await expect(window.getByRole('heading', { level: 1, name: file })).toBeVisible();
  await expect(window.getByRole('heading', { level: 2, name: 'The file is sound' })).toBeVisible();
});

test('a damaged backup never gets its name, says what is wrong, and is whole when fetched again', async ({
  window,
  cloud,
  downloadsDir,
}) => {
  const backup = backupWith(cloud, 'corrupt');
  const item = await startDownload(window, backup);
  await expect(item.getByRole('status')).toHaveText('Failed', { timeout: 30_000 });
  await expect(item.getByRole('alert')).toContainText('damaged');
  await expect(item.getByRole('alert')).toContainText('Some of its bytes are not what the server wrote.');
  await item.getByRole('button', { name: 'Details', exact: true }).click();
  await expect(item.getByRole('region', { name: /^Details of/u })).toContainText('.rdb.damaged');
  for (const colorScheme of ['light', 'dark'] as const) {
    await window.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await violations(window)).toEqual([]);
  }
  const [kept = '', ...others] = readdirSync(downloadsDir);
  expect(kept).toMatch(/\.rdb\.damaged$/u);
  expect(others).toEqual([]);
  await expect(item.getByRole('alert')).toContainText(kept);

  await item.getByRole('button', { name: 'Show report' }).click();
  await expect(window.getByRole('heading', { level: 1, name: kept })).toBeVisible();
  await goTo(window, 'Downloads');

  cloud.control.replaceObject(backup.backupId);
  await item.getByRole('button', { name: 'Fetch again' }).click();
  await expect(item.getByRole('status')).toHaveText('Verified', { timeout: 30_000 });
  expect(readdirSync(downloadsDir)).toContain(kept);
  expect(backupsIn(downloadsDir)).toEqual([path.basename(kept, '.damaged')]);
});
