import type { Page } from '@playwright/test';
import { violations } from '../fixtures/axe.ts';
import { browse, choose, fillInBackup, addProfile, screen } from '../fixtures/screen.ts';
import { expect, test } from '../fixtures/test.ts';

const open = (window: Page, name: string): Promise<void> => window.getByRole('button', { name, exact: true }).click();
const peeked = (window: Page) => window.getByRole('region', { name: 'Peek' });

test('a look into a backup of the list tells its maker, its keys and its end', async ({ launch, cloud }) => {
  const { window } = await launch();
  await browse(window, cloud, /cn-bj2/u);
  await open(window, 'orders-prod');
  await window.getByRole('row').filter({ hasText: 'before-release' }).dblclick();
  cloud.control.clearRequests();
  const details = window.getByRole('complementary', { name: 'Details' });
  await details.getByRole('button', { name: 'Peek', exact: true }).click();
  await expect(peeked(window).getByRole('status')).toHaveText('Looks like a whole RDB file');
  await expect(peeked(window)).toContainText(/24\.0.MB/u);
  await expect(peeked(window)).toContainText('Redis 7.0.15, RDB version 10');
  await expect(peeked(window)).toContainText('Redis 7.0 · Valkey 7.2');
  await expect(peeked(window)).toContainText(/Database 0: [\d,]+ keys/u);
  await expect(peeked(window)).toContainText('End mark and checksum are there');
  expect(cloud.control.requests().filter(({ server }) => server === 'storage')).toHaveLength(2);
  expect(await violations(window)).toEqual([]);
});

test('of a distributed backup one shard after the other can be looked into', async ({ launch, cloud }) => {
  const { window } = await launch();
  await browse(window, cloud, /cn-bj2/u);
  await open(window, 'catalog-shards');
  await window.getByRole('row').filter({ hasText: 'three-shards' }).dblclick();
  const details = window.getByRole('complementary', { name: 'Details' });
  await details.getByRole('button', { name: 'Peek', exact: true }).click();
  await expect(peeked(window)).toContainText('RDB version');
  cloud.control.clearRequests();
  await choose(window, 'Shard', 'udredis-00pakopv_2');
  await expect(peeked(window)).toContainText('RDB version');
  await expect
    .poll(() => cloud.control.requests().filter(({ path }) => path.includes('udredis-00pakopv_2')).length)
    .toBe(2);
});

test('a look by the link card says in words what is not a backup', async ({ launch, cloud }) => {
  const { window } = await launch();
  const page = cloud.backups.find(({ fault }) => fault === 'html-page');
  if (page === undefined) throw new Error('The practice cloud offers nothing.');
  await addProfile(window, { name: 'orders', ...cloud });
  await fillInBackup(window, page);
  await open(window, 'Get link');
  await screen(window).linkCard.getByRole('button', { name: 'Peek', exact: true }).click();
  await expect(screen(window).linkCard.getByRole('alert')).toBeVisible();
  await expect(screen(window).linkCard.getByRole('button', { name: 'Look again' })).toBeVisible();
});
