import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { goTo, screen } from '../fixtures/screen.ts';
import { expect, test } from '../fixtures/test.ts';

const COUNT = 500;

/** Profiles of many teams, as they would be on disk. */
function manyProfiles(): object[] {
  return Array.from({ length: COUNT }, (_, index) => ({
    id: `profile-${index}`,
    details: {
      name: `orders-${index}`,
      colour: 'teal',
      group: `team ${index % 25}`,
      environment: index % 5 === 0 ? 'prod' : 'other',
      cloud: { kind: 'preset', presetId: 'ucloud', channelKey: '' },
      projectId: '',
      regionId: '',
    },
    publicKey: `made-up-public-key-of-profile-${10_000 + index}`,
    hasSecurityToken: false,
    secret: null,
    createdAt: 1,
    keyStoredAt: 1,
    snoozedUntil: null,
    tokenExpiresAt: null,
    lastUsedAt: null,
  }));
}

/**
 * How long something takes from here to being seen, the driver's own time included. Printed, never judged. */
async function timed(what: string, work: () => Promise<void>): Promise<void> {
  const startedAt = performance.now();
  await work();
  // oxlint-disable-next-line no-console -- the numbers are what this test is read for
  console.log(`${COUNT} profiles: ${what} ${Math.round(performance.now() - startedAt)} ms`);
}

const optionCount = (window: Page): Promise<number> => window.getByRole('option').count();

test('among 500 profiles one is listed, found, used and moved, and only what is in sight is drawn', async ({
  launch,
  userDataDir,
}) => {
  mkdirSync(userDataDir, { recursive: true });
  const document = { version: 3, protection: 'keychain', passwordLock: null, profiles: manyProfiles() };
  writeFileSync(path.join(userDataDir, 'profiles.json'), JSON.stringify({ document }));
  const { window } = await launch();
  const { button, combobox } = screen(window);
  await expect(combobox('Profile')).toHaveValue('orders-0');

  await timed('asking for the list', async () => {
    const listed = await window.evaluate(async () => {
      const bridge: unknown = Reflect.get(globalThis, 'backhaul');
      const { profiles } = bridge as { profiles: { list: () => Promise<{ value?: unknown[] }> } };
      return (await profiles.list()).value?.length;
    });
    expect(listed).toBe(COUNT);
  });
  await timed('opening the switcher', async () => {
    await combobox('Profile').click();
    await expect(window.getByRole('option').first()).toBeVisible();
  });
  expect(await optionCount(window)).toBeLessThan(60);
  await timed('typing 11 characters and finding one', async () => {
    await combobox('Profile').pressSequentially('team 12 037');
    await expect(window.getByRole('option')).toHaveText([/orders-37/u]);
  });
  await timed('changing to it', async () => {
    await window.keyboard.press('Enter');
    await expect(button('Edit profile orders-37')).toBeVisible();
  });
  await combobox('Profile').click();
  await expect(window.getByRole('option').first()).toHaveText(/orders-37/u);
  // Far beyond what was drawn at first.
  for (let step = 0; step < 40; step += 1) await window.keyboard.press('ArrowDown');
  await expect(window.getByRole('option', { name: /orders-40 / })).toBeInViewport();
  await window.keyboard.press('Enter');
  await expect(button('Edit profile orders-40')).toBeVisible();

  await timed('opening the settings with the list', async () => {
    await goTo(window, 'Settings');
    await expect(button('Move orders-0')).toBeVisible();
  });
  expect(await window.getByRole('button', { name: /^Move /u }).count()).toBeLessThan(60);
  await timed('searching the list', async () => {
    await window.getByRole('searchbox', { name: 'Find a profile' }).fill('orders-499');
    await expect(button('Move orders-499')).toBeVisible();
  });
  await expect(button('Move orders-499')).toHaveAttribute('aria-disabled', 'true');
  await window.getByRole('searchbox', { name: 'Find a profile' }).fill('');
  await timed('moving one', async () => {
    await button('Move orders-0').press('ArrowDown');
    await expect(window.getByText('orders-0 is now number 2 of 20 in team 0.')).toBeAttached();
  });
  await expect(button('Move orders-0')).toBeFocused();
});
