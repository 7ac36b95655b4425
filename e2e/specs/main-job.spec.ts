import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { backupsIn } from '../fixtures/files.ts';
import { addProfile, fillInBackup, goTo, screen } from '../fixtures/screen.ts';
import { expect, test } from '../fixtures/test.ts';

test('a stranger rehearses on the practice cloud: from the first click to the file', async ({
  window,
  downloadsDir,
}) => {
  const { button, linkCard, downloadItem } = screen(window);
  await button('Try the practice cloud').click();
  await expect(window.getByText('Practice', { exact: true }).last()).toBeVisible();
  await window.getByRole('button', { name: 'Use' }).first().click();
  await button('Get link').click();
  await expect(linkCard).toContainText(/Expires in 3:59:\d\d|Expires in 4:00:00/u);
  await expect(linkCard).not.toContainText('Signature=h');

  await linkCard.getByRole('button', { name: 'Download' }).click();
  await goTo(window, 'Downloads');
  const item = downloadItem(/uredis-/u);
  await expect(item.getByRole('progressbar')).toHaveAccessibleName(/\.rdb$/u);
  await expect(item.getByRole('status')).toHaveText('Verified', { timeout: 30_000 });
  await expect(item).toContainText('Length: passed');
  await expect(item).toContainText('ETag: passed');

  const [file, ...others] = backupsIn(downloadsDir);
  expect(others).toEqual([]);
  const whole = path.join(downloadsDir, file ?? '');
  expect(readFileSync(whole).subarray(0, 5).toString()).toBe('REDIS');
  expect(execFileSync('redis-check-rdb', [whole], { encoding: 'utf8' })).toContain('RDB looks OK');
});

test('the same with a profile of one’s own on a custom endpoint, which a restart keeps', async ({
  launch,
  cloud,
  downloadsDir,
}) => {
  const first = await launch();
  const { button, linkCard, downloadItem, textbox } = screen(first.window);
  await addProfile(first.window, { name: 'orders-prod', ...cloud });
  const backup = cloud.backups[0];
  if (backup === undefined) throw new Error('The practice cloud offers nothing.');
  await fillInBackup(first.window, backup);
  await textbox('Backup ID').fill(`  "${backup.backupId}" \n`);
  await button('Get link').click();
  await expect(linkCard).toBeVisible();
  await expect(textbox('Backup ID')).toHaveValue(backup.backupId);
  await linkCard.getByRole('button', { name: 'Download' }).click();
  await goTo(first.window, 'Downloads');
  await expect(downloadItem(backup.backupId).getByRole('status')).toHaveText('Verified');
  await goTo(first.window, 'Get by ID');
  await expect(textbox('Instance ID')).toHaveValue(backup.instanceId);
  expect(backupsIn(downloadsDir)).toHaveLength(1);
  const calls = cloud.control.requests().filter(({ server }) => server === 'api');
  expect(new Set(calls.map(({ method, path: called }) => `${method} ${called}`))).toEqual(new Set(['POST /']));
  await first.close();

  const second = await launch();
  await expect(second.window.getByRole('combobox', { name: 'Profile', exact: true })).toHaveValue('orders-prod');
  await goTo(second.window, 'Get by ID');
  await expect(screen(second.window).textbox('Instance ID')).toHaveValue(backup.instanceId);
});

test('“Download” in the form gets the link and starts at once, all shards of a distributed backup', async ({
  launch,
  cloud,
  downloadsDir,
}) => {
  const { window } = await launch();
  await addProfile(window, { name: 'sessions', ...cloud });
  const backup = cloud.backups.find(({ kind, fault }) => kind === 'distributed' && fault === '');
  if (backup === undefined) throw new Error('The practice cloud offers no distributed backup.');
  await fillInBackup(window, backup);
  await screen(window).button('Download').click();
  const list = window.getByRole('list', { name: 'Downloads' }).getByRole('listitem');
  await expect(list.first()).toBeVisible();
  const shards = await list.count();
  expect(shards).toBeGreaterThan(1);
  await expect(list.getByRole('status').filter({ hasText: 'Verified' })).toHaveCount(shards, { timeout: 30_000 });
  const [folder = '', ...others] = readdirSync(downloadsDir);
  expect(others).toEqual([]);
  expect(backupsIn(path.join(downloadsDir, folder))).toHaveLength(shards);
});

