import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { CloudChoice } from '#shared/models/cloud.ts';
import type { CredentialInput, Profile, ProfileDetails } from '#shared/models/profile.ts';
import { AppError } from '#shared/errors.ts';
import { DAY_MS, SNOOZE_DAYS } from '#shared/key-rules.ts';
import { openDocument } from '../documents/document.ts';
import type { JsonFile, SecretBox } from '../ports.ts';
import { createAccounts } from './accounts.ts';
import { createAttempts } from './attempts.ts';
import { createPasswordVault } from './password-vault.ts';
import { createProfileStore } from './profile-store.ts';
import { createProfiles } from './profiles.ts';
import { createSecretKeeper } from './secrets.ts';
import { NO_PROFILES, storedProfiles } from './stored-profiles.ts';

const CUSTOM: CloudChoice = { kind: 'custom', apiUrl: 'https://api.example.com/', channelKey: '' };
const KEYS: CredentialInput = { publicKey: 'made-up-public-key', privateKey: 'made-up-private-key', securityToken: '' };
const NO_KEYS: CredentialInput = { publicKey: '', privateKey: '', securityToken: '' };

function details(changes: Partial<ProfileDetails> = {}): ProfileDetails {
  const plain = { colour: 'teal', group: '', environment: 'other', projectId: '', regionId: '' } as const;
  return { name: 'orders', cloud: CUSTOM, ...plain, ...changes };
}

/** A file that outlives the services opened on it, like one on disk. */
function memoryFile(): JsonFile & { text(): string } {
  let text: string | undefined;
  return {
    read: () => (text === undefined ? undefined : JSON.parse(text)),
    write: (document) => void (text = JSON.stringify(document)),
    setAside: () => 'set aside',
    text: () => text ?? '',
  };
}

/** A keychain whose state a test decides. Sealing turns the bytes round and never gives the same blob twice. */
function keychain(state: { isAvailable: boolean; isBroken?: boolean; asksToReseal?: boolean }): SecretBox {
  const sealedAs = (plain: string): string => `${Buffer.from(plain).reverse().toString('base64')}.${randomUUID()}`;
  return {
    isAvailable: async () => state.isAvailable,
    backend: () => 'test_keychain',
    seal: async (plain) => sealedAs(plain),
    open: async (sealed) => {
      if (!state.isAvailable || state.isBroken === true) throw new AppError('secretUnreadable');
      const plain = Buffer.from(sealed.split('.')[0] ?? '', 'base64')
        .reverse()
        .toString();
      return { plain, shouldReseal: state.asksToReseal ?? false };
    },
  };
}

function open(
  file = memoryFile(),
  state: Parameters<typeof keychain>[0] = { isAvailable: true },
  time = { now: 1000 },
) {
  const changes: Profile[][] = [];
  let ids = 0;
  const store = createProfileStore(openDocument({ file, schema: storedProfiles, initial: NO_PROFILES }));
  const onChange = (all: Profile[]): void => void changes.push(all);
  const onUnreadable = (): void => void profiles.list().then(onChange);
  const clock = { now: () => time.now, sleep: () => new Promise<void>(() => undefined) };
  const vault = createPasswordVault({
    lockNow: () => null,
    attempts: createAttempts(clock),
    onChange: () => undefined,
  });
  const secrets = createSecretKeeper({ box: keychain(state), vault, protection: () => 'keychain', onUnreadable });
  const profiles = createProfiles({ store, secrets, clock, newId: () => `profile-${(ids += 1)}`, onChange });
  const practiceAccess = {
    apiUrl: 'http://127.0.0.1:9/',
    publicKey: 'practice-public',
    privateKey: 'practice-private',
  };
  const accounts = createAccounts({ store, secrets, practice: async () => practiceAccess });
  return { profiles, accounts, changes, file };
}

const privateKeyOf = async (accounts: ReturnType<typeof createAccounts>, id: string): Promise<string> =>
  (await accounts.of(id)).withCredential(({ privateKey }) => Buffer.from(privateKey).toString());

