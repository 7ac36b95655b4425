import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { violations } from '../fixtures/axe.ts';
import { addProfile, choose, fillInBackup, goTo, screen } from '../fixtures/screen.ts';
import { expect, test } from '../fixtures/test.ts';

const copied = (app: ElectronApplication): Promise<string> =>
  app.evaluate(async ({ clipboard }) => clipboard.readText());

test('a link is copied as a command by keyboard, for either network, and tested for where it can be reached', async ({
  launch,
}) => {
  const { app, window } = await launch();
  const { button, linkCard } = screen(window);
  await button('Try the practice cloud').click();
  await window.getByRole('button', { name: 'Use' }).first().click();
  await button('Get link').click();
  await expect(linkCard).toContainText('Public link');
  await expect(linkCard).toContainText('umembackup-9001.internal-cn-bj2.ufileos.com');

  await linkCard.getByRole('button', { name: 'Copy as…' }).focus();
  await window.keyboard.press('Enter');
  const menu = window.getByRole('menu');
  await expect(menu.getByRole('menuitem')).toHaveCount(10);
  expect(await violations(window, '[role="menu"]')).toEqual([]);
  await expect(menu.getByRole('menuitem').first()).toBeFocused();
  await window.keyboard.press('ArrowDown');
  await expect(menu.getByRole('menuitem', { name: 'curl' }).first()).toBeFocused();
  await window.keyboard.press('Enter');
  await expect.poll(() => copied(app)).toMatch(/^curl --fail .* --output 'u.*\.rdb' 'http:\/\/127\.0\.0\.1:.*'$/u);

  await linkCard.getByRole('button', { name: 'Copy as…' }).click();
  await menu.getByRole('group', { name: 'Private-network link' }).getByRole('menuitem', { name: 'PowerShell' }).click();
  await expect.poll(() => copied(app)).toMatch(/^curl\.exe .* 'http:\/\/umembackup-9001\.internal-/u);

  await button('Test connection').click();
  await expect(linkCard.getByRole('status').first()).toContainText('reachable from here');
  await expect(linkCard.getByRole('status').last()).toContainText(/not known|no answer|not reachable/u);
  expect(await violations(window)).toEqual([]);
  expect(await window.content()).not.toContain(/Signature=([^&']+)/u.exec(await copied(app))?.[1]);

  await goTo(window, 'Settings');
  await choose(window, 'Language', '简体中文');
  await window.locator('nav a').nth(1).click();
  await window
    .getByRole('button', { name: /^使用 / })
    .first()
    .click();
  await window.getByRole('button', { name: '获取链接' }).click();
  await expect(window.getByRole('region', { name: '备份链接' })).toContainText('内网链接');
  await expect(window.getByRole('button', { name: '复制为…' })).toBeVisible();
});

test('the shards of a distributed backup are copied all at once, a line each, and downloaded as one set', async ({
  launch,
  cloud,
  downloadsDir,
}) => {
  const { app, window } = await launch();
  await addProfile(window, { name: 'sessions', ...cloud });
  const backup = cloud.backups.find(({ kind, fault }) => kind === 'distributed' && fault === '');
  if (backup === undefined) throw new Error('The practice cloud offers no distributed backup.');
  await fillInBackup(window, backup);
  const { button, linkCard } = screen(window);
  await button('Get link').click();
  await expect(linkCard.nth(1)).toBeVisible();
  const shards = await linkCard.count();
  await window.getByRole('button', { name: `Copy all ${shards} links as…` }).click();
  await window.getByRole('menuitem', { name: 'wget' }).click();
  await expect.poll(async () => (await copied(app)).split('\n').length).toBe(shards);
  const lines = (await copied(app)).split('\n');
  expect(lines.every((line) => line.startsWith('wget --continue '))).toBe(true);
  expect(new Set(lines.map((line) => /--output-document='([^']+)'/u.exec(line)?.[1])).size).toBe(shards);

  await button(`Download all ${shards} shards`).click();
  await expect(window.getByRole('list', { name: 'Downloads' }).getByRole('listitem')).toHaveCount(shards);
  const set = window.getByRole('list', { name: 'Backups of several shards' }).getByRole('listitem');
  const [folder = '', ...others] = readdirSync(downloadsDir);
  expect(others).toEqual([]);
  const manifest = path.join(downloadsDir, folder, 'backup.manifest.json');
  const isComplete = () => JSON.parse(readFileSync(manifest, 'utf8')).isComplete;
  await expect.poll(isComplete, { timeout: 30_000 }).toBe(true);
  await expect(set).toContainText(`${shards} of ${shards} shards complete`);
  await expect(set.getByRole('progressbar', { name: folder })).toHaveAttribute('aria-valuenow', '100');
  expect(await violations(window)).toEqual([]);
});
