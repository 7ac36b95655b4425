import type { Page } from '@playwright/test';
import { violations } from '../fixtures/axe.ts';
import { addProfile, browse, choose, goTo, screen } from '../fixtures/screen.ts';
import { expect, test } from '../fixtures/test.ts';

const cell = (window: Page, text: string) => window.getByRole('table').getByRole('row').filter({ hasText: text });

test('forbidden says what is missing, and trying again shows the list', async ({ launch, cloud }) => {
  const { window } = await launch();
  await addProfile(window, { name: 'orders', ...cloud });
  await choose(window, 'Region', /cn-bj2/u);
  cloud.control.refuse({ DescribeUMem: 299, DescribeURedisGroup: 299, DescribeUMemSpace: 299 });
  await goTo(window, 'Browse');
  await expect(screen(window).alert).toContainText('The API did not permit DescribeUMem (RetCode 299)');
  await expect(screen(window).alert).toContainText('Choose a project first');
  await expect(window.getByText('Nothing could be read')).toBeVisible();
  await screen(window).button('Choose a project').click();
  await expect(screen(window).combobox('Project')).toBeFocused();
  await window.keyboard.press('Escape');
  cloud.control.refuse({});
  await screen(window).button('Try again').click();
  await expect(cell(window, 'orders-prod')).toBeVisible();
  await expect(screen(window).alert).toBeHidden();
});

test('a busy gateway is asked again with patience, then it is told, and asked again a minute later', async ({
  launch,
  cloud,
}) => {
  const { window } = await launch();
  await addProfile(window, { name: 'orders', ...cloud });
  await choose(window, 'Region', /cn-bj2/u);
  cloud.control.refuse({ DescribeUMem: 153 });
  await window.clock.install();
  await goTo(window, 'Browse');
  await expect(screen(window).alert).toContainText(/too many|rate|limit/iu, { timeout: 40_000 });
  await expect(window.getByText(/It is read again in \d+ seconds/u)).toBeVisible();
  cloud.control.refuse({});
  await window.clock.fastForward(61_000);
  await expect(cell(window, 'orders-prod')).toBeVisible();
});

test('a list that ends early is told from one that is old, and so is what all regions refuse', async ({
  launch,
  cloud,
}) => {
  const { window } = await launch();
  await addProfile(window, { name: 'orders', ...cloud });
  await choose(window, 'Region', /cn-bj2/u);
  cloud.control.refuse({ DescribeUMem: 161, DescribeURedisGroup: 299 });
  await goTo(window, 'Browse');
  await expect(window.getByText('This list is not whole: what could be read is shown below.')).toBeVisible();
  await expect(cell(window, 'catalog-shards')).toBeVisible();
  cloud.control.refuse({ DescribeUMem: 299, DescribeURedisGroup: 299, DescribeUMemSpace: 299 });
  await screen(window).button('Refresh').click();
  await expect(window.getByText('What could be read before is shown below.')).toBeVisible();
  await expect(cell(window, 'catalog-shards')).toBeVisible();
  await screen(window).button('All regions').click();
  await expect(screen(window).alert).toContainText('The API did not permit DescribeUMem', { timeout: 30_000 });
});

test('a list that the network kept away is read again when it is back', async ({ launch, cloud }) => {
  const { window } = await launch();
  await addProfile(window, { name: 'orders', ...cloud });
  await choose(window, 'Region', /cn-bj2/u);
  cloud.control.failNext(...Array.from({ length: 8 }, () => ({ kind: 'cut', action: 'DescribeUMem' }) as const));
  await goTo(window, 'Browse');
  await expect(screen(window).alert).toContainText('was lost', { timeout: 40_000 });
  await window.evaluate(() => globalThis.dispatchEvent(new Event('online')));
  await expect(cell(window, 'orders-prod')).toBeVisible();
});

