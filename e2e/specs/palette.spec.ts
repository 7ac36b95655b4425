import { startPracticeCloud } from '#core/practice/server.ts';
import type { Locator, Page } from '@playwright/test';
import { violations } from '../fixtures/axe.ts';
import { addProfile, browse, choose, goTo, screen } from '../fixtures/screen.ts';
import { expect, test } from '../fixtures/test.ts';

const palette = (window: Page): Locator => window.getByRole('dialog', { name: 'Command palette' });
const field = (window: Page): Locator => palette(window).getByRole('combobox', { name: 'Search everything' });
const option = (window: Page, name: string | RegExp): Locator => palette(window).getByRole('option', { name });
const chosen = (window: Page): Locator => palette(window).getByRole('option', { selected: true });

async function openWith(window: Page, query: string): Promise<void> {
  await window.keyboard.press('Control+k');
  await expect(field(window)).toBeFocused();
  await field(window).fill(query);
}

test('Ctrl+K finds pages and actions, shows their keys, and does what a key or a button would', async ({ window }) => {
  await screen(window).button('Try the practice cloud').click();
  await expect(screen(window).combobox('Profile')).toBeVisible();
  await openWith(window, 'settings');
  await expect(chosen(window)).toContainText('Go to Settings');
  await expect(chosen(window)).toContainText('Ctrl+5');
  expect(await violations(window)).toEqual([]);
  await window.keyboard.press('Enter');
  await expect(palette(window)).toBeHidden();
  await expect(window.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible();

  await openWith(window, 'theme dark');
  await window.keyboard.press('Enter');
  await expect(window.locator('html')).toHaveAttribute('data-theme', 'dark');

  await openWith(window, 'new prof');
  await window.keyboard.press('Enter');
  await expect(screen(window).textbox('Profile name')).toBeFocused();
  await window.keyboard.press('Control+k');
  await expect(palette(window)).toBeHidden();
  await window.keyboard.press('Escape');

  // What was used comes first, also before anything is typed.
  await screen(window).button('Command palette').click();
  await expect(palette(window).getByRole('group', { name: 'Recent' }).getByRole('option')).toHaveText([
    /New profile/u,
    /Theme: dark/u,
    /Go to Settings/u,
  ]);
  await window.keyboard.press('Control+k');
  await expect(palette(window)).toBeHidden();
});

test('the keyboard alone moves through the results, and what cannot be done says why', async ({ window }) => {
  await screen(window).button('Try the practice cloud').click();
  await expect(screen(window).combobox('Profile')).toBeVisible();
  await openWith(window, 'go to');
  await expect(chosen(window)).toContainText('Go to');
  const all = palette(window).getByRole('option');
  const first = (await all.first().textContent()) ?? '';
  const last = (await all.last().textContent()) ?? '';
  await window.keyboard.press('End');
  await expect(chosen(window)).toHaveText(last);
  await window.keyboard.press('ArrowDown');
  await expect(chosen(window)).toHaveText(first);
  await window.keyboard.press('ArrowUp');
  await window.keyboard.press('Home');
  await expect(chosen(window)).toHaveText(first);
  await expect(field(window)).toHaveAttribute('aria-activedescendant', (await chosen(window).getAttribute('id')) ?? '');
  await expect(field(window)).toBeFocused();

  await field(window).fill('pause all');
  await expect(chosen(window)).toContainText('No download is at work.');
  await window.keyboard.press('Enter');
  await expect(palette(window)).toBeVisible();
  await field(window).fill('nothing at all like this');
  await expect(palette(window).getByRole('status')).toContainText('Nothing matches');
  await window.keyboard.press('Escape');
  await expect(palette(window)).toBeHidden();
});

test('it leads to profiles, regions, projects and to an instance of another profile', async ({ launch, cloud }) => {
  const { window } = await launch();
  await browse(window, cloud, /cn-bj2/u);
  await expect(window.getByRole('button', { name: 'orders-prod', exact: true })).toBeVisible();
  await addProfile(window, { name: 'billing', ...cloud }, 'New profile');
  await expect(screen(window).combobox('Profile')).toHaveValue('billing');

  await openWith(window, 'hong kong');
  await expect(chosen(window)).toContainText('hk');
  await window.keyboard.press('Enter');
  await expect(screen(window).combobox('Region')).toHaveValue('Hong Kong');

  await openWith(window, 'onb4ha');
  await expect(chosen(window)).toContainText(/orders-prod.*Beijing 2 · orders/u);
  await window.keyboard.press('Enter');
  await expect(screen(window).combobox('Profile')).toHaveValue('orders');
  await expect(screen(window).combobox('Region')).toHaveValue('Beijing 2');
  await expect(window.getByRole('heading', { name: 'orders-prod', level: 1 })).toBeVisible();
  await expect(window.getByRole('table', { name: 'Backups' })).toBeVisible();

  await openWith(window, '');
  await expect(palette(window).getByRole('group', { name: 'Recent' })).toContainText('orders-prod');
  await field(window).fill('billing');
  await window.keyboard.press('Enter');
  await expect(screen(window).combobox('Profile')).toHaveValue('billing');
});

test('it is found in either language, whichever is on screen', async ({ window }) => {
  await screen(window).button('Try the practice cloud').click();
  await expect(screen(window).combobox('Profile')).toBeVisible();
  await openWith(window, '深色');
  await expect(chosen(window)).toContainText('Theme: dark');
  await field(window).fill('语言：简体中文');
  await window.keyboard.press('Enter');
  await expect(window.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await window.keyboard.press('Control+k');
  const chinese = window.getByRole('dialog', { name: '命令面板' });
  await chinese.getByRole('combobox').fill('speed 5 mb');
  await expect(chinese.getByRole('option', { selected: true })).toContainText('限速：5.00 MB/s');
  await chinese.getByRole('combobox').fill('下载');
  await expect(chinese.getByRole('option', { name: '前往“下载”' })).toBeVisible();
});

test('ten thousand instances are searched while one types', async ({ launch, secrets }) => {
  const crowded = await startPracticeCloud({ crowd: { instances: 10_000, backups: 0 } });
  secrets.push(crowded.privateKey);
  const { window } = await launch();
  await addProfile(window, { name: 'crowd', ...crowded });
  await choose(window, 'Region', /cn-wlcb\b/u);
  await goTo(window, 'Browse');
  await expect(window.getByText('10000 instances')).toBeVisible({ timeout: 60_000 });
  await window.keyboard.press('Control+k');
  await field(window).pressSequentially('orders 0999');
  await expect(chosen(window)).toContainText('orders-0999');
  // Few rows are drawn, however many there are.
  expect(await palette(window).getByRole('option').count()).toBeLessThan(50);
  await field(window).fill('udredis-crowd00009');
  await expect(option(window, /crowd00009/u)).toHaveCount(1);
  await window.keyboard.press('Enter');
  await expect(window.getByRole('heading', { level: 1 })).toHaveText(/00009/u);
  await crowded.close();
});
