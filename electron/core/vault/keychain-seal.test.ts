import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError, isAppError } from '#shared/errors.ts';
import type { SecretBox } from '../ports.ts';
import { openFromKeychain, sealInKeychain } from './keychain-seal.ts';
import type { KeychainSecret } from './stored-profiles.ts';
import { keychain, memoryFile, openVault } from './test-vault.ts';

const secretFor = (privateKey: string, securityToken = '') => ({
  privateKey: Buffer.from(privateKey),
  securityToken: Buffer.from(securityToken),
});

const sealedAs = async (box: SecretBox, plain: string): Promise<KeychainSecret> => ({
  protection: 'keychain',
  schemaVersion: 1,
  backend: box.backend(),
  blob: await box.seal(plain),
});

const outcomeOf = (box: SecretBox, profileId: string, sealed: KeychainSecret): Promise<string> =>
  openFromKeychain(box, profileId, sealed).then(
    () => 'opened',
    (error: unknown) => (isAppError(error) ? error.code : String(error)),
  );

describe('what the keychain seals', () => {
  const box = keychain({ isAvailable: true });

  it('opens to what was sealed, for its own profile and for no other', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary' }),
        fc.string(),
        fc.string(),
        fc.string(),
        async (privateKey, securityToken, profileId, other) => {
          const secret = secretFor(privateKey, securityToken);
          const sealed = await sealInKeychain(box, profileId, secret);
          expect(await openFromKeychain(box, profileId, sealed)).toEqual({ secret, resealed: null });
          expect(await outcomeOf(box, other, sealed)).toBe(other === profileId ? 'opened' : 'secretUnreadable');
        },
      ),
    );
  });

  it('is refused with any bit flipped, whether or not the keychain notices', async () => {
    const { blob, ...rest } = await sealInKeychain(box, 'orders', secretFor('made-up-private-key', 'made-up-token'));
    const uniqueSuffix = /[.][^:]+/u.exec(blob)?.[0] ?? '';
    const bare = blob.replace(uniqueSuffix, '');
    for (let bit = 0; bit < bare.length * 8; bit += 1) {
      const damaged = Buffer.from(bare);
      damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const flipped = { ...rest, blob: damaged.toString('latin1') };
      expect(await outcomeOf(box, 'orders', flipped), `bit ${bit}`).toBe('secretUnreadable');
    }
  });

  it('is refused with its fields exchanged, left out, or taken from another blob of the same profile', async () => {
    const [one, other] = [
      await sealInKeychain(box, 'orders', secretFor('made-up-key', 'made-up-token')),
      await sealInKeychain(box, 'orders', secretFor('made-up-key', 'made-up-token')),
    ];
    const [format, key, privateKey, token] = one.blob.split(':');
    const [, otherKey, otherPrivateKey] = other.blob.split(':');
    for (const parts of [
      [format, key, token, privateKey],
      [format, key, otherPrivateKey, token],
      [format, otherKey, privateKey, token],
      [format, key, privateKey],
      [format, key, privateKey, token, ''],
      ['3', key, privateKey, token],
    ]) {
      expect(await outcomeOf(box, 'orders', { ...one, blob: parts.join(':') })).toBe('secretUnreadable');
    }
  });

  it('is refused where it is no blob at all, and where the keychain gives back something else', async () => {
    const { blob, ...rest } = await sealInKeychain(box, 'orders', secretFor('made-up-key'));
    const [, , privateKey, token] = blob.split(':');
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.json(), fc.base64String()), async (foreign) => {
        expect(await outcomeOf(box, 'orders', { ...rest, blob: foreign })).toBe('secretUnreadable');
        const sealed = ['2', await box.seal(foreign), privateKey, token].join(':');
        expect(await outcomeOf(box, 'orders', { ...rest, blob: sealed })).toBe('secretUnreadable');
      }),
    );
  });

  it('is refused in the place of another profile’s, also in the file', async () => {
    const first = openVault();
    const prod = await first.add('prod', 'made-up-prod-key');
    const test = await first.add('test', 'made-up-test-key');
    const [of, to] = [first.store.get(prod), first.store.get(test)];
    first.store.put({ ...to, secret: of.secret });
    first.store.put({ ...of, secret: to.secret });

    const later = openVault(first.file);
    for (const id of [prod, test]) await expect(later.keyOf(id)).rejects.toMatchObject({ code: 'secretUnreadable' });
    const [one] = await later.profiles.list();
    expect(one).toMatchObject({ name: 'prod', secretState: 'unreadable' });
  });
});

describe('a blob of the first format, which named no profile', () => {
  const old = JSON.stringify({ privateKey: 'made-up-private-key', securityToken: 'made-up-token' });

  it('still opens, and is bound to its profile when it is first used', async () => {
    const first = openVault();
    const id = await first.add('orders', 'made-up-other-key');
    first.store.put({ ...first.store.get(id), secret: await sealedAs(keychain({ isAvailable: true }), old) });

    const later = openVault(memoryFile(first.file.text()));
    expect(await later.keyOf(id)).toBe('made-up-private-key');
    const { secret } = openVault(later.file).store.get(id);
    if (secret?.protection !== 'keychain') throw new Error('It is no longer sealed by the keychain.');
    expect(secret).not.toEqual(first.store.get(id).secret);
    const box = keychain({ isAvailable: true });
    const expected = { secret: secretFor('made-up-private-key', 'made-up-token'), resealed: null };
    expect(await openFromKeychain(box, id, secret)).toEqual(expected);
    expect(await outcomeOf(box, 'another', secret)).toBe('secretUnreadable');
  });

  it('signs all the same while the keychain seals nothing', async () => {
    const box = keychain({ isAvailable: true });
    const sealed = await sealedAs(box, old);
    const refusing: SecretBox = { ...box, seal: () => Promise.reject(new AppError('keychainUnavailable')) };
    expect(await openFromKeychain(refusing, 'orders', sealed)).toMatchObject({ resealed: null });
  });
});
