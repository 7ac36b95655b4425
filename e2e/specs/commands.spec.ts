import type { ElectronApplication } from '@playwright/test';
import { violations } from '../fixtures/axe.ts';
import { screen } from '../fixtures/screen.ts';
import { expect, test } from '../fixtures/test.ts';

/** What the application menu of macOS does when one of its items is chosen. */
async function chooseInMenu(app: ElectronApplication, commandId: string): Promise<void> {
  await app.evaluate(({ BrowserWindow }, id) => {
    const payload = { sequence: 1, commandId: id };
    BrowserWindow.getAllWindows()[0]?.webContents.send('backhaul:event', { name: 'commandChosen', payload });
  }, commandId);
}

test('a menu and a key do the same', async ({ launch }) => {
  const { app, window } = await launch();
  await screen(window).button('Try the practice cloud').click();
  await expect(screen(window).combobox('Profile')).toBeVisible();
  await window.keyboard.press('Control+,');
  await expect(window.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible();
  await chooseInMenu(app, 'page.downloads');
  await expect(window.getByRole('heading', { name: 'Downloads', level: 1 })).toBeVisible();
  await chooseInMenu(app, 'theme.dark');
  await expect(window.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('a command that cannot be carried out says why', async ({ launch }) => {
  const { app, window } = await launch();
  await expect(screen(window).button('Add profile')).toBeVisible();
  await window.keyboard.press('Control+1');
  await expect(window.getByText('That needs a profile first.')).toBeVisible();
  await screen(window).button('Try the practice cloud').click();
  await expect(screen(window).combobox('Profile')).toBeVisible();
  await chooseInMenu(app, 'downloads.pauseAll');
  await expect(window.getByText('No download is at work.')).toBeVisible();
  await screen(window).button('New profile').click();
  await expect(screen(window).textbox('Profile name')).toBeVisible();
  await chooseInMenu(app, 'page.browse');
  await expect(window.getByText('Close the open dialog first.')).toBeVisible();
});

test('the downloads folder opens from the menu, and a missing one is told', async ({ launch }) => {
  const { app, window } = await launch();
  await screen(window).button('Try the practice cloud').click();
  await expect(screen(window).combobox('Profile')).toBeVisible();
  await app.evaluate(({ shell }) => {
    shell.openPath = () => Promise.resolve('no such folder');
  });
  await chooseInMenu(app, 'downloads.openFolder');
  await expect(window.getByText('The folder for downloads is not there.')).toBeVisible();
});

test('the question mark lists every shortcut', async ({ window }) => {
  await screen(window).button('Try the practice cloud').click();
  await expect(screen(window).combobox('Profile')).toBeVisible();
  await window.keyboard.press('Shift+?');
  const dialog = window.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(dialog.getByRole('definition').filter({ hasText: 'Ctrl+Shift+L' })).toBeVisible();
  expect(await violations(window)).toEqual([]);
  await window.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});
