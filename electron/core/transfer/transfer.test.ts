import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '#shared/errors.ts';
import type { CredentialInput } from '#shared/models/profile.ts';
import type { TransferChoice } from '#shared/models/transfer.ts';
import { openDocument } from '../documents/document.ts';
import type { Clock, JsonFile, SecretBox } from '../ports.ts';
import { createAttempts } from '../vault/attempts.ts';
import { createPasswordVault } from '../vault/password-vault.ts';
import { createProfileStore } from '../vault/profile-store.ts';
import { createProfiles } from '../vault/profiles.ts';
import { createSecretKeeper } from '../vault/secrets.ts';
import { NO_DATES, NO_PROFILES, storedProfiles, type PasswordLock } from '../vault/stored-profiles.ts';
import { createExport } from './export.ts';
import { createTransferImport } from './import.ts';
import { PASSPHRASE, testDetails } from './test-profiles.ts';
import { writeWholeFile } from '../documents/whole-file.ts';

const KEYS: CredentialInput = { publicKey: 'made-up-public-key', privateKey: 'made-up-private-key', securityToken: '' };
const OTHER_KEYS: CredentialInput = { ...KEYS, publicKey: 'made-up-other-public', privateKey: 'made-up-other-private' };

/** A master password's lock that nothing opens. */
const LOCK: PasswordLock = {
  schemaVersion: 1,
  kdf: 'scrypt',
  cost: 2,
  blockSize: 1,
  parallelization: 1,
  salt: '',
  wrappedKey: '',
};

