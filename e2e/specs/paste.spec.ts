import { once } from 'node:events';
import { readFileSync, readdirSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import type { PracticeCloud } from '#core/practice/server.ts';
import { startPracticeCloud } from '#core/practice/server.ts';
import { signParams } from '#core/ucloud/sign.ts';
import type { ElectronApplication, Page } from '@playwright/test';
import { violations } from '../fixtures/axe.ts';
import { backupsIn } from '../fixtures/files.ts';
import { addProfile, choose, goTo, screen } from '../fixtures/screen.ts';
import { expect, test } from '../fixtures/test.ts';

/** Copies a text as another program would, and pastes it where nothing has the focus. */
async function paste(app: ElectronApplication, window: Page, text: string): Promise<void> {
  await app.evaluate(({ clipboard }, copied) => clipboard.writeText(copied), text);
  await window.keyboard.press('Control+V');
}

/** Asks a practice cloud for a link, as a colleague with the same keys would. */
async function signedLink(cloud: PracticeCloud, backupId: string): Promise<string> {
  const backup = cloud.backups.find((each) => each.backupId === backupId);
  if (backup === undefined) throw new Error('The practice cloud has no such backup.');
  const params = {
    Action: 'DescribeURedisBackupURL',
    Region: backup.regionId,
    GroupId: backup.instanceId,
    BackupId: backupId,
    ProjectId: backup.projectId,
  };
  const body = new URLSearchParams(signParams(params, { ...cloud, securityToken: '' }));
  const answer = (await (await fetch(cloud.apiUrl, { method: 'POST', body })).json()) as Record<string, string>;
  return (answer['BackupPath'] ?? answer['BackupURL'] ?? '').trim();
}

/** A storage on loopback with one object, which gives it in one piece. */
async function serveObject(content: Uint8Array): Promise<{ origin: string; close: () => void }> {
  const server = http.createServer((_request, response) => {
    response.writeHead(200, { 'content-length': content.byteLength, etag: '"made-up"' }).end(content);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The storage has no port.');
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return { origin: `http://127.0.0.1:${address.port}`, close };
}

const found = (window: Page) => window.getByRole('list', { name: 'Found in the text' }).getByRole('listitem');

test('a table of ids pasted anywhere is looked through and queued, each id with its own outcome', async ({
  launch,
  cloud,
  downloadsDir,
}) => {
  const { app, window } = await launch();
  const { button, downloadItem } = screen(window);
  await addProfile(window, { name: 'orders', ...cloud });
  await choose(window, 'Region', /cn-bj2/u);
  const sound = cloud.backups.filter(({ fault, kind, regionId, isCrossRegion, projectId }) => {
    return (
      fault === '' && kind === 'masterReplica' && regionId === 'cn-bj2' && !isCrossRegion && projectId === 'org-3kopqz'
    );
  });
  const [first, second] = sound;
  const gone = '00000000-d9e1-4d38-9dc1-aecad4640045';
  const lines = [first, second].map((backup) => `${backup?.instanceId}\t${backup?.zoneId}\t${backup?.backupId}`);
  await goTo(window, 'Settings');
  await window.locator('main').focus();
  await paste(
    app,
    window,
    ['Instance\tZone\tBackup', ...lines, ...lines, `uredis-fau1ts\tcn-bj2-05\t${gone}`].join('\n'),
  );

  await expect(found(window)).toHaveCount(3);
  await expect(found(window).first()).toContainText('2× in the text');
  expect(await violations(window)).toEqual([]);
  await button('Download 3').click();
  await expect(found(window).filter({ hasText: gone }).getByRole('alert')).toBeVisible();
  await expect(found(window).filter({ hasText: 'Queued' })).toHaveCount(2);
  await button(`Remove ${gone}`).click();
  await expect(found(window)).toHaveCount(2);
  await button('Close').click();
  await goTo(window, 'Downloads');
  for (const backup of [first, second]) {
    await expect(downloadItem(backup?.backupId ?? '').getByRole('status')).toHaveText('Verified', {
      timeout: 30_000,
    });
  }
  expect(backupsIn(downloadsDir)).toHaveLength(2);
});

test('an id is mended in its row, and several links are shown at once', async ({ launch, cloud }) => {
  const { app, window } = await launch();
  const { button, textbox } = screen(window);
  await addProfile(window, { name: 'orders', ...cloud });
  await choose(window, 'Region', /cn-bj2/u);
  const shards = cloud.backups.find(({ kind, regionId, fault }) => {
    return kind === 'distributed' && regionId === 'cn-bj2' && fault === '';
  });
  const [single] = cloud.backups;
  await window.locator('main').focus();
  await paste(app, window, `${shards?.backupId}\n${single?.instanceId} ${single?.backupId}`);
  await expect(found(window)).toHaveCount(2);
  await button(`Edit ${shards?.backupId}`).click();
  await textbox('Instance ID of this row').fill(shards?.instanceId ?? '');
  await button('Get links').click();
  await expect(found(window).first().getByRole('alert')).toContainText('Zone');
  await choose(window, 'Zone of the backups that name none', shards?.zoneId ?? '');
  await button('Get links').click();
  await expect(window.getByRole('region', { name: /Backup link/u })).toHaveCount(4);
});

test('a pasted link is downloaded as it is, ends clearly, and goes on at the byte with a new one', async ({
  launch,
  downloadsDir,
  secrets,
}) => {
  const backupId = '8862ba8c-65b0-4691-a8b7-c4ed5f699c64';
  const cloud = await startPracticeCloud({ extraBackups: [{ backupId, sizeBytes: 12_000_000 }] });
  secrets.push(cloud.privateKey);
  try {
    cloud.control.setPace(1_500_000);
    const { app, window } = await launch();
    const { button, downloadItem } = screen(window);
    await addProfile(window, { name: 'orders', ...cloud });
    const link = await signedLink(cloud, backupId);
    await paste(app, window, `{"BackupURL":"${link.replaceAll('&', String.raw`\u0026`)}\\n"}`);
    await expect(found(window)).toContainText('Cannot be renewed');
    await expect(found(window)).toContainText(/Expires in/u);
    expect(await window.content()).not.toContain('Signature=');
    await button('Download 1').click();
    const item = downloadItem(backupId);
    const bar = item.getByRole('progressbar');
    await expect(async () => expect(Number(await bar.getAttribute('aria-valuenow'))).toBeGreaterThan(5)).toPass();
    cloud.control.expireLinks();
    cloud.control.cutConnections();
    await expect(item.getByRole('status')).toHaveText('Failed', { timeout: 20_000 });
    await expect(item).toContainText('cannot be renewed');

    cloud.control.setPace(undefined);
    cloud.control.clearRequests();
    await paste(app, window, await signedLink(cloud, backupId));
    await expect(found(window)).toContainText('Goes on with');
    await button('Download 1').click();
    await expect(item.getByRole('status')).toHaveText('Verified', { timeout: 30_000 });
    const ranges = cloud.control.requests().flatMap(({ server, range }) => (server === 'storage' ? [range] : []));
    expect(ranges).not.toContain('bytes=0-');
    const [file, ...others] = backupsIn(downloadsDir);
    expect(others).toEqual([]);
    expect(readFileSync(path.join(downloadsDir, file ?? '')).byteLength).toBe(12_000_000);
  } finally {
    await cloud.close();
  }
});

test('a pasted link to something else than a backup ends completed, and says what it is not', async ({
  launch,
  cloud,
  downloadsDir,
}) => {
  const content = Buffer.from('id;name\n'.repeat(1000));
  const storage = await serveObject(content);
  try {
    const { app, window } = await launch();
    const { button, downloadItem } = screen(window);
    await addProfile(window, { name: 'orders', ...cloud });
    const expiry = Math.floor(Date.now() / 1000) + 3600;
    const query = `UCloudPublicKey=made-up&Expires=${expiry}&Signature=bWFkZS11cA==`;
    await paste(app, window, `${storage.origin}/exports/customers.csv?${query}`);
    await button('Download 1').click();
    const item = downloadItem('customers.csv');
    await expect(item.getByRole('status')).toHaveText('Completed', { timeout: 30_000 });
    await expect(item).toContainText('Length: passed · 8,000 bytes');
    const chip = item.locator('[data-outcome="notComparable"]').filter({ hasText: 'The file is no Redis backup.' });
    await expect(chip).toBeVisible();
    await item.getByRole('button', { name: 'Details', exact: true }).click();
    const timeline = item.getByRole('list', { name: 'Timeline' });
    await expect(timeline.getByRole('listitem').first()).toContainText('Completed');
    const [file = '', ...others] = readdirSync(downloadsDir).filter((name) => !/\.(?:json|sha256)$/u.test(name));
    expect(others).toEqual([]);
    expect(readFileSync(path.join(downloadsDir, file)).equals(content)).toBe(true);
  } finally {
    storage.close();
  }
});

test('text for a field stays the field’s; more than an id pasted into “Backup ID” is looked through', async ({
  launch,
}) => {
  const { app, window } = await launch();
  const { button, textbox } = screen(window);
  await button('Try the practice cloud').click();
  await textbox('Instance ID').focus();
  await paste(app, window, 'uredis-onb4ha');
  await expect(textbox('Instance ID')).toHaveValue('uredis-onb4ha');
  await expect(window.getByRole('dialog')).toBeHidden();
  await textbox('Backup ID').focus();
  await paste(app, window, 'a75aaaa9-d9e1-4d38-9dc1-aecad4640045 8862ba8c-65b0-4691-a8b7-c4ed5f699c64');
  await expect(found(window)).toHaveCount(2);
  await window.keyboard.press('Escape');
  await expect(textbox('Backup ID')).toHaveValue('');

  await button('Paste text…').click();
  await paste(app, window, 'nothing of interest');
  await expect(window.getByRole('dialog')).toContainText('There is no backup ID');
  await paste(app, window, 'x'.repeat(1_000_001));
  await expect(window.getByRole('dialog')).toContainText('longer than 1 MB');
  await textbox('Text with ids or links').fill('udredis-00pakopv_1');
  await button('Find').click();
  await button('Use in Get by ID').click();
  await expect(textbox('Instance ID')).toHaveValue('udredis-00pakopv');
});

test('a pasted instance opens in Browse with its backups', async ({ launch, cloud }) => {
  const { app, window } = await launch();
  await addProfile(window, { name: 'orders', ...cloud });
  await choose(window, 'Region', /cn-bj2/u);
  await window.locator('main').focus();
  await paste(app, window, 'udredis-00pakopv');
  await screen(window).button('Show its backups').click();
  await expect(window.getByRole('dialog')).toBeHidden();
  await expect(window.getByRole('table', { name: 'Backups' })).toContainText('three-shards');
});

test('text dropped on the window is looked through like pasted text', async ({ window }) => {
  await screen(window).button('Try the practice cloud').click();
  const data = await window.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.setData('text/plain', 'uredis-onb4ha a75aaaa9-d9e1-4d38-9dc1-aecad4640045');
    return transfer;
  });
  // The first run has a page of its own, which takes no text.
  await expect(screen(window).button('Get link')).toBeVisible();
  await window.dispatchEvent('main', 'drop', { dataTransfer: data });
  await expect(found(window)).toContainText('uredis-onb4ha');
});

test('a public name that leads into a private network is not connected to', async ({ launch, cloud }) => {
  const { app, window } = await launch({ switches: ['--host-resolver-rules=MAP rebound.example.com 10.1.2.3'] });
  await addProfile(window, { name: 'orders', ...cloud });
  const signature = `UCloudPublicKey=made-up&Expires=${Math.floor(Date.now() / 1000) + 3600}&Signature=bWFkZS11cA==`;
  await paste(app, window, `https://rebound.example.com/uredis-a/backup.rdb?${signature}`);
  await screen(window).button('Download 1').click();
  const item = window.getByRole('list', { name: 'Downloads' }).getByRole('listitem');
  await expect(item.getByRole('alert')).toContainText('an address no public storage has');
});
