import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '#shared/errors.ts';
import { openDocument } from '../documents/document.ts';
import type { Clock, JsonFile, SecretBox } from '../ports.ts';
import { createAccounts } from '../vault/accounts.ts';
import { createAttempts } from '../vault/attempts.ts';
import { createPasswordVault } from '../vault/password-vault.ts';
import { createProfileStore } from '../vault/profile-store.ts';
import { createProfiles } from '../vault/profiles.ts';
import { createSecretKeeper } from '../vault/secrets.ts';
import { NO_PROFILES, storedProfiles } from '../vault/stored-profiles.ts';
import { createImports } from './imports.ts';

let home = '';
beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'backhaul-home-'));
  mkdirSync(path.join(home, '.ucloud'));
});
afterEach(() => rmSync(home, { recursive: true }));

const CONFIG = [
  {
    profile: 'orders',
    project_id: 'org-3kopqz/Shop',
    region: 'cn-bj2',
    base_url: 'https://api.ucloud.cn/',
    active: false,
  },
  { profile: 'default', project_id: '', region: '', base_url: 'https://api.example.com', active: true },
  { profile: 'plain', region: 'cn-bj2', base_url: 'http://api.example.com/' },
];
const keysOf = (profile: string) => ({
  public_key: `made-up-public-${profile}`,
  private_key: `made-up-private-${profile}`,
  profile,
});
const CREDENTIAL = [
  keysOf('orders'),
  keysOf('default'),
  keysOf('plain'),
  { profile: 'sso', auth_mode: 'oauth', refresh_token: 'made-up-refresh' },
];

function writeCli(config: unknown, credential: unknown): void {
  writeFileSync(path.join(home, '.ucloud/config.json'), JSON.stringify(config));
  writeFileSync(path.join(home, '.ucloud/credential.json'), JSON.stringify(credential));
}

function memoryFile(): JsonFile {
  let text: string | undefined;
  return {
    read: () => (text === undefined ? undefined : JSON.parse(text)),
    write: (document) => void (text = JSON.stringify(document)),
    setAside: () => 'set aside',
  };
}

/** A clock whose sleepers a test wakes. */
function handClock(): Clock & { pass(): void; sleeperCount(): number } {
  const wakers = new Set<() => void>();
  return {
    now: () => 1000,
    sleep: (_ms, signal) =>
      new Promise((resolve, reject) => {
        wakers.add(resolve);
        signal?.addEventListener('abort', () => {
          wakers.delete(resolve);
          reject(new AppError('cancelled'));
        });
      }),
    pass: () => wakers.forEach((wake) => wake()),
    sleeperCount: () => wakers.size,
  };
}

const noKeychain: SecretBox = {
  isAvailable: async () => false,
  backend: () => 'none',
  seal: () => Promise.reject(new AppError('keychainUnavailable')),
  open: () => Promise.reject(new AppError('secretUnreadable')),
};

/** The services as they are after a start, on a file that outlives them. Keys are kept for the session. */
function open(file = memoryFile(), environment: Record<string, string> = {}) {
  const store = createProfileStore(openDocument({ file, schema: storedProfiles, initial: NO_PROFILES }));
  const clock = handClock();
  const onChange = (): void => undefined;
  const vault = createPasswordVault({ lockNow: () => null, attempts: createAttempts(clock), onChange });
  const secrets = createSecretKeeper({ box: noKeychain, vault, protection: () => 'session', onUnreadable: onChange });
  let ids = 0;
  const newId = (): string => `id-${(ids += 1)}-${store.all().length}`;
  const profiles = createProfiles({ store, secrets, clock, newId, onChange });
  const practice = (): never => {
    throw new AppError('practiceUnavailable');
  };
  const accounts = createAccounts({ store, secrets, practice });
  const imports = createImports({
    platform: 'linux',
    environment: { HOME: home, ...environment },
    homeFolder: '/nowhere',
    profiles,
    store,
    clock,
    newId,
  });
  return { imports, profiles, accounts, clock, file };
}

async function privateKeyOf(services: ReturnType<typeof open>, name: string): Promise<string> {
  const { id = '' } = (await services.profiles.list()).find((profile) => profile.name === name) ?? {};
  return (await services.accounts.of(id)).withCredential(({ privateKey }) => Buffer.from(privateKey).toString());
}

async function importAll({ imports }: ReturnType<typeof open>) {
  const { scanId, rows } = await imports.scan('ucloudCli');
  return imports.apply(
    scanId,
    rows.map(({ id }) => id),
  );
}

