import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { PracticeCloud } from '#core/practice/server.ts';
import { violations } from '../fixtures/axe.ts';
import { choose, goTo, screen } from '../fixtures/screen.ts';
import { expect, test } from '../fixtures/test.ts';

/** A home folder with the CLI's two files in it: a profile of the cloud, one without a region, and a browser sign-in. */
function makeHome(folder: string, cloud: PracticeCloud): string {
  const home = path.join(folder, 'home');
  mkdirSync(path.join(home, '.ucloud'), { recursive: true });
  const others = { cookie: '', csrf_token: '' };
  const config = [
    {
      project_id: 'org-made-up/Shop',
      region: 'cn-bj2',
      zone: 'cn-bj2-02',
      base_url: cloud.apiUrl,
      timeout_sec: 15,
      profile: 'orders',
      active: true,
    },
    {
      project_id: '',
      region: '',
      zone: '',
      base_url: 'https://api.ucloud.cn/',
      timeout_sec: 15,
      profile: 'bare',
      active: false,
    },
  ];
  const credential = [
    { public_key: cloud.publicKey, private_key: cloud.privateKey, ...others, profile: 'orders' },
    {
      public_key: 'made-up-public-key-of-bare',
      private_key: 'made-up-private-key-of-bare',
      ...others,
      profile: 'bare',
    },
    {
      public_key: '',
      private_key: '',
      ...others,
      profile: 'sso',
      auth_mode: 'oauth',
      access_token: 'made-up-access',
      refresh_token: 'made-up-refresh',
      expires_at: 1_790_000_000,
    },
  ];
  writeFileSync(path.join(home, '.ucloud/config.json'), JSON.stringify(config), { mode: 0o600 });
  writeFileSync(path.join(home, '.ucloud/credential.json'), JSON.stringify(credential), { mode: 0o600 });
  return home;
}

function cliFiles(home: string): [string, string][] {
  const folder = path.join(home, '.ucloud');
  return readdirSync(folder).map((name) => [name, readFileSync(path.join(folder, name)).toString('hex')]);
}

test('profiles of the UCloud CLI come along at the first run, and its files stay as they were', async ({
  launch,
  cloud,
  secrets,
}, testInfo) => {
  secrets.push('made-up-private-key-of-bare', 'made-up-access', 'made-up-refresh');
  const home = makeHome(testInfo.outputPath(), cloud);
  const before = cliFiles(home);
  const { window } = await launch({ environment: { HOME: home } });
  const { button, checkbox } = screen(window);
  const dialog = window.getByRole('dialog');
  await window.emulateMedia({ reducedMotion: 'reduce' });

  // The keyboard alone.
  await button('Import from UCloud CLI').focus();
  await window.keyboard.press('Enter');
  await expect(checkbox('orders')).toBeChecked();
  await expect(checkbox('bare')).not.toBeChecked();
  await expect(dialog).toContainText('No region');
  await expect(checkbox('sso')).toBeDisabled();
  await expect(dialog).toContainText('Only the CLI may use that sign-in');
  await expect(dialog).not.toContainText(cloud.publicKey);
  expect(await violations(window)).toEqual([]);
  await checkbox('bare').focus();
  await window.keyboard.press('Space');
  await button('Import 2 profiles').focus();
  await window.keyboard.press('Enter');

  await expect(dialog.getByRole('list', { name: 'Result of the import' })).toContainText(/orders\s*Imported/u);
  await expect(dialog).toContainText(path.join(home, '.ucloud/credential.json'));
  await expect(dialog).toContainText('ucloud config delete --profile orders');
  await expect(button('Done')).toBeFocused();
  expect(await violations(window)).toEqual([]);
  await window.keyboard.press('Enter');
  await expect(dialog).toBeHidden();

  // The active one of the CLI is the active one here, and its key signs.
  await expect(screen(window).combobox('Profile')).toHaveValue('orders');
  await choose(window, 'Region', /cn-bj2/u);
  expect(cloud.control.requests().map(({ parameters }) => parameters['Action'])).toContain('GetRegion');

  await goTo(window, 'Settings');
  await button('Import from UCloud CLI').click();
  await expect(dialog).toContainText('Already here');
  await expect(checkbox('orders')).toBeDisabled();
  await expect(checkbox('bare')).toBeDisabled();
  await window.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  expect(cliFiles(home)).toEqual(before);
});

test('without the CLI it says where it looked; the environment can be imported too, in Chinese as well', async ({
  launch,
  cloud,
}, testInfo) => {
  const home = testInfo.outputPath('home');
  mkdirSync(home);
  const { window } = await launch({
    environment: {
      HOME: home,
      UCLOUD_PUBLIC_KEY: cloud.publicKey,
      UCLOUD_PRIVATE_KEY: cloud.privateKey,
      UCLOUD_REGION: 'cn-bj2',
      UCLOUD_API_BASE_URL: cloud.apiUrl,
    },
  });
  const { button } = screen(window);
  const dialog = window.getByRole('dialog');
  await button('Import from UCloud CLI').click();
  await expect(dialog).toContainText('No UCloud CLI configuration here');
  await expect(dialog).toContainText(path.join(home, '.ucloud'));
  await button('Close').click();

  await button('Try the practice cloud').click();
  await goTo(window, 'Settings');
  await choose(window, 'Language', '简体中文');
  await button('从环境变量导入').click();
  await expect(window.getByRole('checkbox', { name: 'environment' })).toBeChecked();
  await button('导入 1 个配置').click();
  await expect(dialog).toContainText('已导入');
  await expect(dialog).not.toContainText('明文');
  await button('完成').click();
  await window.getByRole('combobox', { name: '配置', exact: true }).click();
  await expect(window.getByRole('option', { name: /environment/u })).toBeVisible();
});
