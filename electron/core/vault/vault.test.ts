import { describe, expect, it } from 'vitest';
import { MASTER_PASSWORD, memoryFile, openVault } from './test-vault.ts';

const NEW_PASSWORD = 'another made-up password';

async function withMasterPassword() {
  const opened = openVault();
  const id = await opened.add('orders', 'made-up-private-key');
  await opened.vault.setProtection('password', MASTER_PASSWORD);
  return { ...opened, id };
}

describe('a master password', () => {
  it('seals what the keychain had sealed, and opens it after a restart', async () => {
    const { file, id, keyOf } = await withMasterPassword();
    expect(await keyOf(id)).toBe('made-up-private-key');
    expect(file.text()).not.toContain('blob');
    expect(file.text()).not.toContain('made-up-private-key');
    expect(file.text()).not.toContain(MASTER_PASSWORD);

    const later = openVault(file);
    expect(await later.vault.state()).toMatchObject({ protection: 'password', isLocked: true });
    expect(await later.profiles.list()).toMatchObject([{ protection: 'password', secretState: 'locked' }]);
    await expect(later.keyOf(id)).rejects.toMatchObject({ code: 'vaultLocked' });
    await later.vault.unlock(MASTER_PASSWORD);
    expect(await later.profiles.list()).toMatchObject([{ secretState: 'ready' }]);
    expect(await later.keyOf(id)).toBe('made-up-private-key');
  });

  it('takes in keys that were only in memory', async () => {
    const opened = openVault(memoryFile(), { isAvailable: false, isBroken: false });
    const id = await opened.add('orders', 'made-up-private-key');
    await opened.vault.setProtection('password', MASTER_PASSWORD);
    opened.vault.lock();
    await expect(opened.keyOf(id)).rejects.toMatchObject({ code: 'vaultLocked' });
    await opened.vault.unlock(MASTER_PASSWORD);
    expect(await opened.keyOf(id)).toBe('made-up-private-key');
  });

  it('is refused when it is too short', async () => {
    const change = openVault().vault.setProtection('password', 'ninechars');
    await expect(change).rejects.toMatchObject({
      code: 'invalidInput',
      data: { fields: { masterPassword: 'tooShort' } },
    });
  });

  it('can be changed without touching what is sealed', async () => {
    const { file, vault, store, id } = await withMasterPassword();
    const before = store.all();
    await expect(vault.changePassword('a wrong password', NEW_PASSWORD)).rejects.toMatchObject({
      code: 'wrongMasterPassword',
    });
    await vault.changePassword(MASTER_PASSWORD, NEW_PASSWORD);
    expect(store.all()).toEqual(before);
    const later = openVault(file);
    await expect(later.vault.unlock(MASTER_PASSWORD)).rejects.toMatchObject({ code: 'wrongMasterPassword' });
    await later.vault.unlock(NEW_PASSWORD);
    expect(await later.keyOf(id)).toBe('made-up-private-key');
  });

  it('keeps new keys out of a locked vault', async () => {
    const { vault, add, profiles } = await withMasterPassword();
    vault.lock();
    await expect(add('stock', 'made-up-other-key')).rejects.toMatchObject({ code: 'vaultLocked' });
    expect(await profiles.list()).toHaveLength(1);
  });
});

