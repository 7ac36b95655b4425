import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { addProfile, fillInBackup, goTo, screen } from '../fixtures/screen.ts';
import { expect, test } from '../fixtures/test.ts';
import { setMasterPassword, unlock } from '../fixtures/vault.ts';
import { withKeyring } from '../fixtures/wrappers.ts';

const PASSWORD = 'made-up plum harbour 71';
const NEW_PASSWORD = 'made-up tin lantern 28';

const storedProfiles = (userDataDir: string): string => readFileSync(path.join(userDataDir, 'profiles.json'), 'utf8');

/** The list of regions comes from a signed call. */
async function expectToSign(window: Page): Promise<void> {
  await goTo(window, 'Get by ID');
  await window.getByRole('combobox', { name: 'Region' }).click();
  await expect(window.getByRole('option', { name: /cn-bj2/u })).toBeVisible();
  await window.keyboard.press('Escape');
}

test('with a master password the vault is locked after a restart, and signs once it is unlocked', async ({
  launch,
  userDataDir,
  secrets,
  cloud,
}) => {
  secrets.push(PASSWORD, NEW_PASSWORD);
  const first = await launch();
  await addProfile(first.window, { name: 'orders', ...cloud });
  await setMasterPassword(first.window, PASSWORD);
  await expectToSign(first.window);
  await first.close();
  expect(JSON.parse(storedProfiles(userDataDir))).toMatchObject({
    document: { version: 3, protection: 'password', profiles: [{ secret: { protection: 'password' } }] },
  });

  const { window } = await launch();
  const dialog = window.getByRole('dialog', { name: 'Unlock the vault' });
  await expect(dialog).toBeVisible();
  await expect(window.getByText('Locked', { exact: true })).toBeVisible();
  await unlock(window, 'made-up but wrong');
  await expect(dialog.getByText(/This is not the master password/u)).toBeVisible();
  await expect(dialog.getByLabel('Master password', { exact: true })).toHaveValue('');
  await unlock(window, PASSWORD);
  await expect(dialog).toBeHidden();
  await expectToSign(window);

  await window.keyboard.press('Control+Shift+L');
  await expect(window.getByText('The vault is locked.')).toBeVisible();
  await screen(window).button('Unlock').click();
  await unlock(window, PASSWORD);
  await expect(window.getByText('Vault open · master password')).toBeVisible();
  await screen(window).button('Lock now').click();
  await expect(window.getByText('Locked', { exact: true })).toBeVisible();
});

test('the master password can be changed, and a key typed while locked is saved after unlocking', async ({
  launch,
  secrets,
  cloud,
}) => {
  secrets.push(PASSWORD, NEW_PASSWORD);
  const { window } = await launch();
  await addProfile(window, { name: 'orders', ...cloud });
  await setMasterPassword(window, PASSWORD);
  await screen(window).button('Change master password…').click();
  const dialog = window.getByRole('dialog', { name: 'Change the master password' });
  await dialog.getByLabel('Current master password').fill(PASSWORD);
  await dialog.getByLabel('Master password', { exact: true }).fill(NEW_PASSWORD);
  await dialog.getByLabel('Repeat master password').fill(NEW_PASSWORD);
  await dialog.getByRole('button', { name: 'Change master password' }).click();
  // Three times what a guess at the password costs, by design.
  await expect(dialog).toBeHidden({ timeout: 30_000 });

  await screen(window).button('Edit profile orders').click();
  await window.getByLabel('Private key', { exact: true }).fill(cloud.privateKey);
  await window.keyboard.press('Control+Shift+L');
  await screen(window).button('Save profile').click();
  await unlock(window, NEW_PASSWORD);
  await expect(window.getByRole('dialog', { name: 'Unlock the vault' })).toBeHidden();
  await screen(window).button('Save profile').click();
  await expect(screen(window).textbox('Profile name')).toBeHidden();
  await expectToSign(window);
});

test('a download whose link expires while the vault is locked waits, and goes on after unlocking', async ({
  launch,
  secrets,
  cloud,
}) => {
  secrets.push(PASSWORD);
  const backup = cloud.backups.find(({ fault }) => fault === 'expires-midway');
  if (backup === undefined) throw new Error('The practice cloud has no backup whose link expires.');
  cloud.control.setPace(3_000_000);
  const { window } = await launch();
  await addProfile(window, { name: 'orders', ...cloud });
  await setMasterPassword(window, PASSWORD);
  await fillInBackup(window, backup);
  await screen(window).button('Download').click();
  const item = screen(window).downloadItem(backup.backupId).first();
  await expect(item.getByRole('status')).toHaveText('Downloading');
  await screen(window).button('Lock now').click();
  await expect(window.getByText('1 download waits for it')).toBeVisible({ timeout: 15_000 });
  await expect(item.getByRole('status')).toHaveText(/Downloading|Connecting/u);
  cloud.control.setPace(undefined);
  await screen(window).button('Unlock').click();
  await unlock(window, PASSWORD);
  await expect(item.getByRole('status')).toHaveText('Verified', { timeout: 15_000 });
  await expect(item).toContainText(/link renewed/u);
});

