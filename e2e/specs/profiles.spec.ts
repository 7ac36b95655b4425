import type { Page } from '@playwright/test';
import { violations } from '../fixtures/axe.ts';
import { addProfile, choose, fillInBackup, goTo, screen } from '../fixtures/screen.ts';
import { profileList as list, profileRow as row } from '../fixtures/profiles.ts';
import { expect, test } from '../fixtures/test.ts';
import { setMasterPassword, unlock } from '../fixtures/vault.ts';

const PASSWORD = 'made-up plum harbour 71';

/** The names in the list, as they stand. */
const names = (window: Page): Promise<string[]> =>
  list(window)
    .getByRole('button', { name: /^Move / })
    .evaluateAll((handles) => handles.map((handle) => (handle.getAttribute('aria-label') ?? '').replace('Move ', '')));

async function pick(window: Page, profile: string, item: string): Promise<void> {
  await window.getByRole('button', { name: `More for ${profile}`, exact: true }).click();
  await window.getByRole('menuitem', { name: item, exact: true }).click();
}

test('a copy has its own name and the same key; while the vault is locked it says so', async ({
  window,
  cloud,
  secrets,
}) => {
  secrets.push(PASSWORD);
  await addProfile(window, { name: 'orders', ...cloud });
  await setMasterPassword(window, PASSWORD);
  await screen(window).button('Lock now').click();
  await pick(window, 'orders', 'Duplicate');
  await expect(window.getByRole('dialog', { name: 'Unlock the vault' })).toBeVisible();
  await unlock(window, PASSWORD);
  await expect(screen(window).alert).toContainText('locked');
  await pick(window, 'orders', 'Duplicate');
  await expect(window.getByText('orders (2) is a copy of orders, key included.')).toBeVisible();
  await expect.poll(() => names(window)).toEqual(['orders', 'orders (2)']);
  await screen(window).button('Edit…').click();
  await screen(window).textbox('Profile name').fill('orders-staging');
  await screen(window).button('Save profile').click();
  await pick(window, 'orders-staging', 'Use this profile');
  await expect(screen(window).combobox('Profile')).toHaveValue('orders-staging');
  await screen(window).combobox('Region').click();
  await expect(window.getByRole('option', { name: /cn-bj2/u })).toBeVisible();
});

test('profiles are put in order by keyboard, by menu and by dragging, and stay so', async ({ launch, cloud }) => {
  const started = await launch();
  const { window } = started;
  await addProfile(window, { name: 'a', ...cloud });
  for (const name of ['b', 'c']) await addProfile(window, { name, ...cloud }, 'New profile');
  await goTo(window, 'Settings');
  const handle = window.getByRole('button', { name: 'Move a', exact: true });
  await handle.press('ArrowDown');
  await expect(window.getByText('a is now number 2 of 3.')).toBeAttached();
  await expect(handle).toBeFocused();
  await handle.press('ArrowDown');
  await expect(window.getByText('a is now number 3 of 3.')).toBeAttached();
  await expect.poll(() => names(window)).toEqual(['b', 'c', 'a']);
  await pick(window, 'a', 'Move up');
  await expect.poll(() => names(window)).toEqual(['b', 'a', 'c']);
  await window.getByRole('button', { name: 'Move c', exact: true }).hover();
  await window.mouse.down();
  const first = row(window, 'key stored').first();
  await first.hover({ position: { x: 60, y: 8 } });
  await first.hover({ position: { x: 80, y: 6 } });
  await window.mouse.up();
  await expect.poll(() => names(window)).toEqual(['c', 'b', 'a']);
  await started.close();

  const second = await launch();
  await goTo(second.window, 'Settings');
  await expect.poll(() => names(second.window)).toEqual(['c', 'b', 'a']);
});

test('the keyboard takes a profile over the edge of its group into the next', async ({ window, cloud }) => {
  await addProfile(window, { name: 'a', ...cloud });
  await addProfile(window, { name: 'b', ...cloud }, 'New profile');
  await screen(window).button('Edit profile b').click();
  await window.getByText('Advanced', { exact: true }).click();
  await screen(window).textbox('Group').fill('shop');
  await screen(window).button('Save profile').click();
  await goTo(window, 'Settings');
  await expect(list(window).getByRole('heading')).toHaveText(['Without a group', 'shop']);
  await window.getByRole('button', { name: 'Move a', exact: true }).press('ArrowDown');
  await expect(window.getByText('a is now number 1 of 2 in shop.')).toBeAttached();
  await expect(list(window).getByRole('heading')).toHaveText(['shop']);
  await expect.poll(() => names(window)).toEqual(['a', 'b']);
});

