import type { Locator, Page } from '@playwright/test';
import { browse, goTo, screen } from '../fixtures/screen.ts';
import { expect, test } from '../fixtures/test.ts';

const row = (window: Page, text: string): Locator => window.locator('tbody tr').filter({ hasText: text }).first();
const downloads = (window: Page): Locator =>
  window.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Downloads' });

/** Takes the row up with the mouse and holds it over something. */
async function holdOver(window: Page, from: Locator, over: Locator): Promise<void> {
  await from.hover({ position: { x: 260, y: 12 } });
  await window.mouse.down();
  // The first moves begin the drag, the last one tells its target that it is there.
  await over.hover();
  await over.hover({ position: { x: 20, y: 10 } });
}

test('selected backups dragged to the downloads are downloaded', async ({ launch, cloud }) => {
  const { window } = await launch();
  await browse(window, cloud, /cn-bj2/u);
  await window.getByRole('button', { name: 'orders-prod', exact: true }).click();
  await window.getByRole('checkbox', { name: 'Select before-release' }).click();
  await window.getByRole('checkbox', { name: 'Select small-one' }).click();

  await holdOver(window, row(window, 'small-one'), downloads(window));
  await expect(window.getByText('Drop here to download 2 backups')).toBeVisible();
  await window.mouse.up();
  await expect(window.getByText('2 backups are being downloaded')).toBeVisible();
  await expect(window.getByText('Drop here to download')).toBeHidden();
  await expect(row(window, 'before-release')).toContainText('Complete', { timeout: 30_000 });
  await goTo(window, 'Downloads');
  await expect(screen(window).downloadItem(/uredis-onb4ha/u)).toHaveCount(2);
});

test('the good backups of selected instances are dragged too; let go elsewhere, nothing happens', async ({
  launch,
  cloud,
}) => {
  const { window } = await launch();
  await browse(window, cloud, /cn-bj2/u);
  await window.getByRole('checkbox', { name: 'Select orders-prod' }).click();
  await expect(screen(window).button('Download the latest good backup')).toBeEnabled({ timeout: 20_000 });
  await holdOver(window, row(window, 'orders-prod'), downloads(window));
  await expect(window.getByText('Drop here to download 1 backup')).toBeVisible();
  await window.getByRole('heading', { name: 'Instances' }).hover();
  await window.mouse.up();
  await expect(window.getByText('Drop here to download')).toBeHidden();
  await expect(row(window, 'orders-prod')).toHaveAttribute('data-selected', 'true');

  await holdOver(window, row(window, 'orders-prod'), downloads(window));
  await window.mouse.up();
  await goTo(window, 'Downloads');
  await expect(screen(window).downloadItem(/uredis-onb4ha/u)).toHaveCount(1);
});

test('a row that is not selected is not dragged, so that its text can be marked', async ({ launch, cloud }) => {
  const { window } = await launch();
  await browse(window, cloud, /cn-bj2/u);
  await window.getByRole('button', { name: 'orders-prod', exact: true }).click();
  await expect(row(window, 'before-release')).toHaveAttribute('draggable', 'false');
  await window.getByRole('checkbox', { name: 'Select before-release' }).click();
  await expect(row(window, 'before-release')).toHaveAttribute('draggable', 'true');
});
