import type { SafeStorage } from 'electron';
import { describe, expect, it } from 'vitest';
import { createKeychainBox } from './keychain-box.ts';

interface Keychain {
  backend?: string;
  isAvailable?: boolean;
  /** What Chromium puts before a sealed blob. */
  mark?: string;
  asksToReseal?: boolean;
}

const turned = (bytes: Buffer): Buffer => Buffer.from(bytes.toReversed());
const sealedBy = (mark: string, plain: string): Buffer =>
  Buffer.concat([Buffer.from(mark), turned(Buffer.from(plain))]);
const openedBy = (mark: string, sealed: Buffer): string => {
  if (!sealed.subarray(0, 3).equals(Buffer.from(mark))) throw new Error('made-up words of the system');
  return turned(sealed.subarray(3)).toString();
};

/** Electron's module as it was before the asynchronous calls came. */
function synchronous({ backend = 'gnome_libsecret', isAvailable = true, mark = 'v11' }: Keychain): SafeStorage {
  const old = {
    getSelectedStorageBackend: () => backend,
    isEncryptionAvailable: () => isAvailable,
    encryptString: (plain: string) => sealedBy(mark, plain),
    decryptString: (sealed: Buffer) => openedBy(mark, sealed),
  };
  return old as unknown as SafeStorage;
}

/** The newer one: the old calls are there and must not be used. */
function asynchronous(keychain: Keychain): SafeStorage {
  const { backend = 'gnome_libsecret', isAvailable = true, mark = 'v11', asksToReseal = false } = keychain;
  const notThis = (): never => {
    throw new Error('the deprecated call');
  };
  const both = {
    getSelectedStorageBackend: () => backend,
    isEncryptionAvailable: notThis,
    encryptString: notThis,
    decryptString: notThis,
    isAsyncEncryptionAvailable: async () => isAvailable,
    encryptStringAsync: async (plain: string) => sealedBy(mark, plain),
    decryptStringAsync: async (sealed: Buffer) => ({ result: openedBy(mark, sealed), shouldReEncrypt: asksToReseal }),
  };
  return both as unknown as SafeStorage;
}

describe.each([
  ['synchronous', synchronous],
  ['asynchronous', asynchronous],
])('the keychain box on the %s safeStorage', (_shape, make) => {
  it('seals and opens', async () => {
    const box = createKeychainBox(make({}), 'linux');
    expect(await box.isAvailable()).toBe(true);
    expect(box.backend()).toBe('gnome_libsecret');
    const sealed = await box.seal('made-up secret');
    expect(Buffer.from(sealed, 'base64').toString()).not.toContain('made-up secret');
    expect(await box.open(sealed)).toEqual({ plain: 'made-up secret', shouldReseal: false });
  });

  it.each(['basic_text', 'unknown'])('seals nothing behind %s, whatever the system says', async (backend) => {
    const box = createKeychainBox(make({ backend }), 'linux');
    expect(await box.isAvailable()).toBe(false);
    await expect(box.seal('made-up secret')).rejects.toMatchObject({ code: 'keychainUnavailable' });
    await expect(box.open('djEx')).rejects.toMatchObject({ code: 'secretUnreadable' });
  });

  it('keeps no blob that was sealed with the password every machine shares', async () => {
    const box = createKeychainBox(make({ mark: 'v10' }), 'linux');
    await expect(box.seal('made-up secret')).rejects.toMatchObject({ code: 'keychainUnavailable' });
  });

  it('says in its own words that a foreign blob does not open', async () => {
    const box = createKeychainBox(make({}), 'linux');
    const foreign = Buffer.from('xyz of another keychain').toString('base64');
    await expect(box.open(foreign)).rejects.toMatchObject({ code: 'secretUnreadable', message: 'secretUnreadable' });
  });

  it('trusts the answer of Windows and macOS', async () => {
    expect(await createKeychainBox(make({}), 'darwin').isAvailable()).toBe(true);
    expect(createKeychainBox(make({}), 'win32').backend()).toBe('dpapi');
    expect(await createKeychainBox(make({ isAvailable: false }), 'win32').isAvailable()).toBe(false);
  });
});

it('passes on that the system wants a blob sealed anew', async () => {
  const box = createKeychainBox(asynchronous({ asksToReseal: true }), 'linux');
  expect(await box.open(await box.seal('made-up secret'))).toMatchObject({ shouldReseal: true });
});
