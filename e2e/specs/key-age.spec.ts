import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { violations } from '../fixtures/axe.ts';
import { profileRow as row } from '../fixtures/profiles.ts';
import { addProfile, choose, goTo, screen } from '../fixtures/screen.ts';
import { expect, test } from '../fixtures/test.ts';
import { setMasterPassword, unlock } from '../fixtures/vault.ts';

const PASSWORD = 'made-up plum harbour 71';
const DAY_MS = 86_400_000;

/** Changes what is on disk about a profile, as time would. */
function age(userDataDir: string, changes: (profile: Record<string, unknown>) => object): void {
  const file = path.join(userDataDir, 'profiles.json');
  const stored = JSON.parse(readFileSync(file, 'utf8'));
  stored.document.profiles = stored.document.profiles.map((each: Record<string, unknown>) => ({
    ...each,
    ...changes(each),
  }));
  writeFileSync(file, JSON.stringify(stored));
}

test('an old key is spoken of until it is put off or replaced', async ({ launch, userDataDir, cloud, secrets }) => {
  secrets.push(PASSWORD, 'made-up-newer-key');
  const first = await launch();
  await addProfile(first.window, { name: 'orders', ...cloud });
  await addProfile(first.window, { name: 'users', ...cloud }, 'New profile');
  await setMasterPassword(first.window, PASSWORD);
  await first.close();
  age(userDataDir, () => ({ keyStoredAt: Date.now() - 120 * DAY_MS }));

  const { window } = await launch();
  await unlock(window, PASSWORD);
  const notice = window.getByRole('region', { name: /The key of users was stored 120 days ago/u });
  await expect(notice).toBeVisible();
  expect(await violations(window)).toEqual([]);
  await screen(window).combobox('Profile').click();
  await expect(window.getByRole('option', { name: /orders.*Old key/u })).toBeVisible();
  await window.keyboard.press('Escape');
  await notice.getByRole('button', { name: 'Remind me in 14 days' }).click();
  await expect(notice).toBeHidden();

  await choose(window, 'Profile', 'orders');
  await window
    .getByRole('region', { name: /The key of orders was stored 120 days ago/u })
    .getByRole('button', { name: 'Replace the key' })
    .click();
  const privateKey = window.getByLabel('Private key', { exact: true });
  await expect(privateKey).toHaveAccessibleDescription(/Stored 120\sdays\sago/u);
  await privateKey.fill('made-up-newer-key');
  await screen(window).button('Save profile').click();
  await expect(window.getByText(/The key of orders/u)).toBeHidden();

  await goTo(window, 'Settings');
  await expect(row(window, 'orders')).toContainText('key stored now');
  await expect(row(window, 'users')).toContainText('key stored 120 days ago');
  await expect(row(window, 'users')).not.toContainText('Old key');
});

test('settings say at what age a key is old, or never', async ({ launch, userDataDir, cloud, secrets }) => {
  secrets.push(PASSWORD);
  const first = await launch();
  await addProfile(first.window, { name: 'orders', ...cloud });
  await setMasterPassword(first.window, PASSWORD);
  await choose(first.window, 'Remind me to replace a key', 'Never');
  await first.close();
  age(userDataDir, () => ({ keyStoredAt: Date.now() - 40 * DAY_MS }));

  const { window } = await launch();
  await unlock(window, PASSWORD);
  await expect(window.getByText(/The key of orders/u)).toBeHidden();
  await goTo(window, 'Settings');
  await choose(window, 'Remind me to replace a key', 'After 30 days');
  await expect(window.getByText('The key of orders was stored 40 days ago.')).toBeVisible();
});

test('a token counts down, warns before it ends, and is named when the cloud refuses it', async ({
  window,
  cloud,
  secrets,
}) => {
  secrets.push('made-up-token-of-a-test');
  const { button, combobox } = screen(window);
  await addProfile(window, { name: 'orders', ...cloud });
  await button('Edit profile orders').click();
  await window.getByText('Advanced', { exact: true }).click();
  await window.getByLabel('Private key', { exact: true }).fill(cloud.privateKey);
  await window.getByLabel('Security token').fill('made-up-token-of-a-test');
  const ends = window.getByLabel('Token ends');
  await ends.evaluate(
    (input, text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', text);
      input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    },
    new Date(Date.now() + 5 * 60_000).toISOString(),
  );
  await expect(ends).toHaveValue(/^\d{4}-/u);
  await button('Save profile').click();
  await expect(window.getByRole('contentinfo')).toContainText(/Token ends in [45]:\d\d/u);
  await expect(window.getByRole('region', { name: /security token of orders ends in/u })).toBeVisible();
  expect(await violations(window)).toEqual([]);
  await combobox('Region').click();
  await expect(window.getByText(/no longer accepts the security token/u).first()).toBeVisible();
  await window.keyboard.press('Escape');

  await button('Edit profile orders').click();
  await window.getByLabel('Token ends').fill('2026-01-02T03:04:05');
  await button('Save profile').click();
  await expect(window.getByRole('region', { name: 'The security token of orders has expired.' })).toBeVisible();
  await expect(window.getByRole('contentinfo')).toContainText('Token expired');
});

test('a keychain that is not there cannot be chosen, and what is in force is shown', async ({ launch }) => {
  const { window } = await launch({ switches: ['--password-store=basic'] });
  await screen(window).button('Try the practice cloud').click();
  await goTo(window, 'Settings');
  const keychain = window.getByRole('radio', { name: 'OS keychain' });
  await expect(keychain).toBeDisabled();
  await expect(keychain).not.toBeChecked();
  await expect(keychain).toHaveAccessibleDescription(/Not available here.*no safe keychain/u);
  const session = window.getByRole('radio', { name: 'This session only' });
  await expect(session).toBeChecked();
  await expect(session).toHaveAccessibleDescription(/In force because there is no keychain here/u);
});