test('what was read before stays when the cloud is gone, with its age and the reason', async ({ launch, cloud }) => {
  const { window } = await launch();
  await browse(window, cloud, /cn-bj2/u);
  await expect(cell(window, 'orders-prod')).toBeVisible();
  await cloud.close();
  await screen(window).button('Refresh').click();
  await expect(screen(window).alert).toContainText('did not accept the connection', { timeout: 40_000 });
  await expect(window.getByText('What could be read before is shown below.')).toBeVisible();
  await expect(cell(window, 'orders-prod')).toBeVisible();
  await expect(window.getByText(/^Read (?:just now|\d)/u)).toBeVisible();
});

test('an empty region, an empty filter and an instance without backups each say what to do', async ({
  launch,
  cloud,
}) => {
  const { window } = await launch();
  await browse(window, cloud, /cn-gd2/u);
  await expect(window.getByText('No Redis here')).toBeVisible();
  await choose(window, 'Region', /cn-bj2/u);
  await screen(window).textbox('Filter').fill('nothing like that');
  await expect(window.getByText('Nothing matches')).toBeVisible();
  await screen(window).button('Show all').click();
  await window.getByRole('button', { name: 'cart-test', exact: true }).click();
  await expect(window.getByText('Automatic backup is off for this instance')).toBeVisible();
});

for (const theme of ['light', 'dark'] as const) {
  test(`instances, backups and details pass axe in the ${theme} theme`, async ({ launch, cloud }) => {
    const { window } = await launch();
    await window.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await browse(window, cloud, /hk/u);
    await expect(cell(window, 'mail-queue')).toContainText('Last backup failed');
    await window.getByRole('checkbox', { name: 'Select mail-queue' }).click();
    expect(await violations(window)).toEqual([]);
    await window.getByRole('button', { name: 'mail-queue', exact: true }).click();
    await cell(window, 'Failed').dblclick();
    await expect(window.getByRole('complementary', { name: 'Details' })).toBeVisible();
    expect(await violations(window)).toEqual([]);
  });
}

for (const [width, height] of [
  [900, 600],
  [1280, 800],
  [2560, 1440],
] as const) {
  test(`names of any length and script fit at ${width} × ${height}, in both languages`, async ({ launch, cloud }) => {
    const { app, window } = await launch();
    await browse(window, cloud, /hk/u);
    await app.evaluate(({ BrowserWindow }, [w, h]) => BrowserWindow.getAllWindows()[0]?.setContentSize(w, h), [
      width,
      height,
    ] as const);
    await expect.poll(() => window.evaluate(() => globalThis.innerWidth)).toBe(width);
    const overflows = (): Promise<boolean> =>
      window.evaluate(() => {
        const main = document.querySelector('main');
        const table = document.querySelector('table')?.parentElement;
        const isWide = (element: Element | null | undefined): boolean =>
          element !== null && element !== undefined && element.scrollWidth > element.clientWidth + 1;
        return isWide(main) || isWide(table) || isWide(document.documentElement);
      });
    await expect(cell(window, 'mail-queue')).toContainText('Last backup failed');
    expect(await overflows()).toBe(false);
    await window.getByRole('button', { name: /^coupons-campaign/u }).click();
    await expect(cell(window, 'system_backup').first()).toBeVisible();
    expect(await overflows()).toBe(false);
    await goTo(window, 'Settings');
    await choose(window, 'Language', '简体中文');
    await window.getByRole('link', { name: '浏览' }).click();
    await expect(cell(window, 'system_backup').first()).toBeVisible();
    expect(await overflows()).toBe(false);
  });
}

test('an account that cannot be reached at all gives one reason, not three', async ({ launch, cloud }) => {
  const { window } = await launch();
  await addProfile(window, { name: 'orders', ...cloud });
  await choose(window, 'Region', /cn-bj2/u);
  cloud.control.revokeKeys();
  await goTo(window, 'Browse');
  await expect(screen(window).alert).toHaveCount(1);
  await expect(screen(window).alert).toContainText('public key');
  cloud.control.restoreKeys();
  await screen(window).button('Try again').click();
  await expect(cell(window, 'orders-prod')).toBeVisible();
});
