import type { Page } from '@playwright/test';
import { violations } from '../fixtures/axe.ts';
import { choose, goTo, screen } from '../fixtures/screen.ts';
import { expect, test } from '../fixtures/test.ts';

/** Nothing reaches beyond the window, and no page scrolls sideways. */
async function expectNoOverflow(window: Page): Promise<void> {
  const wide = await window.evaluate(() => {
    const main = document.querySelector('main');
    const scrolls = main !== null && main.scrollWidth > main.clientWidth + 1;
    return scrolls || document.documentElement.scrollWidth > document.documentElement.clientWidth;
  });
  expect(wide).toBe(false);
}

test('both languages are complete on screen and remembered', async ({ launch }) => {
  const first = await launch();
  await screen(first.window).button('Try the practice cloud').click();
  await goTo(first.window, 'Settings');
  await choose(first.window, 'Language', '简体中文');
  await expect(first.window.getByRole('link', { name: '按 ID 获取' })).toBeVisible();
  await expect(first.window.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await first.close();
  const { window } = await launch();
  await expect(window.getByRole('button', { name: '获取链接' })).toBeVisible();
  await window.getByRole('button', { name: '获取链接' }).click();
  await expect(window.getByRole('textbox', { name: '备份 ID' })).toHaveAttribute('aria-invalid', 'true');
});

test('the theme follows the choice, and the system when asked to', async ({ window }) => {
  await screen(window).button('Try the practice cloud').click();
  await window.emulateMedia({ colorScheme: 'dark' });
  await expect(window.locator('html')).toHaveAttribute('data-theme', 'dark');
  await goTo(window, 'Settings');
  await choose(window, 'Theme', 'Light');
  await expect(window.locator('html')).toHaveAttribute('data-theme', 'light');
});

for (const theme of ['light', 'dark'] as const) {
  test(`every screen passes axe in the ${theme} theme`, async ({ window, cloud }) => {
    await window.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    expect(await violations(window)).toEqual([]);
    const { button, linkCard, downloadItem } = screen(window);
    await button('Add profile').click();
    await expect(button('Save profile')).toBeVisible();
    expect(await violations(window)).toEqual([]);
    await button('Save profile').click();
    await expect(screen(window).textbox('Profile name')).toHaveAttribute('aria-invalid', 'true');
    expect(await violations(window)).toEqual([]);
    await window.keyboard.press('Escape');

    await button('Try the practice cloud').click();
    await window.getByRole('button', { name: 'Use' }).first().click();
    await button('Get link').click();
    await expect(linkCard).toBeVisible();
    expect(await violations(window)).toEqual([]);
    await linkCard.getByRole('button', { name: 'Download' }).click();
    await expect(downloadItem(/rdb/u).first()).toBeVisible();
    expect(await violations(window)).toEqual([]);
    await goTo(window, 'Settings');
    expect(await violations(window)).toEqual([]);
    expect(cloud.apiUrl).toContain('127.0.0.1');
  });
}

for (const [width, height] of [
  [900, 600],
  [1280, 800],
  [2560, 1440],
] as const) {
  test(`nothing breaks at ${width} × ${height}`, async ({ launch }) => {
    const { app, window } = await launch();
    await app.evaluate(({ BrowserWindow }, [w, h]) => BrowserWindow.getAllWindows()[0]?.setContentSize(w, h), [
      width,
      height,
    ] as const);
    await expect.poll(() => window.evaluate(() => globalThis.innerWidth)).toBe(width);
    await expectNoOverflow(window);
    await screen(window).button('Try the practice cloud').click();
    for (const page of ['Get by ID', 'Downloads', 'History', 'Settings'] as const) {
      await goTo(window, page);
      await expectNoOverflow(window);
    }
  });
}

test('the window comes back where it was and as large as it was', async ({ launch }) => {
  const first = await launch();
  await first.app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: 40, y: 30, width: 1111, height: 777 });
  });
  await expect.poll(() => first.window.evaluate(() => globalThis.outerWidth)).toBe(1111);
  await first.close();
  const { app } = await launch();
  const bounds = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
  expect(bounds).toEqual({ x: 40, y: 30, width: 1111, height: 777 });
});

test('the keyboard alone does the main job', async ({ window }) => {
  const { button, linkCard } = screen(window);
  await button('Try the practice cloud').focus();
  await window.keyboard.press('Enter');
  await window.getByRole('button', { name: 'Use' }).first().focus();
  await window.keyboard.press('Enter');
  await button('Get link').focus();
  await window.keyboard.press('Enter');
  await expect(linkCard).toBeVisible();
  await linkCard.getByRole('button', { name: 'Download' }).focus();
  await window.keyboard.press('Enter');
  await expect(window.getByRole('list', { name: 'Downloads' })).toBeVisible();
  await window.keyboard.press('Control+5');
  await expect(window.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible();
  await window.keyboard.press('Control+2');
  await expect(window.getByRole('heading', { name: 'Get by ID', level: 1 })).toBeVisible();
});
