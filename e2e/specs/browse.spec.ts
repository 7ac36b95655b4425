import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startPracticeCloud } from '#core/practice/server.ts';
import type { Locator, Page } from '@playwright/test';
import { violations } from '../fixtures/axe.ts';
import { addProfile, browse, goTo, screen } from '../fixtures/screen.ts';
import { expect, test } from '../fixtures/test.ts';

const row = (window: Page, table: 'Instances' | 'Backups', text: string | RegExp): Locator =>
  window.getByRole('table', { name: table }).getByRole('row').filter({ hasText: text });
const open = (window: Page, name: string): Promise<void> => window.getByRole('button', { name, exact: true }).click();
const focusedRow = (window: Page): Locator => window.locator('tbody tr:focus');

test('three clicks from the region to a backup on its way', async ({ launch, cloud }) => {
  const { window } = await launch();
  await browse(window, cloud, /cn-bj2/u);
  await expect(row(window, 'Instances', 'orders-prod')).toContainText(/Master-replica.*Running.*At 03:00/u);
  await open(window, 'orders-prod');
  await expect(row(window, 'Backups', 'before-release')).toContainText(/Manual.*24\.0.MB.*Good/u);
  await window.getByRole('checkbox', { name: 'Select before-release' }).click();
  await screen(window).button('Download selected').click();
  await expect(row(window, 'Backups', 'before-release')).toContainText('Complete', { timeout: 30_000 });
  await window.getByRole('button', { name: 'Show downloads' }).click();
  await expect(screen(window).downloadItem(/uredis-onb4ha/u)).toBeVisible();
});

test('what the lists of backups give cause for stands in the table, the gravest first', async ({ launch, cloud }) => {
  const { window } = await launch();
  await browse(window, cloud, /hk/u);
  await expect(row(window, 'Instances', 'mail-queue')).toContainText('Last backup failed');
  await open(window, 'Health');
  const rows = window.getByRole('table', { name: 'Instances' }).getByRole('row');
  await expect(rows.nth(1)).toContainText('mail-queue');
  await expect(rows.nth(2)).toContainText(/coupons.*days missing \+1/u);
  await expect(rows.nth(3)).toContainText('1 day missing');
  await expect(rows.nth(4)).toContainText('Newest is 7% of the usual size');
  await open(window, 'mail-queue');
  await expect(
    window.getByRole('banner').or(window.locator('header')).filter({ hasText: 'Last backup failed' }),
  ).toBeVisible();
  await expect(row(window, 'Backups', 'Failed')).toHaveCount(1);
});

test('all regions are searched, and one that is refused does not hide the others', async ({ launch, cloud }) => {
  const { window } = await launch();
  await addProfile(window, { name: 'orders', ...cloud });
  await goTo(window, 'Browse');
  await expect(window.getByText('No region chosen')).toBeVisible();
  await screen(window).button('Search all regions').click();
  await expect(window.getByText('1 region could not be read')).toBeVisible({ timeout: 30_000 });
  await expect(row(window, 'Instances', 'orders-prod')).toContainText('Beijing 2');
  await expect(row(window, 'Instances', 'mail-queue')).toContainText('Hong Kong');
  await window.getByText('1 region could not be read').click();
  await expect(window.getByText('cn-sh', { exact: true })).toBeVisible();
  await open(window, 'sessions-prod');
  await expect(row(window, 'Backups', 'copied-to-hk')).toContainText('Hong Kong');
});

test('a distributed backup is one row, one set and one folder', async ({ launch, cloud, downloadsDir }) => {
  const { window } = await launch();
  await browse(window, cloud, /cn-bj2/u);
  await open(window, 'catalog-shards');
  const backup = row(window, 'Backups', 'three-shards');
  await expect(backup).toContainText('3 shards');
  await backup.dblclick();
  const details = window.getByRole('complementary', { name: 'Details' });
  await expect(details).toContainText('slots 0–5461');
  await expect(details).toContainText(/\(this computer\).*\(UTC\).*\(in cn-bj2\)/su);
  await details.getByRole('button', { name: 'Download', exact: true }).click();
  await expect(details.getByRole('region', { name: 'Files' }).getByRole('listitem')).toHaveCount(3);
  await expect(backup).toContainText('Complete', { timeout: 30_000 });
  const [folder = '', ...others] = readdirSync(downloadsDir);
  expect(others).toEqual([]);
  const files = readdirSync(path.join(downloadsDir, folder));
  expect(files.filter((name) => name.endsWith('.rdb'))).toHaveLength(3);
  const manifest = path.join(downloadsDir, folder, 'backup.manifest.json');
  await expect.poll(() => JSON.parse(readFileSync(manifest, 'utf8')).isComplete).toBe(true);
});