describe('saving a profile', () => {
  it('seals the private key and shows only a masked public key', async () => {
    const { profiles, file, changes } = open();
    const saved = await profiles.save({ details: details(), credential: KEYS });
    expect(saved).toMatchObject({ publicKeyMasked: 'made-up-•••c-key', protection: 'keychain', secretState: 'ready' });
    expect(file.text()).not.toContain('made-up-private-key');
    expect(JSON.stringify(changes)).not.toContain('made-up-private-key');
    expect(JSON.stringify(changes)).not.toContain('made-up-public-key');
  });

  it('opens the key again after a restart', async () => {
    const file = memoryFile();
    const { id } = await open(file).profiles.save({ details: details(), credential: KEYS });
    expect(await privateKeyOf(open(file).accounts, id)).toBe('made-up-private-key');
  });

  it('holds the key for the session where there is no keychain, and asks for it after a restart', async () => {
    const file = memoryFile();
    const state = { isAvailable: false };
    const first = open(file, state);
    const { id } = await first.profiles.save({ details: details(), credential: KEYS });
    expect(await privateKeyOf(first.accounts, id)).toBe('made-up-private-key');
    expect(file.text()).not.toContain(Buffer.from('made-up-private-key').reverse().toString('base64').slice(4, 20));

    const second = open(file, state);
    expect(await second.profiles.list()).toMatchObject([
      { name: 'orders', protection: 'session', secretState: 'missing' },
    ]);
    await expect(privateKeyOf(second.accounts, id)).rejects.toMatchObject({ code: 'secretMissing' });
  });

  it('keeps the stored key when the form leaves it empty', async () => {
    const { profiles, accounts } = open();
    const { id } = await profiles.save({ details: details(), credential: KEYS });
    await profiles.save({ profileId: id, details: details({ name: 'renamed' }), credential: NO_KEYS });
    expect(await profiles.list()).toMatchObject([{ id, name: 'renamed', publicKeyMasked: 'made-up-•••c-key' }]);
    expect(await privateKeyOf(accounts, id)).toBe('made-up-private-key');
  });

  it('asks for the private key again when the endpoint changes', async () => {
    const { profiles, accounts } = open();
    const { id } = await profiles.save({ details: details(), credential: KEYS });
    const elsewhere = details({ cloud: { ...CUSTOM, apiUrl: 'https://evil.example.com/' } });
    const fields = { privateKey: 'neededForNewCloud' };
    const refused = profiles.save({ profileId: id, details: elsewhere, credential: NO_KEYS });
    await expect(refused).rejects.toMatchObject({ code: 'invalidInput', data: { fields } });
    const tested = accounts.ofForm({ profileId: id, cloud: elsewhere.cloud, credential: NO_KEYS });
    await expect(tested).rejects.toMatchObject({ code: 'invalidInput', data: { fields } });
  });

  it.each([
    ['a name', { details: details({ name: '  ' }), credential: KEYS }, { name: 'required' }],
    ['a public key', { details: details(), credential: { ...KEYS, publicKey: ' ' } }, { publicKey: 'required' }],
    ['a private key', { details: details(), credential: { ...KEYS, privateKey: '' } }, { privateKey: 'required' }],
    [
      'the key a token belongs to',
      { details: details(), credential: { ...NO_KEYS, publicKey: 'made-up', securityToken: 'made-up-token' } },
      { privateKey: 'required' },
    ],
    [
      'keys of visible characters',
      { details: details(), credential: { ...KEYS, privateKey: 'made up' } },
      { privateKey: 'invalidCharacters' },
    ],
  ])('needs %s', async (_what, form, fields) => {
    await expect(open().profiles.save(form)).rejects.toMatchObject({ code: 'invalidInput', data: { fields } });
  });

  it('names everything that is missing in one answer, the endpoint too', async () => {
    const cloud: CloudChoice = { ...CUSTOM, apiUrl: 'http://api.example.com/' };
    const empty = open().profiles.save({ details: details({ name: '', cloud }), credential: NO_KEYS });
    await expect(empty).rejects.toMatchObject({
      data: {
        fields: { name: 'required', apiUrl: 'urlPlainHttp', publicKey: 'required', privateKey: 'required' },
      },
    });
  });

  it('refuses a name that another profile has', async () => {
    const { profiles } = open();
    await profiles.save({ details: details(), credential: KEYS });
    const again = profiles.save({ details: details({ name: ' orders ' }), credential: KEYS });
    await expect(again).rejects.toMatchObject({ data: { fields: { name: 'duplicateName' } } });
  });
});

