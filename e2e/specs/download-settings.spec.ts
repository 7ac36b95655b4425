import { readdirSync } from 'node:fs';
import type { PracticeCloud } from '#core/practice/server.ts';
import type { PracticeBackup } from '#shared/models/practice.ts';
import type { Page } from '@playwright/test';
import { violations } from '../fixtures/axe.ts';
import { backupsIn } from '../fixtures/files.ts';
import { addProfile, choose, fillInBackup, goTo, screen } from '../fixtures/screen.ts';
import { expect, test } from '../fixtures/test.ts';

/** Of each connection. */
const SLOW_BYTES_PER_SECOND = 120_000;

/** Part of the name of the practice cloud's storage inside the network. */
const INSIDE = /internal-cn-/u;

const row = (window: Page) => window.getByRole('list', { name: 'Downloads' }).getByRole('listitem');

async function download(window: Page, backup: PracticeBackup): Promise<void> {
  await fillInBackup(window, backup);
  await screen(window).button('Download').click();
}

function soundBackup(cloud: PracticeCloud): PracticeBackup {
  const found = cloud.backups.find(({ kind, fault }) => kind === 'masterReplica' && fault === '');
  if (found === undefined) throw new Error('The practice cloud offers nothing.');
  return found;
}

test('a speed limit set in the window holds the bytes back at once, and lets them go at once', async ({
  window,
  cloud,
}) => {
  await addProfile(window, { name: 'orders', ...cloud });
  await goTo(window, 'Settings');
  await choose(window, 'Speed limit', 'Custom…');
  await window.getByRole('textbox', { name: 'Megabytes a second' }).fill('0.05');
  await expect(screen(window).button('Set limit')).toBeDisabled();
  await window.getByRole('textbox', { name: 'Megabytes a second' }).fill('0.1');
  await screen(window).button('Set limit').click();
  await expect(window.getByRole('combobox', { name: 'Speed limit' })).toContainText('100');

  await download(window, soundBackup(cloud));
  const percent = async () => Number(await row(window).getByRole('progressbar').getAttribute('aria-valuenow'));
  const status = row(window).getByRole('status');
  await expect.poll(percent, { timeout: 60_000 }).toBeGreaterThan(2);
  // The storage itself sends as fast as it can: what is on its way is held back here.
  await expect(status).toHaveText('Downloading');
  expect(await percent()).toBeLessThan(50);

  await choose(window, 'Speed limit', 'Unlimited');
  await expect(status).toHaveText('Verified', { timeout: 30_000 });
});

test('a template for names is shown at work, refused while it is wrong, and names the next file', async ({
  window,
  cloud,
  downloadsDir,
}) => {
  const backup = soundBackup(cloud);
  await addProfile(window, { name: 'orders', ...cloud });
  await goTo(window, 'Settings');
  const template = window.getByRole('textbox', { name: 'File names' });
  await template.fill('{profile} of {backup');
  await expect(template).toHaveAttribute('aria-invalid', 'true');
  await template.press('Enter');
  await expect(template).toHaveAttribute('aria-invalid', 'true');
  await template.fill('{profile} of {backup}');
  await expect(window.getByText(/^orders of .+\.rdb$/u).first()).toBeVisible();
  await expect(template).not.toHaveAttribute('aria-invalid', 'true');
  await template.press('Enter');

  await download(window, soundBackup(cloud));
  await expect(row(window).getByRole('status')).toHaveText('Verified', { timeout: 30_000 });
  expect(backupsIn(downloadsDir)).toEqual([`orders of ${backup.backupId}.rdb`]);
  await download(window, soundBackup(cloud));
  await expect(row(window).getByRole('status').filter({ hasText: 'Verified' })).toHaveCount(2, { timeout: 30_000 });
  expect(readdirSync(downloadsDir)).toContain(`orders of ${backup.backupId} (2).rdb`);
});

test('what has ended is told outside the window, unless the window is in front', async ({ launch, cloud }) => {
  const { app, window } = await launch();
  await addProfile(window, { name: 'orders', ...cloud });
  await app.evaluate(({ BrowserWindow, Notification }) => {
    const told: string[] = [];
    Reflect.set(globalThis, 'told', told);
    Reflect.set(Notification, 'isSupported', () => true);
    Notification.prototype.show = function show(this: Electron.Notification) {
      told.push(`${this.title} ${this.body}`);
    };
    const [only] = BrowserWindow.getAllWindows();
    if (only !== undefined) only.isFocused = () => Reflect.get(globalThis, 'isInFront') === true;
  });
  const told = () => app.evaluate(() => Reflect.get(globalThis, 'told') as string[]);

  await download(window, soundBackup(cloud));
  await expect.poll(told, { timeout: 30_000 }).toHaveLength(1);
  expect(await told()).toEqual([expect.stringMatching(/^Download verified.*\.rdb/u)]);

  const missing = cloud.backups.find(({ fault }) => fault === 'object-missing');
  if (missing === undefined) throw new Error('The practice cloud misses nothing.');
  await download(window, missing);
  await expect.poll(told, { timeout: 30_000 }).toHaveLength(2);
  expect(await told()).toEqual([expect.anything(), expect.stringMatching(/^Download failed.*\.rdb/u)]);

  await app.evaluate(() => Reflect.set(globalThis, 'isInFront', true));
  await download(window, soundBackup(cloud));
  await expect(row(window).getByRole('status').filter({ hasText: 'Verified' })).toHaveCount(2, { timeout: 30_000 });
  expect(await told()).toHaveLength(2);
});

test('the private link is taken where the user chooses it, and only after consent to plain http', async ({
  launch,
  cloud,
}) => {
  const { window } = await launch();
  await addProfile(window, { name: 'orders', ...cloud });
  await fillInBackup(window, soundBackup(cloud));
  await screen(window).button('Get link').click();
  await screen(window).linkCard.getByRole('button', { name: 'Fetch by private network' }).click();
  const alert = window.getByRole('alert');
  await expect(alert).toContainText(INSIDE);
  await alert.getByRole('button', { name: 'Allow plain http…' }).click();
  await window.getByRole('dialog').getByRole('button', { name: INSIDE }).click();
  await row(window).getByRole('button', { name: 'Details' }).click();
  await expect(row(window).getByRole('region', { name: /^Details of/u })).toContainText(INSIDE);
  // Nobody outside that network finds it; the public link is not tried in its place.
  expect(cloud.control.requests().filter(({ server }) => server === 'storage')).toEqual([]);
});

for (const theme of ['light', 'dark'] as const) {
  test(`details and the banner after a restart pass axe in the ${theme} theme`, async ({ launch, cloud }) => {
    const first = await launch();
    await addProfile(first.window, { name: 'orders', ...cloud });
    cloud.control.setPace(SLOW_BYTES_PER_SECOND);
    await download(first.window, soundBackup(cloud));
    await expect(row(first.window).getByRole('status')).toHaveText('Downloading');
    await first.window.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await screen(first.window).button('Details').click();
    await expect(first.window.getByRole('region', { name: /^Details of/u })).toBeVisible();
    expect(await violations(first.window)).toEqual([]);
    await first.close();

    const { window } = await launch();
    await window.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await goTo(window, 'Downloads');
    await expect(window.getByRole('region', { name: 'Interrupted downloads' })).toBeVisible();
    expect(await violations(window)).toEqual([]);
    await screen(window).button('Choose…').click();
    await expect(window.getByRole('dialog')).toBeVisible();
    expect(await violations(window, '[role=dialog]')).toEqual([]);
  });
}