let folder = '';
beforeEach(() => void (folder = mkdtempSync(path.join(tmpdir(), 'backhaul-transfer-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A machine of its own; its secrets live in its memory. */
function machine({ isLocked = false } = {}) {
  let text: string | undefined;
  const memory: JsonFile = {
    read: () => (text === undefined ? undefined : JSON.parse(text)),
    write: (document) => void (text = JSON.stringify(document)),
    setAside: () => '',
  };
  const store = createProfileStore(openDocument({ file: memory, schema: storedProfiles, initial: NO_PROFILES }));
  const box: SecretBox = {
    isAvailable: async () => false,
    backend: () => 'none',
    seal: () => Promise.reject(new AppError('keychainUnavailable')),
    open: () => Promise.reject(new AppError('secretUnreadable')),
  };
  let timeIsUp = (): void => undefined;
  const clock: Clock = {
    now: () => Date.UTC(2026, 10, 24),
    sleep: (_ms, signal) =>
      new Promise((resolve, reject) => {
        timeIsUp = resolve;
        signal?.addEventListener('abort', () => reject(new AppError('cancelled')));
      }),
  };
  const nothing = (): void => undefined;
  const vault = createPasswordVault({
    lockNow: () => (isLocked ? LOCK : null),
    attempts: createAttempts(clock),
    onChange: nothing,
  });
  const secrets = createSecretKeeper({
    box,
    vault,
    protection: () => (isLocked ? 'password' : 'session'),
    onUnreadable: nothing,
  });
  let ids = 0;
  const newId = (): string => `id-${(ids += 1)}`;
  const profiles = createProfiles({ store, secrets, clock, newId, onChange: () => undefined });
  const target = path.join(folder, 'profiles.json');
  const exportProfiles = createExport({ store, secrets, clock, chooseTarget: async () => target });
  const transfer = createTransferImport({ store, secrets, profiles, clock, newId, chooseFile: async () => target });
  const keyOf = async (name: string): Promise<string> => {
    const found = store.all().find(({ details }) => details.name === name);
    if (found === undefined) throw new Error(`There is no profile ${name}.`);
    return (await secrets.take(found.id, found.secret)).secret.privateKey.toString();
  };
  return { store, secrets, profiles, exportProfiles, transfer, target, keyOf, timeIsUp: () => timeIsUp() };
}
type Machine = ReturnType<typeof machine>;

const add = (to: Machine, name: string, credential = KEYS, changes = {}) =>
  to.profiles.save({ details: testDetails({ name, ...changes }), credential });
const exportAll = (from: Machine, withSecrets = true, passphrase = PASSPHRASE) =>
  from.exportProfiles({ profileIds: from.store.all().map(({ id }) => id), withSecrets, passphrase });

async function preview(on: Machine, passphrase = PASSPHRASE) {
  const opened = await on.transfer.open();
  if (opened === null) throw new Error('Nothing was chosen.');
  return { ...opened, rows: await on.transfer.unlock(opened.transferId, passphrase) };
}

/** Imports the file with a choice for each name, or what is proposed. */
async function bring(to: Machine, wanted: Record<string, TransferChoice> = {}) {
  const { transferId, rows } = await preview(to);
  const choices = rows.map(({ rowId, name, choices: [proposed = 'skip'] }) => ({
    rowId,
    choice: wanted[name] ?? proposed,
  }));
  return to.transfer.apply(transferId, choices);
}

describe('exporting', { timeout: 20_000 }, () => {
  it('writes a file that only its owner may read, holds no key in clear, and leaves no draft behind', async () => {
    const from = machine();
    await add(from, 'orders');
    expect(await exportAll(from)).toEqual({
      outcome: 'saved',
      fileName: 'profiles.json',
      folder,
      count: 1,
      leftOut: [],
    });
    expect(statSync(from.target).mode & 0o777).toBe(0o600);
    expect(readFileSync(from.target, 'utf8')).not.toContain('made-up-private-key');
    expect(readdirSync(folder)).toEqual(['profiles.json']);
  });

  it('replaces the file that the dialog asked about, and no other', async () => {
    const from = machine();
    await add(from, 'orders');
    writeFileSync(from.target, 'an older export');
    await exportAll(from, false);
    expect(readFileSync(from.target, 'utf8')).toContain('orders');
    expect(readdirSync(folder)).toEqual(['profiles.json']);
    const before = readFileSync(from.target, 'utf8');
    const unasked = writeWholeFile(from.target, Buffer.from('made up'), false);
    await expect(unasked).rejects.toMatchObject({ code: 'fileExists' });
    expect(readFileSync(from.target, 'utf8')).toBe(before);
    expect(readdirSync(folder)).toEqual(['profiles.json']);
  });

  it('leaves out a profile whose key is gone, and says which', async () => {
    const from = machine();
    await add(from, 'orders');
    const { id } = await add(from, 'users', OTHER_KEYS);
    from.secrets.forget(id);
    expect(await exportAll(from)).toMatchObject({ outcome: 'saved', count: 1, leftOut: ['users'] });
  });

  it('writes nothing when no key can be opened, and never the practice profile', async () => {
    const from = machine();
    const { id } = await add(from, 'users');
    await from.profiles.practiceProfile('practice-public');
    from.secrets.forget(id);
    expect(await exportAll(from)).toMatchObject({ outcome: 'nothing', leftOut: ['users'] });
    expect(readdirSync(folder)).toEqual([]);
    await exportAll(from, false);
    expect(readFileSync(from.target, 'utf8')).not.toContain('practice-public');
  });

  it('without secrets holds names and public keys, and neither private nor channel keys', async () => {
    const from = machine();
    await add(from, 'orders', KEYS, { cloud: { kind: 'preset', presetId: 'ucloud', channelKey: 'made-up-channel' } });
    await exportAll(from, false, '');
    const written = readFileSync(from.target, 'utf8');
    expect(written).toContain('orders');
    expect(written).toContain('made-up-public-key');
    expect(written).not.toContain('made-up-private-key');
    expect(written).not.toContain('made-up-channel');
  });

  it.each([
    ['', 'required'],
    ['too short', 'passphraseTooShort'],
    ['eleven char', 'passphraseTooShort'],
  ])('asks for a better passphrase than “%s”', async (passphrase, reason) => {
    const from = machine();
    await add(from, 'orders');
    const exporting = exportAll(from, true, passphrase);
    await expect(exporting).rejects.toMatchObject({ data: { fields: { passphrase: reason } } });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('asks to unlock the vault before it asks for a place', async () => {
    const from = machine({ isLocked: true });
    const sealed = { protection: 'password', schemaVersion: 1, privateKey: 'AAAA', securityToken: 'AAAA' } as const;
    const profile = {
      details: testDetails(),
      publicKey: 'made-up',
      hasSecurityToken: false,
      createdAt: 0,
      ...NO_DATES,
    };
    from.store.put({ id: 'locked', ...profile, secret: sealed });
    await expect(exportAll(from)).rejects.toMatchObject({ code: 'vaultLocked' });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('tells of a folder that is gone', async () => {
    const from = machine();
    await add(from, 'orders');
    rmSync(folder, { recursive: true });
    await expect(exportAll(from, false)).rejects.toMatchObject({ code: 'folderMissing' });
  });
});

describe('importing', { timeout: 20_000 }, () => {
  it('brings names, settings and keys to another machine', async () => {
    const [from, to] = [machine(), machine()];
    await add(from, 'orders', { ...KEYS, securityToken: 'made-up-token' }, { group: 'shop', environment: 'prod' });
    await exportAll(from);
    expect(await bring(to)).toMatchObject([{ name: 'orders', outcome: 'added', code: null }]);
    expect(await to.profiles.list()).toMatchObject([
      { name: 'orders', group: 'shop', environment: 'prod', hasSecurityToken: true, secretState: 'ready' },
    ]);
    expect(await to.keyOf('orders')).toBe('made-up-private-key');
  });

  it('brings the age of a key and the end of its token along, but when it was used only here', async () => {
    const [from, to, clear] = [machine(), machine(), machine()];
    const credential = { ...KEYS, securityToken: 'made-up-token' };
    const saved = await from.profiles.save({ details: testDetails(), credential, keyStoredAt: 50, tokenExpiresAt: 90 });
    await from.profiles.markUsed(saved.id);
    await exportAll(from);
    await bring(to);
    expect(to.store.all()).toMatchObject([{ keyStoredAt: 50, tokenExpiresAt: 90, lastUsedAt: null }]);
    expect((await preview(to)).rows).toMatchObject([{ verdict: 'same' }]);
    await to.profiles.save({
      profileId: to.store.all()[0]?.id,
      details: testDetails(),
      credential,
      tokenExpiresAt: 80,
    });
    expect((await preview(to)).rows).toMatchObject([{ verdict: 'changed', differing: ['tokenExpiresAt'] }]);
    await exportAll(from, false);
    await bring(clear);
    expect(clear.store.all()).toMatchObject([{ keyStoredAt: 50, tokenExpiresAt: null, hasSecurityToken: false }]);
  });

  it('without secrets asks for the key afterwards', async () => {
    const [from, to] = [machine(), machine()];
    await add(from, 'orders');
    await exportAll(from, false);
    await bring(to);
    expect(await to.profiles.list()).toMatchObject([{ name: 'orders', secretState: 'missing' }]);
  });

  it('changes nothing before it is applied, with a wrong passphrase, or with a damaged file', async () => {
    const [from, to] = [machine(), machine()];
    await add(from, 'orders');
    await add(to, 'orders', OTHER_KEYS);
    await exportAll(from);
    const before = JSON.stringify(to.store.all());
    await expect(preview(to, 'another made-up one')).rejects.toMatchObject({ code: 'wrongPassphrase' });
    await preview(to);
    writeFileSync(to.target, readFileSync(to.target, 'utf8').replace('payload', 'payl0ad'));
    await expect(to.transfer.open()).rejects.toMatchObject({ code: 'transferUnreadable' });
    expect(JSON.stringify(to.store.all())).toBe(before);
    expect(await to.keyOf('orders')).toBe('made-up-other-private');
  });

  it('compares each profile with what is here', async () => {
    const [from, to] = [machine(), machine()];
    await add(from, 'same', { ...KEYS, publicKey: 'public-1' });
    await add(from, 'changed', { ...KEYS, publicKey: 'public-2' }, { group: 'shop', regionId: 'hk' });
    await add(from, 'name-taken', { ...KEYS, publicKey: 'public-3' });
    await add(from, 'key-taken', { ...KEYS, publicKey: 'public-4' });
    await add(from, 'new', { ...KEYS, publicKey: 'public-5' });
    const dedicated = { kind: 'preset', presetId: 'ucloud', channelKey: 'made-up-channel' } as const;
    await add(from, 'rotated', { ...KEYS, publicKey: 'public-6' }, { cloud: dedicated });
    await exportAll(from);
    await add(to, 'same', { ...KEYS, publicKey: 'public-1' });
    await add(to, 'changed', { ...KEYS, publicKey: 'public-2' });
    await add(to, 'name-taken', OTHER_KEYS);
    await add(to, 'another', { ...KEYS, publicKey: 'public-4' });
    await add(to, 'rotated', { ...KEYS, publicKey: 'public-6', privateKey: 'made-up-rotated' }, { cloud: dedicated });
    const { rows } = await preview(to);
    const seen = rows.map(({ name, verdict, existingName, differing }) => [
      name,
      verdict,
      existingName,
      differing.join(),
    ]);
    expect(seen).toEqual([
      ['same', 'same', 'same', ''],
      ['changed', 'changed', 'changed', 'group,regionId'],
      ['name-taken', 'nameTaken', 'name-taken', 'publicKey'],
      ['key-taken', 'keyTaken', 'another', 'name'],
      ['new', 'added', '', ''],
      ['rotated', 'changed', 'rotated', 'privateKey'],
    ]);
    expect(JSON.stringify(rows)).not.toMatch(/made-up-(?:private-key|channel)/u);
  });

  it('does for each conflict what was chosen', async () => {
    const [from, to] = [machine(), machine()];
    await add(from, 'replaced');
    await add(from, 'renamed');
    await add(from, 'left');
    await exportAll(from);
    for (const name of ['replaced', 'renamed', 'left'])
      await add(to, name, { ...OTHER_KEYS, publicKey: `public-${name}` });
    const results = await bring(to, { replaced: 'replace', renamed: 'addRenamed' });
    expect(results.map(({ name, outcome }) => `${name}: ${outcome}`)).toEqual([
      'replaced: replaced',
      'renamed (2): added',
      'left: skipped',
    ]);
    const keys = await Promise.all(['replaced', 'renamed', 'renamed (2)', 'left'].map((name) => to.keyOf(name)));
    expect(keys.map((key) => (key === KEYS.privateKey ? 'file' : 'here'))).toEqual(['file', 'here', 'file', 'here']);
  });

  it('without secrets never offers to give up a key that is only here', async () => {
    const [from, to] = [machine(), machine()];
    await add(from, 'other key');
    await add(
      from,
      'other cloud',
      { ...KEYS, publicKey: 'public-2' },
      { cloud: { kind: 'custom', apiUrl: 'https://evil.example.com/', channelKey: '' } },
    );
    await add(from, 'same key', { ...KEYS, publicKey: 'public-3' }, { group: 'shop' });
    await exportAll(from, false);
    await add(to, 'other key', OTHER_KEYS);
    await add(to, 'other cloud', { ...OTHER_KEYS, publicKey: 'public-2' });
    await add(to, 'same key', { ...OTHER_KEYS, publicKey: 'public-3' });
    const { rows, transferId } = await preview(to);
    expect(rows.map(({ choices }) => choices.includes('replace'))).toEqual([false, false, true]);
    const forced = to.transfer.apply(transferId, [{ rowId: '1', choice: 'replace' }]);
    await expect(forced).rejects.toMatchObject({ code: 'internal' });
    await bring(to, { 'same key': 'replace' });
    expect(await to.keyOf('same key')).toBe('made-up-other-private');
    expect(to.store.all().map(({ details }) => details.group)).toContain('shop');
  });

  it('tells of one profile that could not come, and brings the others', async () => {
    const [from, to] = [machine(), machine()];
    await add(from, 'taken meanwhile');
    await add(from, 'users', OTHER_KEYS);
    await exportAll(from);
    const { transferId, rows } = await preview(to);
    await add(to, 'taken meanwhile', { ...KEYS, publicKey: 'public-3' });
    const results = await to.transfer.apply(
      transferId,
      rows.map(({ rowId }) => ({ rowId, choice: 'add' })),
    );
    expect(results).toMatchObject([
      { outcome: 'failed', code: 'invalidInput', reason: 'duplicateName' },
      { outcome: 'added', code: null, reason: null },
    ]);
  });

  it('keeps the file open while the vault is locked, and changes nothing', async () => {
    const [from, to] = [machine(), machine({ isLocked: true })];
    await add(from, 'orders');
    await exportAll(from);
    const { transferId } = await preview(to);
    const applying = to.transfer.apply(transferId, [{ rowId: '1', choice: 'add' }]);
    await expect(applying).rejects.toMatchObject({ code: 'vaultLocked' });
    expect(to.store.all()).toEqual([]);
    expect(await to.transfer.unlock(transferId, PASSPHRASE)).toHaveLength(1);
  });

  it('forgets the file when it was applied, discarded, replaced by another, or left alone for minutes', async () => {
    const [from, to] = [machine(), machine()];
    await add(from, 'orders');
    await exportAll(from, false);
    const ways: ((transferId: string) => unknown)[] = [
      (transferId) => to.transfer.apply(transferId, []),
      (transferId) => to.transfer.discard(transferId),
      () => to.transfer.open(),
      () => to.timeIsUp(),
      () => to.transfer.close(),
    ];
    for (const way of ways) {
      const { transferId } = await preview(to);
      await way(transferId);
      await expect(to.transfer.unlock(transferId, PASSPHRASE)).rejects.toMatchObject({ code: 'transferNotFound' });
    }
    expect(to.store.all()).toEqual([]);
  });
});