describe('a private key in use', () => {
  it('is wiped after signing, also when signing throws', async () => {
    const { profiles, accounts } = open();
    const { id } = await profiles.save({ details: details(), credential: KEYS });
    const account = await accounts.of(id);
    const seen: (string | Uint8Array)[] = [];
    await account.withCredential(({ privateKey }) => void seen.push(privateKey));
    const failing = account.withCredential(({ privateKey }) => {
      seen.push(privateKey);
      throw new Error('signing failed');
    });
    await expect(failing).rejects.toThrow('signing failed');
    expect(seen.map((key) => [...Buffer.from(key)].some((byte) => byte !== 0))).toEqual([false, false]);
    expect(seen.map((key) => key.length)).toEqual([19, 19]);
  });

  it('is sealed anew when the keychain asks for it', async () => {
    const file = memoryFile();
    const { id } = await open(file).profiles.save({ details: details(), credential: KEYS });
    const before = file.text();
    const { accounts } = open(file, { isAvailable: true, asksToReseal: true });
    await privateKeyOf(accounts, id);
    expect(file.text()).not.toBe(before);
    expect(await privateKeyOf(open(file).accounts, id)).toBe('made-up-private-key');
  });
});

describe('a keychain that will not open', () => {
  it('leaves the profile with its name and settings, and asks only for the key', async () => {
    const file = memoryFile();
    const { id } = await open(file).profiles.save({ details: details({ group: 'shop' }), credential: KEYS });
    const { accounts, changes } = open(file, { isAvailable: true, isBroken: true });
    await expect(privateKeyOf(accounts, id)).rejects.toMatchObject({ code: 'secretUnreadable' });
    expect(changes.at(-1)).toMatchObject([{ name: 'orders', group: 'shop', secretState: 'unreadable' }]);
    expect(file.text()).toContain('test_keychain');
  });

  it('is known before anything is signed when there is none any more', async () => {
    const file = memoryFile();
    await open(file).profiles.save({ details: details(), credential: KEYS });
    expect(await open(file, { isAvailable: false }).profiles.list()).toMatchObject([{ secretState: 'unreadable' }]);
  });

  it('is whole again once the key has been typed anew', async () => {
    const file = memoryFile();
    const { id } = await open(file).profiles.save({ details: details(), credential: KEYS });
    const state = { isAvailable: true, isBroken: true };
    const { profiles, accounts } = open(file, state);
    await privateKeyOf(accounts, id).catch(() => undefined);
    state.isBroken = false;
    const typed = { ...NO_KEYS, privateKey: 'made-up-new-key' };
    expect(await profiles.save({ profileId: id, details: details(), credential: typed })).toMatchObject({
      secretState: 'ready',
    });
    expect(await privateKeyOf(accounts, id)).toBe('made-up-new-key');
  });
});

describe('the practice profile', () => {
  it('is made once and signs with the running practice cloud’s keys', async () => {
    const { profiles, accounts, file } = open();
    const { id } = await profiles.practiceProfile('practice-public');
    expect((await profiles.practiceProfile('practice-public')).id).toBe(id);
    expect(await privateKeyOf(accounts, id)).toBe('practice-private');
    expect(file.text()).not.toContain('practice-private');
  });
});

describe('a profile that changes while its secret is at work', () => {
  it('keeps a key that was saved while the old one was being sealed anew', async () => {
    const file = memoryFile();
    const { id } = await open(file).profiles.save({ details: details(), credential: KEYS });
    const { profiles, accounts } = open(file, { isAvailable: true, asksToReseal: true });
    const signing = privateKeyOf(accounts, id);
    await profiles.save({ profileId: id, details: details(), credential: { ...NO_KEYS, privateKey: 'made-up-newer' } });
    await signing;
    expect(await privateKeyOf(open(file).accounts, id)).toBe('made-up-newer');
  });

  it('stays removed when it was removed while a change of it was being saved', async () => {
    const { profiles } = open();
    const { id } = await profiles.save({ details: details(), credential: KEYS });
    const changing = profiles.save({
      profileId: id,
      details: details(),
      credential: { ...NO_KEYS, privateKey: 'new' },
    });
    await profiles.remove(id);
    await expect(changing).rejects.toMatchObject({ code: 'profileNotFound' });
    expect(await profiles.list()).toEqual([]);
  });

  it('asks for the private key of a new public key', async () => {
    const { profiles } = open();
    const { id } = await profiles.save({ details: details(), credential: KEYS });
    const changing = profiles.save({
      profileId: id,
      details: details(),
      credential: { ...NO_KEYS, publicKey: 'other' },
    });
    await expect(changing).rejects.toMatchObject({ data: { fields: { privateKey: 'required' } } });
  });
});

