import type { PracticeCloud } from '#core/practice/server.ts';
import type { Page } from '@playwright/test';
import { addProfile, choose, goTo, screen } from '../fixtures/screen.ts';
import { expect, test } from '../fixtures/test.ts';

/** Opens Browse with a profile on the test's own cloud, in a region. */
async function browse(window: Page, cloud: PracticeCloud, region: RegExp): Promise<void> {
  await addProfile(window, { name: 'orders', ...cloud });
  await choose(window, 'Region', region);
  await goTo(window, 'Browse');
}

const instanceRow = (window: Page, text: string | RegExp) =>
  window.getByRole('table', { name: 'Instances' }).getByRole('row').filter({ hasText: text });
const backupRow = (window: Page, text: string | RegExp) =>
  window.getByRole('table', { name: 'Backups' }).getByRole('row').filter({ hasText: text });

test('three clicks from the region to a backup on its way', async ({ launch, cloud }) => {
  const { window } = await launch();
  await browse(window, cloud, /cn-bj2/u);
  await expect(instanceRow(window, 'orders-prod')).toContainText(/Master-replica.*Running.*At 03:00/u);
  await instanceRow(window, 'orders-prod').getByRole('button', { name: 'orders-prod', exact: true }).click();
  await expect(backupRow(window, 'before-release')).toContainText(/Manual.*24\.0.MB.*Good/u);
  await window.getByRole('checkbox', { name: 'Select before-release' }).click();
  await screen(window).button('Download selected').click();
  await window.getByRole('button', { name: 'Show downloads' }).click();
  await expect(screen(window).downloadItem(/uredis-onb4ha/u)).toBeVisible();
});
