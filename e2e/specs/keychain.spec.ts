import { readFileSync } from 'node:fs';
import path from 'node:path';
import { addProfile } from '../fixtures/screen.ts';
import { expect, test } from '../fixtures/test.ts';
import { withKeyring } from '../fixtures/wrappers.ts';

test.skip(process.platform !== 'linux', 'the keyrings of Linux');

const storedProfiles = (userDataDir: string): string => readFileSync(path.join(userDataDir, 'profiles.json'), 'utf8');

test('with a real keyring the private key is sealed and there again after a restart', async ({
  launch,
  executable,
  userDataDir,
  cloud,
}, testInfo) => {
  const options = {
    executable: withKeyring(executable, testInfo.outputPath('keyring')),
    switches: ['--password-store=gnome-libsecret'],
  };
  const first = await launch(options);
  await expect(first.window.getByText(/sealed by GNOME Keyring/iu).first()).toBeVisible();
  await addProfile(first.window, { name: 'orders', ...cloud });
  await first.close();
  expect(storedProfiles(userDataDir)).toContain('gnome_libsecret');

  const second = await launch(options);
  await expect(second.window.getByRole('combobox', { name: 'Profile' })).toHaveValue('orders');
  await second.window.getByRole('combobox', { name: 'Region' }).click();
  await expect(second.window.getByRole('option', { name: /cn-bj2/u })).toBeVisible();
});

for (const [surrounding, switches] of [
  ['without a keyring', []],
  ['with the fixed password Chromium falls back to', ['--password-store=basic']],
] as const) {
  test(`${surrounding} nothing is sealed and the key is asked for again after a restart`, async ({
    launch,
    userDataDir,
    cloud,
  }) => {
    const first = await launch({ switches: [...switches] });
    await expect(first.window.getByText(/until you quit/iu).first()).toBeVisible();
    await addProfile(first.window, { name: 'orders', ...cloud });
    await first.close();
    expect(JSON.parse(storedProfiles(userDataDir))).toMatchObject({ document: { profiles: [{ secret: null }] } });

    const second = await launch({ switches: [...switches] });
    await expect(second.window.getByRole('combobox', { name: 'Profile' })).toHaveValue('orders');
    await expect(second.window.getByText(/type (it|the private key) again/iu).first()).toBeVisible();
  });
}

test('keys sealed by a keyring that is gone leave the profile with its name and ask for the key', async ({
  launch,
  executable,
  cloud,
}, testInfo) => {
  const keyring = withKeyring(executable, testInfo.outputPath('keyring'));
  const first = await launch({ executable: keyring, switches: ['--password-store=gnome-libsecret'] });
  await addProfile(first.window, { name: 'orders', ...cloud });
  await first.close();

  const second = await launch({ switches: ['--password-store=basic'] });
  await expect(second.window.getByRole('combobox', { name: 'Profile' })).toHaveValue('orders');
  await expect(second.window.getByText(/keychain .*(open|read)/iu).first()).toBeVisible();
});