describe('locking', () => {
  it('wipes the data key', async () => {
    const { passwords, vault } = await withMasterPassword();
    const key = Buffer.alloc(32, 7);
    passwords.useKey(key);
    vault.lock();
    expect(key).toEqual(Buffer.alloc(32));
    expect(passwords.isLocked()).toBe(true);
  });

  it('does nothing without a master password', async () => {
    const { vault, add, keyOf } = openVault();
    const id = await add('orders', 'made-up-private-key');
    vault.lock();
    expect(await vault.state()).toMatchObject({ isLocked: false });
    expect(await keyOf(id)).toBe('made-up-private-key');
  });

  it('makes background work wait, and lets it go on after unlocking', async () => {
    const { vault, keyOf, id } = await withMasterPassword();
    vault.lock();
    const signing = keyOf(id, new AbortController().signal);
    await expect.poll(async () => (await vault.state()).waitingCount).toBe(1);
    await vault.unlock(MASTER_PASSWORD);
    expect(await signing).toBe('made-up-private-key');
    expect(await vault.state()).toMatchObject({ waitingCount: 0 });
  });

  it('lets waiting work be called off', async () => {
    const { vault, keyOf, id } = await withMasterPassword();
    vault.lock();
    const abort = new AbortController();
    const signing = keyOf(id, abort.signal);
    await expect.poll(async () => (await vault.state()).waitingCount).toBe(1);
    abort.abort();
    await expect(signing).rejects.toMatchObject({ code: 'cancelled' });
    expect(await vault.state()).toMatchObject({ waitingCount: 0 });
    await expect(keyOf(id, AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('changing the protection', () => {
  it('goes from the keychain to a master password to the session and back', async () => {
    const { file, vault, keyOf, id, store } = await withMasterPassword();
    await vault.setProtection('session', '');
    expect(store.all()).toMatchObject([{ secret: null }]);
    expect(file.text()).toContain('"passwordLock":null');
    expect(await keyOf(id)).toBe('made-up-private-key');
    await vault.setProtection('keychain', '');
    expect(store.all()).toMatchObject([{ secret: { protection: 'keychain' } }]);
    expect(await openVault(file).keyOf(id)).toBe('made-up-private-key');
  });

  it.each([
    ['password', MASTER_PASSWORD],
    ['session', ''],
  ] as const)('to %s leaves everything as it was when it cannot be written', async (protection, password) => {
    const { file, vault, add, keyOf } = openVault();
    const id = await add('orders', 'made-up-private-key');
    const before = file.text();
    file.fail(true);
    await expect(vault.setProtection(protection, password)).rejects.toMatchObject({ code: 'diskFull' });
    expect(file.text()).toBe(before);
    expect(await vault.state()).toMatchObject({ protection: 'keychain', isLocked: false });
    expect(await keyOf(id)).toBe('made-up-private-key');
    expect(await openVault(file).keyOf(id)).toBe('made-up-private-key');
  });

  it('back to the keychain stays with the password when the keychain gives back something else', async () => {
    const state = { isAvailable: true, isBroken: false };
    const { file, vault, add, keyOf } = openVault(memoryFile(), state);
    const id = await add('orders', 'made-up-private-key');
    await vault.setProtection('password', MASTER_PASSWORD);
    const before = file.text();
    state.isBroken = true;
    await expect(vault.setProtection('keychain', '')).rejects.toMatchObject({ code: 'secretUnreadable' });
    expect(file.text()).toBe(before);
    expect(await keyOf(id)).toBe('made-up-private-key');
  });

  it('keeps what does not open as it is, and says how many', async () => {
    const file = memoryFile();
    const id = await openVault(file).add('orders', 'made-up-private-key');
    const broken = openVault(file, { isAvailable: true, isBroken: true });
    const sealed = broken.store.get(id).secret;
    expect(await broken.vault.setProtection('password', MASTER_PASSWORD)).toEqual({ unreadableCount: 1 });
    expect(broken.store.get(id).secret).toEqual(sealed);
    expect(await openVault(file).keyOf(id)).toBe('made-up-private-key');
  });

  it('needs an unlocked vault and a keychain to go to', async () => {
    const { file, vault } = await withMasterPassword();
    vault.lock();
    await expect(vault.setProtection('session', '')).rejects.toMatchObject({ code: 'vaultLocked' });
    const without = openVault(file, { isAvailable: false, isBroken: false });
    await without.vault.unlock(MASTER_PASSWORD);
    await expect(without.vault.setProtection('keychain', '')).rejects.toMatchObject({ code: 'keychainUnavailable' });
  });

  it('keeps a key that was saved while it ran', async () => {
    const { file, vault, profiles, store, id } = await withMasterPassword();
    const { id: _id, details, ...rest } = store.get(id);
    const changing = vault.setProtection('keychain', '');
    const credential = { publicKey: rest.publicKey, privateKey: 'made-up-newer-key', securityToken: '' };
    await profiles.save({ profileId: id, details, credential });
    await changing;
    const later = openVault(file);
    if ((await later.vault.state()).isLocked) await later.vault.unlock(MASTER_PASSWORD);
    expect(await later.keyOf(id)).toBe('made-up-newer-key');
  });
});

describe('wrong master passwords', () => {
  it('hold the next attempt back longer and longer, until one is right', async () => {
    const { vault, clock } = await withMasterPassword();
    vault.lock();
    for (let attempt = 0; attempt < 9; attempt += 1) {
      await expect(vault.unlock('a wrong password')).rejects.toMatchObject({ code: 'wrongMasterPassword' });
    }
    expect(clock.slept).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
    await vault.unlock(MASTER_PASSWORD);
    vault.lock();
    clock.slept.length = 0;
    await vault.unlock(MASTER_PASSWORD);
    expect(clock.slept).toEqual([]);
  });

  it('cannot be tried faster side by side', async () => {
    const { vault, clock } = await withMasterPassword();
    vault.lock();
    const attempts = Array.from({ length: 4 }, () => vault.unlock('a wrong password'));
    await Promise.allSettled(attempts);
    expect(clock.slept).toEqual([1000, 2000]);
  });
});