test('the vault locks when the screen is locked and when the computer sleeps, while a download goes on', async ({
  launch,
  secrets,
  cloud,
}) => {
  secrets.push(PASSWORD);
  const backup = cloud.backups.find(({ fault }) => fault === 'expires-midway');
  if (backup === undefined) throw new Error('The practice cloud has no backup whose link expires.');
  cloud.control.setPace(1_000_000);
  const { app, window } = await launch();
  await addProfile(window, { name: 'orders', ...cloud });
  await setMasterPassword(window, PASSWORD);
  await fillInBackup(window, backup);
  await screen(window).button('Download').click();
  const item = screen(window).downloadItem(backup.backupId).first();
  const progress = item.getByRole('progressbar');
  const percent = async (): Promise<number> => Number(await progress.getAttribute('aria-valuenow'));
  await expect(item.getByRole('status')).toHaveText('Downloading');

  // What the operating system would tell, to whoever listens in the desktop process.
  await app.evaluate(({ powerMonitor }) => void powerMonitor.emit('lock-screen'));
  await expect(window.getByText('Locked', { exact: true })).toBeVisible();
  const before = await percent();
  await expect.poll(percent, 'bytes keep coming while it is locked').toBeGreaterThan(before);
  await screen(window).button('Unlock').click();
  await unlock(window, PASSWORD);
  await expect(window.getByText('Vault open · master password')).toBeVisible();

  await app.evaluate(({ powerMonitor }) => void powerMonitor.emit('suspend'));
  await expect(window.getByText('Locked', { exact: true })).toBeVisible();
  cloud.control.cutConnections();
  cloud.control.setPace(undefined);
  await expect(window.getByText('1 download waits for it')).toBeVisible({ timeout: 15_000 });
  await expect(item.getByRole('status')).toHaveText(/Downloading|Connecting/u);
  await screen(window).button('Unlock').click();
  await unlock(window, PASSWORD);
  await expect(item.getByRole('status')).toHaveText('Verified', { timeout: 15_000 });
});

test('a locked vault gives no link away, not even one that is on screen', async ({ launch, secrets, cloud }) => {
  secrets.push(PASSWORD);
  const [backup] = cloud.backups;
  if (backup === undefined) throw new Error('The practice cloud offers nothing.');
  const { app, window } = await launch();
  await addProfile(window, { name: 'orders', ...cloud });
  await setMasterPassword(window, PASSWORD);
  await fillInBackup(window, backup);
  await screen(window).button('Get link').click();
  const copy = screen(window).linkCard.getByRole('button', { name: 'Copy link' });
  await expect(copy).toBeVisible();
  await app.evaluate(async ({ clipboard }) => clipboard.writeText('nothing of ours'));
  await screen(window).button('Lock now').click();
  await copy.click();
  await expect(window.getByRole('dialog', { name: 'Unlock the vault' })).toBeVisible();
  expect(await app.evaluate(async ({ clipboard }) => clipboard.readText())).toBe('nothing of ours');
  await unlock(window, PASSWORD);
  await expect(window.getByRole('dialog', { name: 'Unlock the vault' })).toBeHidden();
  await copy.click();
  await expect.poll(() => app.evaluate(async ({ clipboard }) => clipboard.readText())).toContain('Signature=');
});

test('keys move from a real keyring to a master password and back', async ({
  launch,
  executable,
  userDataDir,
  secrets,
  cloud,
}, testInfo) => {
  test.skip(process.platform !== 'linux', 'the keyrings of Linux');
  secrets.push(PASSWORD);
  const options = {
    executable: withKeyring(executable, testInfo.outputPath('keyring')),
    switches: ['--password-store=gnome-libsecret'],
  };
  const first = await launch(options);
  await addProfile(first.window, { name: 'orders', ...cloud });
  expect(storedProfiles(userDataDir)).toContain('gnome_libsecret');
  await setMasterPassword(first.window, PASSWORD);
  expect(storedProfiles(userDataDir)).not.toContain('gnome_libsecret');
  await expectToSign(first.window);
  await goTo(first.window, 'Settings');
  await first.window.getByRole('radio', { name: 'OS keychain' }).click();
  await screen(first.window).button('Use the keychain').click();
  await expect(first.window.getByText('Vault open · keychain')).toBeVisible();
  await first.close();
  expect(storedProfiles(userDataDir)).toContain('gnome_libsecret');
  expect(storedProfiles(userDataDir)).not.toContain('scrypt');

  const second = await launch(options);
  await expectToSign(second.window);
});
