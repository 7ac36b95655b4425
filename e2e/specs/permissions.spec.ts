import type { Page } from '@playwright/test';
import { addProfile, choose, goTo, screen } from '../fixtures/screen.ts';
import { expect, test } from '../fixtures/test.ts';

const report = (window: Page) => window.getByRole('region', { name: 'What the key may do' });
const row = (window: Page, action: string) =>
  report(window)
    .getByRole('listitem')
    .filter({ has: window.getByText(action, { exact: true }) });

test('the form tells call by call what a key may do, why not, and a policy that would allow it', async ({
  launch,
  cloud,
  secrets,
}) => {
  const { lister } = cloud.keys;
  secrets.push(lister.privateKey);
  const { app, window } = await launch();
  const { button, textbox } = screen(window);
  await button('Add profile').click();
  await textbox('Profile name').fill('orders');
  await choose(window, 'Cloud', /custom/iu);
  await textbox('API endpoint').fill(cloud.apiUrl);
  await textbox('Public key').fill(lister.publicKey);
  await window.getByLabel('Private key', { exact: true }).fill(lister.privateKey);
  await button('Test credentials').click();
  await expect(report(window)).toContainText('3 calls are refused.');
  await expect(report(window)).toContainText('project org-0qakla');
  await expect(report(window).getByRole('listitem')).toHaveCount(12);
  await expect(row(window, 'DescribeURedisBackup')).toContainText('Allowed');
  await expect(row(window, 'CreateURedisBackup')).toContainText('Optional, not tried');
  await expect(row(window, 'DescribeURedisBackupURL')).toContainText('Refused');
  await expect(row(window, 'DescribeURedisBackupURL')).toContainText('RetCode 299');

  await button('Copy policy for what is refused').click();
  await expect(report(window).getByText('Policy copied')).toBeVisible();
  const copied = await app.evaluate(async ({ clipboard }) => clipboard.readText());
  expect(JSON.parse(copied)).toMatchObject({
    Statement: [
      { Action: ['umem:DescribeURedisBackupURL', 'umem:DescribeUMemBackupURL', 'umem:DescribeUMemBlockInfo'] },
    ],
  });
  await textbox('Public key').fill(cloud.publicKey);
  await expect(report(window), 'it was about another key').toBeHidden();
});

test('a profile is tested as it is stored; what could not be told is said to be so', async ({ window, cloud }) => {
  await addProfile(window, { name: 'orders', ...cloud });
  cloud.control.refuse({ DescribeUMem: 20_004, DescribeUMemBackup: 230 });
  // The first answer of this one never comes: the others must not wait for it.
  cloud.control.failNext({ kind: 'silence', action: 'DescribeUMemBlockInfo' });
  await goTo(window, 'Settings');
  cloud.control.clearRequests();
  await screen(window).button('Test permissions…').click();
  await expect(row(window, 'DescribeURedisBackupURL')).toContainText('Allowed');
  await expect(row(window, 'DescribeUMemBlockInfo')).toContainText('Asking…');
  await expect(row(window, 'DescribeUMem')).toContainText('no permission for this Redis resource');
  await expect(row(window, 'DescribeUMemBackup')).toContainText('Could not tell');
  await expect(row(window, 'GetUserInfo')).toContainText('Allowed');
  const asked = cloud.control.requests().map(({ parameters }) => parameters['Action'] ?? '');
  expect(asked.filter((action) => !/^(?:Get|Describe)/u.test(action))).toEqual([]);
  await window.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await expect(report(window)).toBeHidden();
});
