import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { PracticeCloud } from '#core/practice/server.ts';
import type { PracticeBackup } from '#shared/models/practice.ts';
import type { Page } from '@playwright/test';
import { backupsIn } from '../fixtures/files.ts';
import { addProfile, fillInBackup, goTo, screen } from '../fixtures/screen.ts';
import { expect, test } from '../fixtures/test.ts';

/** Of each connection. */
const SLOW_BYTES_PER_SECOND = 120_000;
/** Bytes fetched twice where connections go on, to compare them. */
const SEAM_BYTES = 2_000_000;

const rows = (window: Page) => window.getByRole('list', { name: 'Downloads' }).getByRole('listitem');
const statuses = (window: Page, word: string) => rows(window).getByRole('status').filter({ hasText: word });

function soundBackup(cloud: PracticeCloud): PracticeBackup {
  const found = cloud.backups.find(({ kind, fault }) => kind === 'masterReplica' && fault === '');
  if (found === undefined) throw new Error('The practice cloud offers nothing.');
  return found;
}

async function startDownloads(window: Page, backup: PracticeBackup, count: number): Promise<void> {
  for (let turn = 1; turn <= count; turn += 1) {
    await fillInBackup(window, backup);
    await screen(window).button('Download').click();
    await expect(rows(window)).toHaveCount(turn);
  }
}

/** Without a keychain the key is gone with the app; typed again, it serves the downloads too. */
async function typeKeyAgain(window: Page, privateKey: string): Promise<void> {
  await screen(window).button('Type the private key again').click();
  await window.getByLabel('Private key', { exact: true }).fill(privateKey);
  await screen(window).button('Save profile').click();
  await expect(window.getByRole('dialog')).toHaveCount(0);
}

/** What the journals in a folder say is safely on disk. */
function journalledBytes(folder: string): number {
  const journals = readdirSync(folder).filter((name) => name.endsWith('.journal'));
  const ranges = journals.flatMap((name) => {
    const journal = JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as {
      ranges: Record<'start' | 'end', number>[];
    };
    return journal.ranges;
  });
  return ranges.reduce((sum, { start, end }) => sum + end - start, 0);
}

/** Bytes the storage has sent, headers not counted. */
function servedBytes(cloud: PracticeCloud): number {
  const answers = cloud.control.requests().filter(({ server }) => server === 'storage');
  return answers.reduce((sum, { sentBytes }) => sum + sentBytes, 0);
}

test('killed in the middle, the app offers to continue and fetches nothing twice that was on disk', async ({
  launch,
  cloud,
  downloadsDir,
}) => {
  const first = await launch();
  const backup = soundBackup(cloud);
  await addProfile(first.window, { name: 'orders', ...cloud });
  cloud.control.setPace(SLOW_BYTES_PER_SECOND);
  await startDownloads(first.window, backup, 2);
  const bars = rows(first.window).getByRole('progressbar');
  for (const bar of await bars.all()) {
    await expect
      .poll(async () => Number(await bar.getAttribute('aria-valuenow')), { timeout: 60_000 })
      .toBeGreaterThan(25);
  }
  const child = first.app.process();
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
  const onDisk = journalledBytes(downloadsDir);
  expect(onDisk).toBeGreaterThan(0);

  cloud.control.setPace(undefined);
  cloud.control.clearRequests();
  const { window } = await launch();
  await expect(window.getByText('2 interrupted')).toBeVisible();
  await typeKeyAgain(window, cloud.privateKey);
  await goTo(window, 'Downloads');
  const banner = window.getByRole('region', { name: 'Interrupted downloads' });
  await expect(banner).toContainText('2 downloads were not finished the last time.');
  await expect(statuses(window, 'Paused')).toHaveCount(2);
  await banner.getByRole('button', { name: 'Continue all' }).click();
  await expect(statuses(window, 'Verified')).toHaveCount(2, { timeout: 60_000 });
  await expect(banner).toHaveCount(0);

  const files = backupsIn(downloadsDir);
  const hashes = files.map((name) =>
    createHash('sha256')
      .update(readFileSync(path.join(downloadsDir, name)))
      .digest('hex'),
  );
  expect(files).toHaveLength(2);
  expect(new Set(hashes).size).toBe(1);
  // What was missing, and a little at the seams.
  expect(servedBytes(cloud)).toBeLessThan((2 * backup.sizeBytes - onDisk) * 1.02 + SEAM_BYTES);
  for (const name of files) {
    const checked = execFileSync('sha256sum', ['--check', '--strict', `${name}.sha256`], { cwd: downloadsDir });
    expect(checked.toString()).toContain('OK');
  }
});

test('of what was interrupted one may choose; the details tell the story', async ({ launch, cloud }) => {
  const first = await launch();
  await addProfile(first.window, { name: 'orders', ...cloud });
  cloud.control.setPace(SLOW_BYTES_PER_SECOND);
  await startDownloads(first.window, soundBackup(cloud), 2);
  await expect(statuses(first.window, 'Downloading')).toHaveCount(2);
  await first.close();

  cloud.control.setPace(undefined);
  const { window } = await launch();
  await typeKeyAgain(window, cloud.privateKey);
  await goTo(window, 'Downloads');
  await screen(window).button('Choose…').click();
  await window.getByRole('checkbox').last().click();
  await screen(window).button('Continue 1 download').click();
  await expect(statuses(window, 'Verified')).toHaveCount(1, { timeout: 60_000 });
  await expect(statuses(window, 'Paused')).toHaveCount(1);

  const done = rows(window).filter({ hasText: 'Verified' });
  await done.getByRole('button', { name: 'Details' }).click();
  const details = done.getByRole('region', { name: /^Details of/u });
  await expect(details).toContainText('SHA-256');
  await expect(details).toContainText('ETag');
  const timeline = details.getByRole('list', { name: 'Timeline' });
  await expect(timeline).toContainText('Added to the queue');
  await expect(timeline).toContainText('Backhaul was started again');
  await expect(timeline).toContainText('Verified');
});

test('quitting asks first and says what becomes of the downloads; a system that ends the app is not kept', async ({
  launch,
  cloud,
}) => {
  const { app, window } = await launch();
  await addProfile(window, { name: 'orders', ...cloud });
  cloud.control.setPace(SLOW_BYTES_PER_SECOND);
  await startDownloads(window, soundBackup(cloud), 1);
  await expect(statuses(window, 'Downloading')).toHaveCount(1);
  await app.evaluate(({ BrowserWindow, dialog }) => {
    const asked: string[] = [];
    Reflect.set(globalThis, 'asked', asked);
    const answer = (...given: unknown[]) => {
      const options = Object(given.at(-1)) as { message: string; detail: string };
      asked.push(`${options.message} ${options.detail}`);
      return Promise.resolve({ response: 1, checkboxChecked: false });
    };
    Reflect.set(dialog, 'showMessageBox', answer);
    BrowserWindow.getAllWindows()[0]?.close();
  });
  await expect
    .poll(() => app.evaluate(() => String(Reflect.get(globalThis, 'asked'))))
    .toContain('the next start offers to continue');
  await expect(statuses(window, 'Downloading')).toHaveCount(1);

  const child = app.process();
  const closed = window.waitForEvent('close');
  child.kill('SIGTERM');
  await closed;
  // The process itself stays until the tests let go of its debugger.
  child.kill('SIGKILL');
});
