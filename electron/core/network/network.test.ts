import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ProxySettings } from '#shared/models/network.ts';
import { systemClock } from '../clock.ts';
import { openDocument } from '../documents/document.ts';
import { createNodeTransport } from '../http/node-transport.ts';
import { startTestServer } from '../http/test-server.ts';
import type { JsonFile, SecretBox } from '../ports.ts';
import { createAttempts } from '../vault/attempts.ts';
import { createPasswordVault } from '../vault/password-vault.ts';
import { createSecretKeeper } from '../vault/secrets.ts';
import { createNetwork, type NetworkService } from './network.ts';
import { INITIAL_PROXY, type ProxyConfig } from './proxy-policy.ts';
import { INITIAL_NETWORK, storedNetwork } from './stored-network.ts';

const PASSWORD = 'made-up-proxy-password';
const manual: ProxySettings = { ...INITIAL_PROXY, mode: 'manual', host: 'proxy.example', port: 3128, user: 'me' };
const own = { host: 'proxy.example', port: 3128 };

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'backhaul-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A keychain that turns bytes around; enough to see that the password is not there as it is. */
const box: SecretBox = {
  isAvailable: () => Promise.resolve(true),
  backend: () => 'test',
  seal: (plain) => Promise.resolve(Buffer.from(plain).reverse().toString('base64')),
  open: (sealed) => Promise.resolve({ plain: Buffer.from(sealed, 'base64').reverse().toString(), shouldReseal: false }),
};

function fileIn(parent: string): JsonFile {
  const file = path.join(parent, 'network.json');
  return {
    read: () => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined),
    write: (document) => writeFileSync(file, JSON.stringify(document)),
    setAside: () => 'damaged',
  };
}

function start(options: { resolved?: string } = {}): { network: NetworkService; applied: ProxyConfig[] } {
  const applied: ProxyConfig[] = [];
  const attempts = createAttempts(systemClock);
  const vault = createPasswordVault({ lockNow: () => null, attempts, onChange: () => undefined });
  const network = createNetwork({
    document: openDocument({
      file: fileIn(folder),
      schema: storedNetwork,
      initial: INITIAL_NETWORK,
    }),
    secrets: createSecretKeeper({ box, vault, protection: () => 'keychain', onUnreadable: () => undefined }),
    clock: systemClock,
    apply: (config) => Promise.resolve(void applied.push(config)),
    transport: () => createNodeTransport(),
    resolveProxy: () => Promise.resolve(options.resolved ?? 'DIRECT'),
  });
  return { network, applied };
}

test('the password rests sealed, outlives a restart, and goes only to its own proxy', async () => {
  expect(await start().network.change(manual, PASSWORD)).toEqual({ proxy: manual, proxyAccess: 'ready' });
  expect(readFileSync(path.join(folder, 'network.json'), 'utf8')).not.toContain(PASSWORD);
  const { network } = start();
  expect(await network.credentialsFor(own)).toEqual({ username: 'me', password: PASSWORD });
  expect(await network.credentialsFor({ ...own, port: 80 })).toBeUndefined();
});

test('it stays with other settings of the same proxy, and must be typed anew for another', async () => {
  const { network, applied } = start();
  await network.change(manual, PASSWORD);
  await network.change({ ...manual, bypass: '*.lan' }, null);
  expect(await network.credentialsFor(own)).toMatchObject({ password: PASSWORD });
  const elsewhere = { ...manual, host: 'other.example' };
  await expect(network.change(elsewhere, null)).rejects.toMatchObject({ data: { fields: { password: 'required' } } });
  expect((await network.view()).proxy.host).toBe('proxy.example');
  expect(applied).toHaveLength(2);
  await network.change({ ...elsewhere, user: '' }, null);
  expect(await network.view()).toMatchObject({ proxyAccess: 'none' });
});

test('what cannot be is refused before anything changes', async () => {
  const { network, applied } = start();
  await expect(network.change({ ...manual, host: '' }, PASSWORD)).rejects.toMatchObject({ code: 'invalidInput' });
  expect([await network.view(), applied]).toEqual([{ proxy: INITIAL_PROXY, proxyAccess: 'none' }, []]);
});

test('a change of protection carries the password along', async () => {
  const { network } = start();
  await network.change(manual, PASSWORD);
  const before = readFileSync(path.join(folder, 'network.json'), 'utf8');
  await (
    await network.carryPassword()
  )();
  expect(readFileSync(path.join(folder, 'network.json'), 'utf8')).not.toBe(before);
  expect(await network.credentialsFor(own)).toMatchObject({ password: PASSWORD });
});

test('a test tells what was reached and through which proxy, and a proxy that refuses', async () => {
  const status = { code: 404 };
  const server = await startTestServer((_request, response) => response.writeHead(status.code).end());
  const { host } = new URL(server.url);
  expect(await start().network.test(server.url)).toMatchObject({ host, via: '' });
  const { network } = start({ resolved: 'PROXY proxy.example:3128' });
  expect(await network.test(server.url)).toMatchObject({ via: 'proxy.example:3128' });
  status.code = 401;
  await expect(network.test(server.url)).rejects.toMatchObject({ code: 'proxyAuthRequired' });
  status.code = 403;
  await expect(network.test(server.url)).rejects.toMatchObject({ code: 'proxyRefused' });
  await server.close();
});
