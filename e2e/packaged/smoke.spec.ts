import { existsSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { openPackagedApp, packageAs, portFileIn, startPackaged } from './packaged-app.ts';

const PACKAGING_AND_START_LIMIT_MS = 5 * 60_000;

test.beforeEach(() => test.setTimeout(PACKAGING_AND_START_LIMIT_MS));

test('the packaged app starts and shows its first screen', async () => {
  const { page, close } = await openPackagedApp(packageAs('test-build'), test.info().outputPath('app'));
  try {
    await expect(page.getByRole('button', { name: 'Try the practice cloud' })).toBeVisible();
    expect(page.url()).toMatch(/^app:\/\//);
  } finally {
    await close();
  }
});

test('an app packaged for users does not start when asked to be debugged', async () => {
  const { ended, userDataFolder } = startPackaged(packageAs('any-runtime'), test.info().outputPath('app'));
  expect(await ended).toBe(1);
  expect(existsSync(portFileIn(userDataFolder))).toBe(false);
});
