import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { PracticeCloud } from '#core/practice/server.ts';
import type { Page } from '@playwright/test';
import { startProxy, withoutProxy } from '../fixtures/proxy.ts';
import { addProfile, choose, fillInBackup, goTo, screen } from '../fixtures/screen.ts';
import { expect, test } from '../fixtures/test.ts';

const PASSWORD = 'made-up-proxy-word';

// This computer is otherwise never reached through a proxy; the practice cloud is on it.
const ALSO_LOOPBACK = '<-loopback>';

async function setProxy(
  window: Page,
  proxy: { port: number; user?: string; password?: string; bypass?: string },
): Promise<void> {
  await goTo(window, 'Settings');
  const section = window.getByRole('region', { name: 'Network' });
  const field = (name: string) => section.getByLabel(name, { exact: true });
  await choose(window, 'Proxy', 'One proxy');
  await field('Proxy host').fill('127.0.0.1');
  await field('Port').fill(String(proxy.port));
  await field('Reached directly').fill(proxy.bypass ?? ALSO_LOOPBACK);
  await field('Proxy user name').fill(proxy.user ?? '');
  if (proxy.password !== undefined) await field('Proxy password').fill(proxy.password);
  await section.getByRole('button', { name: 'Save network settings' }).click();
  await expect(section.getByRole('status')).toContainText('Saved');
}

async function testConnection(window: Page): Promise<void> {
  await window.getByRole('button', { name: 'Test connection' }).click();
}

async function download(window: Page, cloud: PracticeCloud): Promise<void> {
  const [backup] = cloud.backups;
  if (backup === undefined) throw new Error('The practice cloud has no backup.');
  await fillInBackup(window, backup);
  await screen(window).button('Download').click();
  const item = screen(window).downloadItem(backup.backupId).first();
  await expect(item.getByRole('status')).toHaveText('Verified', { timeout: 30_000 });
}

test.describe('with a real proxy', () => {
  test.skip(withoutProxy !== '', withoutProxy);

  test.beforeEach(async ({ window, cloud }) => {
    await addProfile(window, { name: 'orders', ...cloud });
  });

  test('calls and downloads go through it', async ({ window, cloud, downloadsDir }, testInfo) => {
    const proxy = await startProxy(testInfo.outputPath());
    await setProxy(window, { port: proxy.port });
    await testConnection(window);
    await expect(window.getByText(`through the proxy 127.0.0.1:${proxy.port}`)).toBeVisible();
    await download(window, cloud);
    expect(readdirSync(downloadsDir).length).toBeGreaterThan(0);
    expect(proxy.log()).toContain(new URL(cloud.apiUrl).host);
    expect(proxy.log()).toContain(new URL(cloud.storageUrl).host);
    await proxy.close();
  });

  test('that asks for a password gets the one in the vault, and a wrong one is named as what it is', async ({
    window,
    cloud,
    secrets,
  }, testInfo) => {
    secrets.push(PASSWORD);
    const proxy = await startProxy(testInfo.outputPath(), { user: 'me', password: PASSWORD });
    await setProxy(window, { port: proxy.port });
    await testConnection(window);
    await expect(screen(window).alert).toContainText('wants a user name and password');
    await setProxy(window, { port: proxy.port, user: 'me', password: 'something else' });
    await testConnection(window);
    await expect(screen(window).alert).toContainText('did not accept those it got');
    await setProxy(window, { port: proxy.port, user: 'me', password: PASSWORD });
    await testConnection(window);
    await expect(window.getByText(`through the proxy 127.0.0.1:${proxy.port}`)).toBeVisible();
    await download(window, cloud);
    await proxy.close();
  });

  test('that refuses a host, or is not there, is an error with a next step', async ({ window, cloud }, testInfo) => {
    const proxy = await startProxy(testInfo.outputPath(), { refuses: '127\\.0\\.0\\.1' });
    await setProxy(window, { port: proxy.port });
    await testConnection(window);
    await expect(screen(window).alert).toContainText('refused the connection');
    await proxy.close();
    await testConnection(window);
    await expect(screen(window).alert).toContainText('could not be reached');
    await setProxy(window, { port: proxy.port, bypass: '' });
    await testConnection(window);
    await expect(window.getByText(`Reached ${new URL(cloud.apiUrl).host} directly`)).toBeVisible();
  });
});

test('a PAC file decides by which way a host is reached', async ({ window }, testInfo) => {
  test.skip(withoutProxy !== '', withoutProxy);
  // It refuses what it is asked for, so that nothing leaves this computer.
  const proxy = await startProxy(testInfo.outputPath(), { refuses: 'ucloud' });
  const script = `function FindProxyForURL(url, host) { return "PROXY 127.0.0.1:${proxy.port}"; }`;
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/x-ns-proxy-autoconfig' }).end(script);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;

  await screen(window).button('Try the practice cloud').click();
  await goTo(window, 'Settings');
  await choose(window, 'Proxy', /PAC/u);
  await screen(window).textbox('Address of the PAC file').fill(`http://127.0.0.1:${port}/proxy.pac`);
  await screen(window).button('Save network settings').click();
  await testConnection(window);
  await expect(screen(window).alert).toContainText('refused the connection');
  expect(proxy.log()).toContain('api.ucloud.cn');
  server.close();
  await proxy.close();
});
