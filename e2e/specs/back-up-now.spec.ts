import { startPracticeCloud } from '#core/practice/server.ts';
import type { Locator, Page } from '@playwright/test';
import { violations } from '../fixtures/axe.ts';
import { browse, choose, goTo, screen } from '../fixtures/screen.ts';
import { expect, test } from '../fixtures/test.ts';

const SLOWLY = { timeout: 40_000 };

const row = (window: Page, text: string | RegExp): Locator =>
  window.getByRole('table', { name: 'Backups' }).getByRole('row').filter({ hasText: text });
const dialog = (window: Page): Locator => window.getByRole('dialog', { name: 'Back up now?' });
const notice = (window: Page, name: string): Locator => window.getByRole('region', { name: `Backup ${name}` });

async function openInstance(window: Page, name: string): Promise<void> {
  await window.getByRole('button', { name, exact: true }).click();
  await expect(window.getByRole('table', { name: 'Backups' })).toBeVisible();
}

/** Opens the question and gives the backup a name. */
async function order(window: Page, name: string): Promise<void> {
  await screen(window).button('Back up now…').click();
  await dialog(window).getByRole('textbox', { name: 'Backup name' }).fill(name);
}

/** Looks for it in the command palette, which stays open. */
async function findInPalette(window: Page): Promise<Locator> {
  await window.keyboard.press('Control+k');
  const palette = window.getByRole('dialog', { name: 'Command palette' });
  await palette.getByRole('combobox', { name: 'Search everything' }).fill('back up now');
  return palette.getByRole('option', { name: 'Back up now…' });
}

const confirm = (window: Page): Promise<void> => dialog(window).getByRole('button', { name: 'Back up now' }).click();

for (const [instance, state] of [
  ['orders-prod', 'Good'],
  ['catalog-shards', 'Good'],
] as const) {
  test(`a backup of ${instance} is made by hand, followed on other pages, and downloaded`, async ({
    launch,
    cloud,
  }) => {
    const { window } = await launch();
    await browse(window, cloud, /cn-bj2/u);
    await openInstance(window, instance);
    await screen(window).button('Back up now…').click();
    const suggested = await dialog(window).getByRole('textbox', { name: 'Backup name' }).inputValue();
    expect(suggested).toMatch(new RegExp(`^${instance}-\\d{8}-\\d{6}$`, 'u'));
    await expect(dialog(window)).toContainText(/Profile\s*orders.*Region\s*.*cn-bj2.*Instance/su);
    await confirm(window);
    await expect(notice(window, suggested)).toContainText('is being made');
    await expect(row(window, suggested)).toContainText('Being made', SLOWLY);
    await goTo(window, 'Downloads');
    await expect(window.getByText(`The backup ${suggested} of ${instance} is there.`)).toBeVisible(SLOWLY);
    await screen(window).button('Download').click();
    await expect(
      screen(window)
        .downloadItem(/uredis-|udredis-/u)
        .first(),
    ).toBeVisible(SLOWLY);
    await goTo(window, 'Browse');
    await expect(notice(window, suggested)).toContainText('is there');
    await expect(row(window, suggested)).toContainText(state);
    await notice(window, suggested)
      .getByRole('button', { name: `Dismiss ${suggested}` })
      .click();
    await expect(notice(window, suggested)).toBeHidden();
  });
}

test('the row of a backup made just now offers its download', async ({ launch, secrets }) => {
  const quick = await startPracticeCloud({ backupDurationMs: 1 });
  secrets.push(quick.privateKey);
  const { window } = await launch();
  await browse(window, quick, /cn-bj2/u);
  await openInstance(window, 'orders-prod');
  await order(window, 'before-release-2');
  await confirm(window);
  await row(window, 'before-release-2').getByRole('button', { name: 'Download' }).click(SLOWLY);
  await expect(row(window, 'before-release-2')).toContainText('Complete', SLOWLY);
  await quick.close();
});

test('a name is judged while it is typed, and nothing is sent for a bad one', async ({ launch, cloud }) => {
  const { window } = await launch();
  await browse(window, cloud, /cn-bj2/u);
  await openInstance(window, 'orders-prod');
  await order(window, 'short');
  await expect(dialog(window)).toContainText('This is too short.');
  await dialog(window).getByRole('textbox', { name: 'Backup name' }).fill('before release');
  await expect(dialog(window)).toContainText('Use only letters, digits, hyphens and underscores.');
  await window.keyboard.press('Enter');
  await expect(dialog(window).getByRole('button', { name: 'Back up now' })).toHaveAttribute('aria-disabled', 'true');
  await window.keyboard.press('Escape');
  await expect(dialog(window)).toBeHidden();
  expect(cloud.control.requests().filter(({ parameters }) => parameters['Action'] === 'CreateURedisBackup')).toEqual(
    [],
  );
});

test('what is refused says why and what to do, and stays in the question', async ({ launch, cloud }) => {
  const { window } = await launch();
  await browse(window, cloud, /cn-bj2/u);
  await openInstance(window, 'orders-prod');
  await order(window, 'before-release-2');
  for (const [retCode, text] of [
    [20_200, /did not start a backup.*wait until the list shows it as good/su],
    [20_208, /as many manual backups as it may have.*delete it in the UCloud console/su],
    [299, /did not permit CreateURedisBackup.*allow CreateURedisBackup for this key/su],
    [230, /not accepted here.*another name/su],
  ] as const) {
    cloud.control.failNext({ kind: 'retCode', action: 'CreateURedisBackup', retCode });
    await confirm(window);
    await expect(dialog(window).getByRole('alert')).toContainText(text);
  }
  await confirm(window);
  await expect(dialog(window)).toBeHidden();
  await expect(notice(window, 'before-release-2')).toBeVisible();
});

