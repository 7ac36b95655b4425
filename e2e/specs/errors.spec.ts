import type { Page } from '@playwright/test';
import { addProfile, choose, fillInBackup, goTo, screen } from '../fixtures/screen.ts';
import { expect, test } from '../fixtures/test.ts';

async function getLink(window: Page): Promise<void> {
  await screen(window).button('Get link').click();
}

test('every class of RetCode is explained: what happened, what to do next, detail to copy', async ({
  launch,
  cloud,
}) => {
  const { app, window } = await launch();
  await addProfile(window, { name: 'orders', ...cloud });
  const [backup] = cloud.backups;
  if (backup === undefined) throw new Error('The practice cloud offers nothing.');
  await fillInBackup(window, backup);
  const alert = screen(window).alert;
  // One of each class: credential, token, project, zone, address, lock, permission, request, product, unknown.
  for (const [retCode, says] of [
    [171, /private key|signature/iu],
    [172, /public key|key/iu],
    [174, /token|channel/iu],
    [292, /project/iu],
    [293, /zone/iu],
    [294, /address|IP/u],
    [295, /lock/iu],
    [299, /project/iu],
    [220, /parameter|missing/iu],
    [230, /parameter|available/iu],
    [20004, /permission/iu],
    [20208, /backups/iu],
    [98765, /98765/u],
  ] as const) {
    cloud.control.failNext({ kind: 'retCode', retCode, message: `made-up server text ${retCode}` });
    await getLink(window);
    await expect(alert).toContainText(says);
    await alert.getByText('Technical details').click();
    await expect(alert).toContainText(`made-up server text ${retCode}`);
    await expect(alert).toContainText(/request id: \S+/u);
    await alert.getByRole('button', { name: 'Copy details' }).click();
    await expect
      .poll(() => app.evaluate(async ({ clipboard }) => clipboard.readText()))
      .toContain(`retCode: ${retCode}`);
  }
});

test('passing trouble is ridden out without a word', async ({ window, cloud }) => {
  await addProfile(window, { name: 'orders', ...cloud });
  const [backup] = cloud.backups;
  if (backup === undefined) throw new Error('The practice cloud offers nothing.');
  await fillInBackup(window, backup);
  cloud.control.failNext(
    { kind: 'retCode', retCode: 153 },
    { kind: 'http', status: 502, body: '<html>Bad Gateway</html>' },
  );
  await getLink(window);
  await expect(screen(window).linkCard).toBeVisible();
  await expect(screen(window).alert).toHaveCount(0);
});

test('a gateway’s page in place of an answer is named as such', async ({ window, cloud }) => {
  await addProfile(window, { name: 'orders', ...cloud });
  const [backup] = cloud.backups;
  if (backup === undefined) throw new Error('The practice cloud offers nothing.');
  await fillInBackup(window, backup);
  cloud.control.failNext({ kind: 'http', status: 200, body: '<html>Please log in to the Wi-Fi</html>' });
  await getLink(window);
  await expect(screen(window).alert).toContainText(/could not be read|not .*answer|unreadable|understood/iu);
});

test('what the form can see by itself is said under the field, before any call', async ({ window, cloud }) => {
  await addProfile(window, { name: 'orders', ...cloud });
  await goTo(window, 'Get by ID');
  await choose(window, 'Region', /cn-bj2/u);
  await expect(screen(window).combobox('Zone')).toBeEnabled();
  cloud.control.clearRequests();
  await getLink(window);
  await expect(screen(window).textbox('Backup ID')).toHaveAttribute('aria-invalid', 'true');
  await expect(screen(window).textbox('Backup ID')).toBeFocused();
  // Leaving the field must not move the page under the pointer.
  await screen(window).checkbox('Cross-region backup').click();
  await expect(screen(window).checkbox('Cross-region backup')).toBeChecked();
  await screen(window).checkbox('Cross-region backup').click();

  await screen(window).textbox('Backup ID').fill('a75aaaa9-d9e1-4d38-9dc1-aecad4640045');
  await choose(window, 'Zone', 'cn-bj2-02');
  await screen(window).checkbox('Cross-zone instance').click();
  await choose(window, 'Slave zone', 'cn-bj2-02');
  await getLink(window);
  await expect(screen(window).combobox('Slave zone')).toHaveAttribute('aria-invalid', 'true');
  expect(
    cloud.control.requests().filter(({ parameters }) => parameters['Action'] === 'DescribeURedisBackupURL'),
  ).toEqual([]);
});

test('a wrong key is found by “Test credentials” and nothing is saved', async ({ window, cloud, secrets }) => {
  const { button, textbox, alert } = screen(window);
  secrets.push('made-up-wrong-private-key');
  await button('Add profile').click();
  await textbox('Profile name').fill('orders');
  await choose(window, 'Cloud', /custom/iu);
  await textbox('API endpoint').fill(cloud.apiUrl);
  await textbox('Public key').fill(cloud.publicKey);
  await window.getByLabel('Private key', { exact: true }).fill('made-up-wrong-private-key');
  await button('Test credentials').click();
  await expect(alert).toContainText(/key/iu);

  await window.getByLabel('Private key', { exact: true }).fill(cloud.privateKey);
  await button('Test credentials').click();
  await expect(window.getByText('DescribeURedisGroup')).toBeVisible();
  await textbox('API endpoint').fill('http://api.example.com/');
  await button('Save profile').click();
  await expect(textbox('API endpoint')).toHaveAttribute('aria-invalid', 'true');
  await expect(textbox('API endpoint')).toBeFocused();
});

test('an endpoint nobody answers on is an error that says where', async ({ window }) => {
  await addProfile(window, {
    name: 'nowhere',
    apiUrl: 'http://127.0.0.1:9/',
    publicKey: 'made-up-public-key',
    privateKey: 'made-up-private-key',
  });
  await goTo(window, 'Get by ID');
  await screen(window).combobox('Region').click();
  await expect(window.getByText('The list could not be loaded')).toBeVisible({ timeout: 30_000 });
  await window.keyboard.press('Escape');
  await expect(screen(window).alert).toContainText('127.0.0.1:9');
  await expect(screen(window).button('Try again')).toBeVisible();
});