test('a copied link is whole on the clipboard and nowhere in the window', async ({ launch }) => {
  const { app, window } = await launch();
  const { button, linkCard } = screen(window);
  await button('Try the practice cloud').click();
  await window.getByRole('button', { name: 'Use' }).first().click();
  await button('Get link').click();
  await linkCard.getByRole('button', { name: 'Copy link' }).click();
  await expect(window.getByText('The clipboard is cleared in 60 seconds')).toBeVisible();
  const copied = await app.evaluate(async ({ clipboard }) => clipboard.readText());
  expect(copied).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/.*[?&]Signature=/u);
  const signature = /Signature=([^&]+)/u.exec(copied)?.[1] ?? '';
  expect(signature.length).toBeGreaterThan(20);
  expect(await window.content()).not.toContain(signature);

  await linkCard.getByRole('button', { name: 'Renew link' }).click();
  await linkCard.getByRole('button', { name: 'Copy link' }).click();
  await expect.poll(() => app.evaluate(async ({ clipboard }) => clipboard.readText())).not.toContain(signature);
});

test('the switcher finds a profile by its name and by the end of its key', async ({ launch, cloud }) => {
  const { window } = await launch();
  await addProfile(window, { name: 'orders', ...cloud });
  await addProfile(window, { name: 'sessions', ...cloud, publicKey: 'made-up-key-zq7xw' }, 'New profile');
  const switcher = window.getByRole('combobox', { name: 'Profile', exact: true });
  await expect(switcher).toHaveValue('sessions');
  await switcher.click();
  await switcher.fill('ord');
  await window.keyboard.press('Enter');
  await expect(switcher).toHaveValue('orders');
  await switcher.fill('q7xw');
  await window.keyboard.press('Enter');
  await expect(switcher).toHaveValue('sessions');
});

test('a deleted profile comes back with its key and its settings when the deletion is undone', async ({
  launch,
  cloud,
  downloadsDir,
}) => {
  const { app, window } = await launch();
  const { button } = screen(window);
  await addProfile(window, { name: 'orders', ...cloud });
  await goTo(window, 'Settings');
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
  }, downloadsDir);
  await button('Choose its folder…').click();
  const ownFolders = window.getByRole('list', { name: 'Profiles with a folder of their own' });
  await expect(ownFolders).toContainText(downloadsDir);
  const hidesActions = window.getByRole('checkbox', { name: /^Hide actions that change something/u });
  await hidesActions.click();
  await expect(hidesActions).toBeChecked();

  await button('Delete profile orders').click();
  await window.getByRole('dialog').getByRole('button', { name: 'Delete profile orders' }).click();
  await expect(button('Add profile')).toBeVisible();
  await button('Undo').click();
  await expect(window.getByRole('combobox', { name: 'Profile', exact: true })).toHaveValue('orders');
  await window.getByRole('combobox', { name: 'Region' }).click();
  await expect(window.getByRole('option', { name: /cn-bj2/u })).toBeVisible();
  await window.keyboard.press('Escape');
  await goTo(window, 'Settings');
  await expect(ownFolders).toContainText(downloadsDir);
  await expect(hidesActions).toBeChecked();
});

test('a finished file is shown in its folder, by its own path', async ({ launch, downloadsDir }) => {
  const { app, window } = await launch();
  const { button, downloadItem } = screen(window);
  await button('Try the practice cloud').click();
  await window.getByRole('button', { name: 'Use' }).first().click();
  await button('Download').click();
  const item = downloadItem(/uredis-/u);
  await expect(item.getByRole('status')).toHaveText('Verified', { timeout: 30_000 });
  await app.evaluate(({ shell }) => {
    shell.showItemInFolder = (file) => Reflect.set(globalThis, 'shownFile', file);
  });
  await item.getByRole('button', { name: 'Show in folder' }).click();
  const file = path.join(downloadsDir, backupsIn(downloadsDir)[0] ?? '');
  await expect.poll(() => app.evaluate(() => String(Reflect.get(globalThis, 'shownFile')))).toBe(file);
});
