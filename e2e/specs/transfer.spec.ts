import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ElectronApplication, Page, TestInfo } from '@playwright/test';
import { filesThatLeak } from '../fixtures/leaks.ts';
import { addProfile, choose, goTo, screen } from '../fixtures/screen.ts';
import { expect, test } from '../fixtures/test.ts';
import { setMasterPassword, unlock } from '../fixtures/vault.ts';

const PASSPHRASE = 'made-up passphrase that travels';

/** A folder of the test's own, and the file in it that both dialogs of the system answer with. */
async function answerDialogs(app: ElectronApplication, testInfo: TestInfo): Promise<{ folder: string; file: string }> {
  const folder = testInfo.outputPath('carried');
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'carried.json');
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: chosen });
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
  }, file);
  return { folder, file };
}

async function close(window: Page, title: string): Promise<void> {
  await window.getByRole('dialog', { name: title }).getByRole('button', { name: 'Close' }).click();
}

async function exportProfiles(window: Page, passphrase?: string): Promise<void> {
  const { button } = screen(window);
  await goTo(window, 'Settings');
  await button('Export profiles…').click();
  if (passphrase === undefined) await window.getByRole('radio', { name: 'Without secrets' }).click();
  else {
    await window.getByLabel('Passphrase', { exact: true }).fill(passphrase);
    await window.getByLabel('Repeat passphrase', { exact: true }).fill(passphrase);
  }
  await button('Choose where and export…').click();
  await expect(window.getByRole('dialog', { name: 'Profiles exported' })).toContainText('carried.json');
  await close(window, 'Profiles exported');
}

async function deleteProfile(window: Page, name: string): Promise<void> {
  await screen(window).button(`Delete profile ${name}`).click();
  await window
    .getByRole('dialog')
    .getByRole('button', { name: `Delete profile ${name}` })
    .click();
  await expect(screen(window).button('Add profile')).toBeVisible();
}

async function openFile(window: Page, passphrase: string): Promise<void> {
  await screen(window).button('Import profiles…').click();
  await window.getByLabel('Passphrase of the file').fill(passphrase);
  await screen(window).button('Open file').click();
}

const preview = (window: Page) => window.getByRole('table', { name: 'Profiles in the file' });
const results = (window: Page) => window.getByRole('list', { name: 'What was done' });

test('an encrypted file brings a profile back whole, and it signs again', async ({
  launch,
  cloud,
  secrets,
}, testInfo) => {
  const { app, window } = await launch();
  secrets.push(PASSPHRASE);
  const { button, combobox } = screen(window);
  const { folder, file } = await answerDialogs(app, testInfo);
  await addProfile(window, { name: 'orders', ...cloud });
  await exportProfiles(window, PASSPHRASE);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(filesThatLeak(folder, [...secrets, cloud.publicKey]), 'no secret in the exported file').toEqual([]);

  await deleteProfile(window, 'orders');
  await openFile(window, PASSPHRASE);
  await expect(preview(window).getByRole('row', { name: /orders/u })).toContainText('New');
  await button('Import 1 profile').click();
  await expect(results(window)).toContainText('Added');
  await close(window, 'Import finished');

  await expect(combobox('Profile')).toHaveValue('orders');
  await combobox('Region').click();
  await expect(window.getByRole('option', { name: /cn-bj2/u })).toBeVisible();
});

test('a wrong passphrase and a damaged file say so and change nothing', async ({
  launch,
  cloud,
  secrets,
  userDataDir,
}, testInfo) => {
  const { app, window } = await launch();
  secrets.push(PASSPHRASE, 'another made-up passphrase');
  const { file } = await answerDialogs(app, testInfo);
  await addProfile(window, { name: 'orders', ...cloud });
  await exportProfiles(window, PASSPHRASE);
  const stored = path.join(userDataDir, 'profiles.json');
  const before = readFileSync(stored, 'utf8');

  const { alert, button } = screen(window);
  await openFile(window, 'another made-up passphrase');
  await expect(alert).toContainText('not the passphrase');
  await expect(window.getByLabel('Passphrase of the file')).toHaveValue('');
  await window.getByLabel('Passphrase of the file').fill(PASSPHRASE);
  await button('Open file').click();
  await expect(preview(window)).toContainText('The same as here');
  await expect(button('Import nothing')).toBeDisabled();
  await button('Cancel').click();

  writeFileSync(file, readFileSync(file, 'utf8').replace(/.\n\}$/u, '\n}'));
  await button('Import profiles…').click();
  await expect(alert).toContainText('not a whole profile file');
  await button('Cancel').click();
  expect(readFileSync(stored, 'utf8')).toBe(before);
});