test('a set whose shards fail is not complete, each shard is tried again by itself, and taken off the list it leaves nothing', async ({
  launch,
  secrets,
  downloadsDir,
}) => {
  const backup = {
    name: 'lost-shards',
    instanceId: 'udredis-00pakopv',
    sizeBytes: 90_000,
    fault: 'object-missing',
  } as const;
  const cloud = await startPracticeCloud({ extraBackups: [backup] });
  secrets.push(cloud.privateKey);
  const { window } = await launch();
  await browse(window, cloud, /cn-bj2/u);
  await open(window, 'catalog-shards');
  await row(window, 'Backups', 'lost-shards').dblclick();
  const details = window.getByRole('complementary', { name: 'Details' });
  await details.getByRole('button', { name: 'Download', exact: true }).click();
  await expect(row(window, 'Backups', 'lost-shards')).toContainText('Failed · 0/3', { timeout: 30_000 });
  cloud.control.clearRequests();
  await details.getByRole('button', { name: 'Try udredis-00pakopv_1 again' }).click();
  const asked = () =>
    cloud.control
      .requests()
      .filter(({ server }) => server === 'storage')
      .map((one) => one.path);
  await expect.poll(() => asked().length).toBeGreaterThan(0);
  expect(asked().every((each) => each.includes('udredis-00pakopv_1'))).toBe(true);
  await expect(details.getByRole('button', { name: /^Try .* again$/u })).toHaveCount(3);

  expect(readdirSync(downloadsDir)).toHaveLength(1);
  await goTo(window, 'Downloads');
  const set = window.getByRole('list', { name: 'Backups of several shards' }).getByRole('listitem');
  await expect(set).toContainText('0 of 3 shards complete');
  await expect(set).toContainText('3 shards failed');
  const remove = window.getByRole('list', { name: 'Downloads' }).getByRole('button', { name: 'Remove from list' });
  for (const left of [2, 1, 0]) {
    await remove.first().click();
    await expect(remove).toHaveCount(left);
  }
  await expect.poll(() => readdirSync(downloadsDir)).toEqual([]);
  await cloud.close();
});

test('a backup whose file and receipt are on this machine is marked', async ({ launch, cloud, downloadsDir }) => {
  const good = cloud.backups.find(({ fault }) => fault === '');
  if (good === undefined) throw new Error('The practice cloud offers nothing.');
  const { regionId, instanceId, backupId } = good;
  const receipt = { file: 'kept.rdb', sizeBytes: 5, backup: { regionId, instanceId, backupId, shardId: '' } };
  writeFileSync(path.join(downloadsDir, 'kept.rdb'), 'REDIS');
  writeFileSync(path.join(downloadsDir, 'kept.rdb.receipt.json'), JSON.stringify(receipt));
  const { window } = await launch();
  await browse(window, cloud, /cn-bj2/u);
  await open(window, 'orders-prod');
  await expect(row(window, 'Backups', 'before-release')).toContainText('Complete');
  await expect(row(window, 'Backups', 'small-one')).not.toContainText('Complete');
});

test('the latest good backup of each selected instance is downloaded', async ({ launch, cloud }) => {
  const { window } = await launch();
  await browse(window, cloud, /hk/u);
  await expect(row(window, 'Instances', 'mail-queue')).toContainText('Last backup failed');
  await window.getByRole('checkbox', { name: 'Select all shown' }).click();
  await expect(window.getByText('4 selected')).toBeVisible();
  await screen(window).button('Download the latest good backups').click();
  await expect(window.getByText('4 backups are being downloaded.')).toBeVisible({ timeout: 30_000 });
  await goTo(window, 'Downloads');
  await expect(screen(window).downloadItem(/rdb/u)).toHaveCount(4);
});