test('a profile that is not in use is deleted and brought back, and exported by itself', async ({ window, cloud }) => {
  const { button, combobox } = screen(window);
  await addProfile(window, { name: 'orders', ...cloud });
  await addProfile(window, { name: 'users', ...cloud }, 'New profile');
  await goTo(window, 'Settings');
  await pick(window, 'orders', 'Delete…');
  await button('Delete profile orders').click();
  await expect(row(window, 'orders')).toBeHidden();
  await button('Undo').click();
  await expect(row(window, 'orders')).toBeVisible();
  await expect.poll(() => names(window)).toEqual(['orders', 'users']);
  await expect(combobox('Profile')).toHaveValue('users');

  await pick(window, 'orders', 'Export…');
  const dialog = window.getByRole('dialog', { name: 'Export profiles' });
  await expect(dialog.getByRole('checkbox', { name: 'orders' })).toBeChecked();
  await expect(dialog.getByRole('checkbox', { name: 'users' })).not.toBeChecked();
});

test('the switcher shows the last used first and finds by name, group, cloud and end of the key', async ({
  launch,
  cloud,
}) => {
  const first = await launch();
  await addProfile(first.window, { name: 'alpha', ...cloud });
  await addProfile(first.window, { name: 'beta', ...cloud }, 'New profile');
  await addProfile(first.window, { ...cloud, name: 'gamma', publicKey: 'made-up-public-key-zz7' }, 'New profile');
  await choose(first.window, 'Profile', 'alpha');
  await expect(screen(first.window).button('Edit profile alpha')).toBeVisible();
  await first.close();

  const { window } = await launch();
  const switcher = screen(window).combobox('Profile');
  await expect(switcher).toHaveValue('alpha');
  await switcher.click();
  await expect(window.getByRole('option')).toHaveText([/alpha/u, /gamma/u, /beta/u]);
  await window.keyboard.type('127.0.0.1 y-zz7');
  await expect(window.getByRole('option')).toHaveText([/gamma/u]);
  await window.keyboard.press('Enter');
  await expect(screen(window).button('Edit profile gamma')).toBeVisible();
  await screen(window).combobox('Profile').click();
  await expect(window.getByRole('option')).toHaveText([/gamma/u, /alpha/u, /beta/u]);
});

test('changing the profile leaves a running download and the page alone', async ({ window, cloud }) => {
  // Its link ends on the way, so that it is renewed with the key of the profile that is no longer the one in use.
  const backup = cloud.backups.find(({ fault }) => fault === 'expires-midway');
  if (backup === undefined) throw new Error('The practice cloud has no backup whose link expires.');
  cloud.control.setPace(1_000_000);
  await addProfile(window, { name: 'orders', ...cloud });
  await addProfile(window, { name: 'users', ...cloud }, 'New profile');
  await fillInBackup(window, backup);
  await screen(window).button('Download').click();
  await goTo(window, 'Downloads');
  const item = screen(window).downloadItem(backup.backupId).first();
  await expect(item.getByRole('status')).toHaveText('Downloading');
  await choose(window, 'Profile', 'orders');
  await expect(screen(window).button('Edit profile orders')).toBeVisible();
  await expect(item.getByRole('status')).toHaveText('Downloading');
  cloud.control.setPace(undefined);
  await expect(item.getByRole('status')).toHaveText('Verified', { timeout: 20_000 });
  await expect(item).toContainText(/link renewed/u);
});

for (const theme of ['light', 'dark'] as const) {
  test(`the list of profiles passes axe in the ${theme} theme`, async ({ window, cloud }) => {
    await window.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await addProfile(window, { name: 'orders', ...cloud });
    await addProfile(window, { name: 'users', ...cloud }, 'New profile');
    await goTo(window, 'Settings');
    await pick(window, 'orders', 'Duplicate');
    await expect(row(window, 'orders (2)')).toBeVisible();
    expect(await violations(window)).toEqual([]);
    await window.getByRole('button', { name: 'More for users' }).click();
    await expect(window.getByRole('menuitem', { name: 'Duplicate' })).toBeVisible();
    expect(await violations(window, '[role=menu]')).toEqual([]);
    await window.keyboard.press('Escape');
    await screen(window).combobox('Profile').click();
    await expect(window.getByRole('option').first()).toBeVisible();
    expect(await violations(window, '[role=listbox]')).toEqual([]);
  });
}