test('a file without secrets holds none, and the profile asks for its key afterwards', async ({
  launch,
  cloud,
}, testInfo) => {
  const { app, window } = await launch();
  const { folder, file } = await answerDialogs(app, testInfo);
  await addProfile(window, { name: 'orders', ...cloud });
  await exportProfiles(window);
  expect(filesThatLeak(folder, [cloud.privateKey])).toEqual([]);
  expect(readFileSync(file, 'utf8')).toContain('"orders"');

  await deleteProfile(window, 'orders');
  await screen(window).button('Import profiles…').click();
  await screen(window).button('Import 1 profile').click();
  await expect(results(window)).toContainText('Added');
  await close(window, 'Import finished');
  await expect(window.getByText(/private key/iu).first()).toBeVisible();

  await window.getByRole('button', { name: 'Edit profile orders' }).click();
  await window.getByLabel('Private key', { exact: true }).fill(cloud.privateKey);
  await screen(window).button('Save profile').click();
  await screen(window).combobox('Region').click();
  await expect(window.getByRole('option', { name: /cn-bj2/u })).toBeVisible();
});

test('each conflict is shown and done as chosen; what is missing to export is said', async ({
  launch,
  cloud,
  secrets,
}, testInfo) => {
  const { app, window } = await launch();
  secrets.push(PASSPHRASE, 'made-up-other-key');
  const { button, textbox } = screen(window);
  await answerDialogs(app, testInfo);
  await addProfile(window, { name: 'replaced', ...cloud });
  for (const name of ['renamed', 'left']) await addProfile(window, { name, ...cloud }, 'New profile');
  await goTo(window, 'Settings');
  await button('Export profiles…').click();
  await window.getByLabel('Passphrase', { exact: true }).fill('too short');
  await window.getByLabel('Repeat passphrase', { exact: true }).fill('too shirt');
  await button('Choose where and export…').click();
  await expect(window.getByText('The two do not match.')).toBeVisible();
  await window.getByLabel('Repeat passphrase', { exact: true }).fill('too short');
  await button('Choose where and export…').click();
  await expect(window.getByLabel('Passphrase', { exact: true })).toHaveAccessibleDescription(/at least 12/iu);
  await button('Cancel').click();
  await exportProfiles(window, PASSPHRASE);

  for (const name of ['replaced', 'renamed', 'left']) {
    await choose(window, 'Profile', name);
    await window.getByRole('button', { name: `Edit profile ${name}` }).click();
    await textbox('Public key').fill('made-up-other-public');
    await window.getByLabel('Private key', { exact: true }).fill('made-up-other-key');
    await button('Save profile').click();
    await expect(textbox('Profile name')).toBeHidden();
  }
  await goTo(window, 'Settings');
  await openFile(window, PASSPHRASE);
  await expect(preview(window).getByText('has another key here')).toHaveCount(3);
  await choose(window, 'What to do with replaced', 'Replace the one here');
  await choose(window, 'What to do with renamed', 'Add under another name');
  await button('Import 2 profiles').click();
  await expect(results(window).getByRole('listitem')).toHaveText([
    /replaced.*Replaced/u,
    /renamed \(2\).*Added/u,
    /left.*Left out/u,
  ]);
  await close(window, 'Import finished');
  await choose(window, 'Profile', 'replaced');
  await screen(window).combobox('Region').click();
  await expect(window.getByRole('option', { name: /cn-bj2/u })).toBeVisible();
});

test('with a locked vault, exporting and importing ask for the master password and go on from there', async ({
  launch,
  cloud,
  secrets,
}, testInfo) => {
  const password = 'made-up plum harbour 71';
  secrets.push(PASSPHRASE, password);
  const { app, window } = await launch();
  const { button } = screen(window);
  await answerDialogs(app, testInfo);
  await addProfile(window, { name: 'orders', ...cloud });
  await setMasterPassword(window, password);

  await button('Lock now').click();
  await button('Export profiles…').click();
  await expect(window.getByText('Locked: exporting asks for the master password.')).toBeVisible();
  await window.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await expect(window.getByRole('dialog').getByText('Strong')).toBeVisible();
  await window.getByLabel('Repeat passphrase', { exact: true }).fill(PASSPHRASE);
  await button('Choose where and export…').click();
  await unlock(window, password);
  await button('Choose where and export…').click();
  await expect(window.getByRole('dialog', { name: 'Profiles exported' })).toContainText('carried.json');
  await close(window, 'Profiles exported');

  // Whether the key in the file is the one here is not known while that one is locked away: nothing is guessed.
  await button('Lock now').click();
  await openFile(window, PASSPHRASE);
  await unlock(window, password);
  await expect(window.getByRole('dialog', { name: 'Unlock the vault' })).toBeHidden();
  await button('Open file').click();
  await expect(preview(window)).toContainText('The same as here');
  await button('Cancel').click();

  await button('Delete profile orders').click();
  await window.getByRole('dialog').getByRole('button', { name: 'Delete profile orders' }).click();
  await expect(button('Add profile')).toBeVisible();
  await window.keyboard.press('Control+Shift+L');
  await openFile(window, PASSPHRASE);
  await expect(preview(window)).toContainText('New');
  await button('Import 1 profile').click();
  await unlock(window, password);
  await expect(window.getByRole('dialog', { name: 'Unlock the vault' })).toBeHidden();
  await button('Import 1 profile').click();
  await expect(results(window)).toContainText('Added');
});