describe('a removal taken back', () => {
  it('brings the profile back to its place, with its key', async () => {
    const { profiles, accounts } = open();
    const { id } = await profiles.save({ details: details(), credential: KEYS });
    await profiles.save({ details: details({ name: 'sessions' }), credential: KEYS });
    await profiles.remove(id);
    expect(await profiles.list()).toMatchObject([{ name: 'sessions' }]);
    expect(await profiles.restore(id)).toMatchObject({ name: 'orders', secretState: 'ready' });
    expect(await profiles.list()).toMatchObject([{ name: 'orders' }, { name: 'sessions' }]);
    expect(await privateKeyOf(accounts, id)).toBe('made-up-private-key');
  });

  it('is refused for a profile that was never removed', async () => {
    await expect(open().profiles.restore('nobody')).rejects.toMatchObject({ code: 'profileNotFound' });
  });
});

describe('removing a profile', () => {
  it('takes its sealed key along', async () => {
    const { profiles, accounts, file } = open();
    const { id } = await profiles.save({ details: details(), credential: KEYS });
    await profiles.remove(id);
    expect(await profiles.list()).toEqual([]);
    expect(file.text()).not.toContain('blob');
    await expect(accounts.of(id)).rejects.toMatchObject({ code: 'profileNotFound' });
  });
});

describe('the age of a key', () => {
  const retype = { ...NO_KEYS, privateKey: KEYS.privateKey };
  it.each([
    ['stays when only settings change', NO_KEYS, {}, 1000],
    ['stays when the same key is typed again', retype, {}, 1000],
    ['stays when the same key is typed because a keychain lost it', retype, { isBroken: true }, 1000],
    ['begins anew with another private key', { ...NO_KEYS, privateKey: 'made-up-newer' }, {}, 5000],
    ['begins anew with another pair', { ...KEYS, publicKey: 'made-up-other-public' }, { isBroken: true }, 5000],
  ])('%s', async (_what, credential, trouble, keyStoredAt) => {
    const [file, time] = [memoryFile(), { now: 1000 }];
    const { id } = await open(file, { isAvailable: true }, time).profiles.save({
      details: details(),
      credential: KEYS,
    });
    const { profiles } = open(file, { isAvailable: true, ...trouble }, time);
    await profiles.snoozeReminder(id);
    time.now = 5000;
    const saved = await profiles.save({ profileId: id, details: details({ group: 'shop' }), credential });
    const snoozedUntil = keyStoredAt === 1000 ? 1000 + SNOOZE_DAYS * DAY_MS : null;
    expect(saved).toMatchObject({ keyStoredAt, snoozedUntil });
  });

  it('is that of where it comes from, but never in the future', async () => {
    const { profiles } = open(memoryFile(), { isAvailable: true }, { now: 5000 });
    const add = (name: string, keyStoredAt: number) =>
      profiles.save({ details: details({ name }), credential: KEYS, keyStoredAt });
    expect(await add('old', 40)).toMatchObject({ keyStoredAt: 40 });
    expect(await add('tomorrow’s', 6000)).toMatchObject({ keyStoredAt: 5000 });
    const keyless = { details: details({ name: 'keyless' }), publicKey: 'made-up', keyStoredAt: 40 };
    expect(await profiles.saveWithoutKey(keyless)).toMatchObject({ keyStoredAt: 40, secretState: 'missing' });
  });
});

describe('the end of a security token', () => {
  const TEMPORARY = { ...KEYS, securityToken: 'made-up-token' };
  it('is kept with its token, can be put right, and goes when the token goes', async () => {
    const { profiles } = open();
    const { id } = await profiles.save({ details: details(), credential: TEMPORARY, tokenExpiresAt: 9000 });
    const save = (credential: CredentialInput, tokenExpiresAt?: number | null) =>
      profiles.save({ profileId: id, details: details(), credential, tokenExpiresAt });
    expect(await save(NO_KEYS)).toMatchObject({ hasSecurityToken: true, tokenExpiresAt: 9000 });
    expect(await save(NO_KEYS, 9500)).toMatchObject({ tokenExpiresAt: 9500 });
    expect(await save(TEMPORARY)).toMatchObject({ hasSecurityToken: true, tokenExpiresAt: null });
    expect(await save(KEYS, 9500)).toMatchObject({ hasSecurityToken: false, tokenExpiresAt: null });
  });
});