test('an answer that was lost is looked for, never sent again', async ({ launch, cloud }) => {
  const { window } = await launch();
  await browse(window, cloud, /cn-bj2/u);
  await openInstance(window, 'orders-prod');
  cloud.control.failNext({ kind: 'cut', action: 'CreateURedisBackup' });
  await order(window, 'never-arrived');
  await confirm(window);
  await expect(notice(window, 'never-arrived')).toContainText('may have been made');
  await expect(window.getByRole('button', { name: 'Try again' })).toBeHidden();
  await notice(window, 'never-arrived').getByRole('button', { name: 'Look for it' }).click();
  await expect(notice(window, 'never-arrived')).toContainText('The list did not have it at');
  await notice(window, 'never-arrived')
    .getByRole('button', { name: /Dismiss/u })
    .click();

  cloud.control.failNext({ kind: 'lostAnswer', action: 'CreateURedisBackup' });
  await order(window, 'answer-was-lost');
  await confirm(window);
  await notice(window, 'answer-was-lost').getByRole('button', { name: 'Look for it' }).click();
  await expect(notice(window, 'answer-was-lost')).toContainText('is being made');
  expect(
    cloud.control.requests().filter(({ parameters }) => parameters['Action'] === 'CreateURedisBackup'),
  ).toHaveLength(2);
});

test('one that is being made is found again after a restart', async ({ launch, secrets }) => {
  const slow = await startPracticeCloud({ backupDurationMs: 15_000 });
  secrets.push(slow.privateKey);
  const first = await launch();
  await browse(first.window, slow, /cn-bj2/u);
  await openInstance(first.window, 'orders-prod');
  await order(first.window, 'over-a-restart');
  await confirm(first.window);
  await expect(notice(first.window, 'over-a-restart')).toContainText('is being made');
  await first.close();
  const { window } = await launch();
  await goTo(window, 'Browse');
  // Without a keychain the key was for the session only.
  await expect(notice(window, 'over-a-restart')).toContainText(/is being made/u, SLOWLY);
  await slow.close();
});

test('the command palette asks for it while an instance is open', async ({ launch, cloud }) => {
  const { window } = await launch();
  await browse(window, cloud, /cn-bj2/u);
  await expect(window.getByRole('table', { name: 'Instances' })).toBeVisible();
  await expect(await findInPalette(window)).toHaveCount(0);
  await window.keyboard.press('Escape');
  await openInstance(window, 'orders-prod');
  await expect(await findInPalette(window)).toBeVisible();
  await window.keyboard.press('Enter');
  await expect(dialog(window)).toContainText('uredis-onb4ha');
  await expect(dialog(window).getByRole('textbox', { name: 'Backup name' })).toBeFocused();
});

test('production hides it until somebody chooses otherwise, and main refuses it', async ({ launch, cloud }) => {
  const { window } = await launch();
  await browse(window, cloud, /cn-bj2/u);
  await goTo(window, 'Settings');
  await screen(window).button('Edit profile orders').click();
  await choose(window, 'Environment', 'Production');
  await screen(window).button('Save profile').click();
  await expect(screen(window).textbox('Profile name')).toBeHidden();
  await goTo(window, 'Browse');
  await openInstance(window, 'orders-prod');
  await expect(screen(window).button('Back up now…')).toBeHidden();
  await expect(await findInPalette(window)).toHaveCount(0);
  await window.keyboard.press('Escape');
  const refused = await window.evaluate(async () => {
    const bridge = Reflect.get(globalThis, 'backhaul') as Record<
      string,
      Record<string, (input?: object) => Promise<{ value: { id: string }[] }>>
    >;
    const { value: profiles = [] } = (await bridge['profiles']?.['list']?.()) ?? {};
    const place = { projectId: '', regionId: 'cn-bj2', zoneId: 'cn-bj2-05', slaveZoneId: '' };
    const orders = { kind: 'masterReplica', instanceId: 'uredis-onb4ha', automaticBackup: 'on' };
    const instance = { profileId: profiles[0]?.id, ...place, ...orders };
    return bridge['backupJobs']?.['start']?.({ instance, instanceName: 'orders-prod', name: 'not-from-here' });
  });
  expect(refused).toMatchObject({ ok: false, error: { code: 'writeActionsHidden' } });
  await goTo(window, 'Settings');
  await window.getByRole('checkbox', { name: /^Hide actions that change something/u }).click();
  await goTo(window, 'Browse');
  await screen(window).button('Back up now…').click();
  await expect(dialog(window)).toContainText('PROD');
});

for (const theme of ['light', 'dark'] as const) {
  test(`the question and what becomes of it pass axe in the ${theme} theme`, async ({ launch, cloud }) => {
    const { window } = await launch();
    await window.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await browse(window, cloud, /cn-bj2/u);
    await openInstance(window, 'orders-prod');
    await order(window, 'short');
    expect(await violations(window)).toEqual([]);
    await dialog(window).getByRole('textbox', { name: 'Backup name' }).fill('answer-was-lost');
    cloud.control.failNext({ kind: 'lostAnswer', action: 'CreateURedisBackup' });
    await confirm(window);
    await expect(notice(window, 'answer-was-lost')).toContainText('may have been made');
    expect(await violations(window)).toEqual([]);
    await notice(window, 'answer-was-lost').getByRole('button', { name: 'Look for it' }).click();
    await expect(notice(window, 'answer-was-lost')).toContainText('is there', SLOWLY);
    expect(await violations(window)).toEqual([]);
  });
}