test('the keyboard alone finds, opens, selects and goes back', async ({ launch, cloud }) => {
  const { window } = await launch();
  await browse(window, cloud, /cn-bj2/u);
  await expect(row(window, 'Instances', 'orders-prod')).toBeVisible();
  await window.keyboard.press('/');
  await window.keyboard.type('ONB4 orders');
  await expect(window.getByText('1 instance', { exact: true })).toBeVisible();
  await window.keyboard.press('ArrowDown');
  await expect(focusedRow(window)).toContainText('orders-prod');
  await window.keyboard.press('Enter');
  await expect(row(window, 'Backups', 'before-release')).toBeVisible();
  await window.keyboard.press('/');
  await window.keyboard.press('ArrowDown');
  // Which backup is the newest depends on the hour: the automatic one is made at 03:00 in Beijing.
  await expect(focusedRow(window)).toHaveAttribute('aria-rowindex', '2');
  await window.keyboard.press('Space');
  await window.keyboard.press('Shift+ArrowDown');
  await window.keyboard.press('Shift+ArrowDown');
  await expect(window.getByText('3 selected')).toBeVisible();
  await window.keyboard.press('Control+a');
  await expect(window.getByText(/^3[0-9] selected · 2[0-9] without a file$/u)).toBeVisible();
  await window.keyboard.press('End');
  await expect(focusedRow(window)).toContainText('Expired');
  await window.keyboard.press('Enter');
  await expect(window.getByRole('complementary', { name: 'Details' })).toContainText('its file is gone');
  await window.keyboard.press('Escape');
  await expect(window.getByText(/selected/u)).toHaveCount(1);
  await window.keyboard.press('Escape');
  await expect(window.getByRole('complementary', { name: 'Details' })).toBeHidden();
  await window.keyboard.press('Alt+ArrowLeft');
  await expect(row(window, 'Instances', 'orders-prod')).toBeVisible();
});

test('the path, favourites, recents and what was seen before survive a restart', async ({ launch, cloud }) => {
  const first = await launch();
  await browse(first.window, cloud, /cn-bj2/u);
  await screen(first.window).button('Favourite: cart-test').click();
  await open(first.window, 'orders-prod');
  await expect(row(first.window, 'Backups', 'before-release')).toBeVisible();
  await first.close();
  cloud.control.deleteInstance('uredis-onb4ha');

  const { window } = await launch();
  await screen(window).button('Edit profile orders').click();
  await window.getByLabel('Private key', { exact: true }).fill(cloud.privateKey);
  await screen(window).button('Save profile').click();
  await goTo(window, 'Browse');
  await expect(row(window, 'Backups', 'before-release')).toBeVisible();
  await window.getByRole('button', { name: 'Back to the instances' }).click();
  await open(window, 'Favourites 1');
  await expect(row(window, 'Instances', 'cart-test')).toBeVisible();
  await expect(row(window, 'Instances', 'rehearsal')).toBeHidden();
  await open(window, 'No longer listed 1');
  await expect(row(window, 'Instances', 'orders-prod')).toContainText('No longer listed');
  await window.getByRole('checkbox', { name: 'Select orders-prod' }).click();
  await screen(window).button('Forget the selected').click();
  await expect(row(window, 'Instances', 'orders-prod')).toBeHidden();
});

test('copies are listed in the region that keeps them, with where they come from, and come from there', async ({
  launch,
  cloud,
}) => {
  const { window } = await launch();
  await browse(window, cloud, /hk/u);
  await screen(window).button('Copies kept here…').click();
  const copies = window.getByRole('table', { name: 'Copies from other regions' });
  const copy = copies.getByRole('row').filter({ hasText: 'copied-to-hk' });
  await expect(copy).toContainText(/sessions-prod.*Shanghai 2/u);
  expect(await violations(window)).toEqual([]);
  cloud.control.clearRequests();
  await copy.getByRole('checkbox').click();
  await screen(window).button('Download selected').click();
  await expect(copy).toContainText('Complete', { timeout: 30_000 });
  const asked = cloud.control.requests().find(({ parameters }) => parameters['Action'] === 'DescribeURedisBackupURL');
  expect(asked?.parameters).toMatchObject({ Region: 'hk', GroupId: 'uhredis-1dim5ws6', IsCrossRegion: 'true' });
  await window.getByRole('button', { name: 'Back to the instances' }).click();
  await expect(row(window, 'Instances', 'mail-queue')).toBeVisible();
});