describe('a copy', () => {
  it('stands behind its original under a free name, and signs with the same key', async () => {
    const { profiles, accounts, file } = open();
    const first = details({ group: 'shop', environment: 'prod' });
    const { id } = await profiles.save({ details: first, credential: { ...KEYS, securityToken: 'made-up-token' } });
    await profiles.save({ details: details({ name: 'users' }), credential: KEYS });
    const copy = await profiles.duplicate(id);
    await profiles.duplicate(copy.id);
    const names = (await profiles.list()).map(({ name }) => name);
    expect(names).toEqual(['orders', 'orders (2)', 'orders (3)', 'users']);
    expect(copy).toMatchObject({ group: 'shop', environment: 'prod', hasSecurityToken: true, lastUsedAt: null });
    expect(await privateKeyOf(open(file).accounts, copy.id)).toBe('made-up-private-key');
    await profiles.remove(id);
    expect(await privateKeyOf(accounts, copy.id)).toBe('made-up-private-key');
  });

  it('of a key that is held for the session is held as well', async () => {
    const { profiles, accounts } = open(memoryFile(), { isAvailable: false });
    const { id } = await profiles.save({ details: details(), credential: KEYS });
    expect(await privateKeyOf(accounts, (await profiles.duplicate(id)).id)).toBe('made-up-private-key');
  });

  it.each([
    ['missing', { isAvailable: false }],
    ['unreadable', { isAvailable: true, isBroken: true }],
  ])('of a profile whose key is %s asks for the key', async (state, trouble) => {
    const file = memoryFile();
    const before = state === 'missing' ? { isAvailable: false } : { isAvailable: true };
    const { id } = await open(file, before).profiles.save({ details: details(), credential: KEYS });
    expect(await open(file, trouble).profiles.duplicate(id)).toMatchObject({ secretState: 'missing' });
  });

  it('is not made of what is not there, nor of the practice cloud', async () => {
    const { profiles } = open();
    const { id } = await profiles.practiceProfile('practice-public');
    await expect(profiles.duplicate('nobody')).rejects.toMatchObject({ code: 'profileNotFound' });
    await expect(profiles.duplicate(id)).rejects.toMatchObject({ code: 'internal' });
    expect(await profiles.list()).toHaveLength(1);
  });
});

describe('the order of profiles', () => {
  async function shelf() {
    const opened = open();
    const ids = new Map<string, string>();
    for (const [name, group] of [
      ['a', ''],
      ['s1', 'shop'],
      ['b', ''],
      ['s2', 'shop'],
      ['p', 'pay'],
    ] as const)
      ids.set(name, (await opened.profiles.save({ details: details({ name, group }), credential: KEYS })).id);
    const idOf = (name: string): string => ids.get(name) ?? name;
    const move = async (name: string, group: string, before: string): Promise<string> => {
      await opened.profiles.move(idOf(name), { group, beforeId: idOf(before) });
      return (await open(opened.file).profiles.list()).map((each) => `${each.name}:${each.group}`).join(' ');
    };
    return { move };
  }

  it.each([
    ['b', '', 'a', 'b: a: s1:shop s2:shop p:pay'],
    ['s1', 'shop', '', 'a: b: s2:shop s1:shop p:pay'],
    ['a', 'shop', 's2', 'b: s1:shop a:shop s2:shop p:pay'],
    ['p', '', '', 'a: b: p: s1:shop s2:shop'],
    ['a', 'new', '', 'b: s1:shop s2:shop p:pay a:new'],
    ['a', '', 'a', 'a: s1:shop b: s2:shop p:pay'],
  ])('%s goes to “%s” before %s, and stays there after a restart', async (name, group, before, order) => {
    const { move } = await shelf();
    expect(await move(name, group, before)).toBe(order);
  });

  it('does not change for a profile that is not there', async () => {
    const { move } = await shelf();
    await expect(move('nobody', '', '')).rejects.toMatchObject({ code: 'profileNotFound' });
    await expect(move('a', '', 'nobody')).rejects.toMatchObject({ code: 'profileNotFound' });
  });
});

it('the profile in use is remembered with the time, and one that is gone is no error', async () => {
  const [file, time] = [memoryFile(), { now: 1000 }];
  const { profiles } = open(file, { isAvailable: true }, time);
  const { id } = await profiles.save({ details: details(), credential: KEYS });
  time.now = 2000;
  await profiles.markUsed(id);
  await profiles.markUsed('nobody');
  expect(await open(file).profiles.list()).toMatchObject([{ name: 'orders', lastUsedAt: 2000 }]);
});