describe('a scan of the CLI’s files', () => {
  it('says of each profile what can come and why not', async () => {
    writeCli(CONFIG, CREDENTIAL);
    const { folder, credentialFile, rows, problems } = await open().imports.scan('ucloudCli');
    expect({ folder, credentialFile, problems }).toEqual({
      folder: path.join(home, '.ucloud'),
      credentialFile: path.join(home, '.ucloud/credential.json'),
      problems: [],
    });
    expect(rows).toMatchObject([
      { name: 'default', cloudName: 'api.example.com', verdict: 'partial', notes: ['noRegion'] },
      { name: 'orders', cloudName: 'UCloud', projectId: 'org-3kopqz', regionId: 'cn-bj2', verdict: 'ready', notes: [] },
      { name: 'plain', cloudName: 'api.example.com', verdict: 'notImportable', notes: ['plainHttp'] },
      { name: 'sso', verdict: 'notImportable', notes: ['oauth'] },
    ]);
    expect(rows[1]?.publicKeyMasked).toBe('made-up-•••rders');
  });

  it('names the files it could not use', async () => {
    const { imports } = open();
    const reasons = async () => (await imports.scan('ucloudCli')).problems.map(({ reason }) => reason);
    expect(await reasons()).toEqual(['missing', 'missing']);
    writeFileSync(path.join(home, '.ucloud/credential.json'), '[');
    expect(await reasons()).toEqual(['missing', 'notJson']);
  });

  it('carries no key in what it answers, whatever the files hold', async () => {
    const secret = fc.stringMatching(/^[0-9a-f]{24,40}$/u);
    const part = fc.record({
      profile: fc.string(),
      region: fc.string(),
      base_url: fc.oneof(fc.string(), fc.webUrl()),
      auth_mode: fc.constantFrom('', 'oauth'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(part, secret, secret), { maxLength: 5 }), async (parts) => {
        const credential = parts.map(([{ profile, auth_mode }, public_key, private_key]) => ({
          profile,
          auth_mode,
          public_key,
          private_key,
        }));
        writeCli(
          parts.map(([config]) => config),
          credential,
        );
        const { imports } = open();
        const answer = JSON.stringify(await imports.scan('ucloudCli'));
        imports.close();
        for (const [, publicKey, privateKey] of parts) {
          expect(answer).not.toContain(privateKey);
          expect(answer).not.toContain(publicKey);
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('an import', () => {
  it('makes profiles that can sign, and leaves the CLI’s files as they were', async () => {
    writeCli(CONFIG, CREDENTIAL);
    const before = snapshot();
    const services = open();
    expect(await importAll(services)).toMatchObject([
      { state: 'added', profileName: 'default' },
      { state: 'added', profileName: 'orders' },
      { state: 'refused', profileName: 'plain' },
      { state: 'refused', profileName: 'sso' },
    ]);
    expect(await privateKeyOf(services, 'orders')).toBe('made-up-private-orders');
    expect(await services.profiles.list()).toMatchObject([
      { name: 'default', cloud: { kind: 'custom', apiUrl: 'https://api.example.com/' } },
      { name: 'orders', cloud: { kind: 'preset', presetId: 'ucloud' }, projectId: 'org-3kopqz', regionId: 'cn-bj2' },
    ]);
    expect(snapshot()).toEqual(before);
  });

  it('brings only the chosen rows', async () => {
    writeCli(CONFIG, CREDENTIAL);
    const { imports, profiles } = open();
    const { scanId, rows } = await imports.scan('ucloudCli');
    await imports.apply(scanId, [rows[1]?.id ?? '', 'unknown']);
    expect(await profiles.list()).toMatchObject([{ name: 'orders' }]);
  });

  it('leaves alone what is already there', async () => {
    writeCli(CONFIG, CREDENTIAL);
    const services = open();
    await importAll(services);
    const { rows } = await services.imports.scan('ucloudCli');
    expect(rows.map(({ verdict }) => verdict)).toEqual([
      'alreadyThere',
      'alreadyThere',
      'notImportable',
      'notImportable',
    ]);
    expect((await importAll(services)).map(({ state }) => state)).toEqual(['refused', 'refused', 'refused', 'refused']);
  });

  it('knows a key of the same endpoint by another name, and one of another endpoint as another', async () => {
    writeCli(CONFIG.slice(0, 1), CREDENTIAL.slice(0, 1));
    const { imports, profiles } = open();
    const shared = { colour: 'teal', group: '', environment: 'other', projectId: '', regionId: '' } as const;
    const credential = { publicKey: 'made-up-public-orders', privateKey: 'made-up', securityToken: '' };
    const elsewhere = { kind: 'preset', presetId: 'surferCloud', channelKey: '' } as const;
    await profiles.save({ details: { ...shared, name: 'orders', cloud: elsewhere }, credential });
    expect((await imports.scan('ucloudCli')).rows).toMatchObject([
      { name: 'orders', profileName: 'orders (2)', verdict: 'partial', notes: ['nameTaken'] },
    ]);
    const here = { kind: 'custom', apiUrl: 'https://api.ucloud.cn', channelKey: '' } as const;
    await profiles.save({ details: { ...shared, name: 'bestellungen', cloud: here }, credential });
    expect((await imports.scan('ucloudCli')).rows).toMatchObject([
      { profileName: 'bestellungen', verdict: 'alreadyThere' },
    ]);
  });

  it('gives its key back to a profile that lost it with the session, and changes nothing else of it', async () => {
    writeCli(CONFIG.slice(0, 1), CREDENTIAL.slice(0, 1));
    const first = open();
    await importAll(first);
    const id = (await first.profiles.list())[0]?.id ?? '';
    await first.profiles.setDefaults(id, { regionId: 'hk' });

    const second = open(first.file);
    expect((await second.imports.scan('ucloudCli')).rows).toMatchObject([{ verdict: 'ready', notes: ['restoresKey'] }]);
    expect(await importAll(second)).toMatchObject([{ state: 'restored', profileName: 'orders' }]);
    expect(await second.profiles.list()).toMatchObject([{ id, regionId: 'hk', secretState: 'ready' }]);
    expect(await privateKeyOf(second, 'orders')).toBe('made-up-private-orders');
  });

  it('gives two profiles of one name two names', async () => {
    const config = [CONFIG[0], { ...CONFIG[0], base_url: 'https://api.example.com' }];
    writeCli(config, [keysOf('orders'), { ...keysOf('orders'), public_key: 'made-up-public-second' }]);
    const services = open();
    await importAll(services);
    expect((await services.profiles.list()).map(({ name }) => name)).toEqual(['orders', 'orders (2)']);
  });

  it('comes from the environment likewise', async () => {
    const services = open(memoryFile(), {
      UCLOUD_PUBLIC_KEY: 'made-up-public',
      UCLOUD_PRIVATE_KEY: 'made-up-private',
      UCLOUD_REGION: 'cn-bj2',
    });
    const { scanId, rows, credentialFile } = await services.imports.scan('environment');
    expect({ rows, credentialFile }).toMatchObject({
      rows: [{ name: 'environment', verdict: 'ready' }],
      credentialFile: '',
    });
    await services.imports.apply(scanId, ['0']);
    expect(await privateKeyOf(services, 'environment')).toBe('made-up-private');
  });
});

describe('a scan', () => {
  it.each<[string, (services: ReturnType<typeof open>, scanId: string) => unknown]>([
    ['it has been imported', ({ imports }, scanId) => imports.apply(scanId, [])],
    ['it was put away', ({ imports }, scanId) => imports.discard(scanId)],
    ['another one was made', ({ imports }) => imports.scan('ucloudCli')],
    ['a few minutes have passed', ({ clock }) => clock.pass()],
    ['the app quits', ({ imports }) => imports.close()],
  ])('is over when %s', async (_when, end) => {
    writeCli(CONFIG, CREDENTIAL);
    const services = open();
    const { scanId } = await services.imports.scan('ucloudCli');
    await end(services, scanId);
    await expect(services.imports.apply(scanId, ['1'])).rejects.toMatchObject({ code: 'importExpired' });
    expect(await services.profiles.list()).toEqual([]);
  });

  it('ends the one before it, so that one set of keys is held at most', async () => {
    writeCli(CONFIG, CREDENTIAL);
    const { imports, clock } = open();
    await imports.scan('ucloudCli');
    await imports.scan('environment');
    expect(clock.sleeperCount()).toBe(1);
    imports.close();
    expect(clock.sleeperCount()).toBe(0);
  });
});

function snapshot(): [string, string, number][] {
  const folder = path.join(home, '.ucloud');
  return readdirSync(folder).map((name) => {
    const file = path.join(folder, name);
    return [name, readFileSync(file, 'utf8'), statSync(file).mtimeMs];
  });
}
