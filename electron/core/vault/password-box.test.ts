import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAppError } from '#shared/errors.ts';
import { createDataKey, openText, PASSWORD_COST, sealText, unwrapDataKey, wrapDataKey } from './password-box.ts';
import { openSecret, sealSecret } from './password-vault.ts';
import { LOW_COST } from './test-vault.ts';

const PLACE = { profileId: 'orders', field: 'privateKey' } as const;
const bytes = fc.uint8Array({ maxLength: 200 }).map((data) => Buffer.from(data));

const codeOf = (run: () => unknown): string => {
  try {
    run();
    return 'opened';
  } catch (error) {
    return isAppError(error) ? error.code : String(error);
  }
};

describe('a sealed text', () => {
  it('opens to what was sealed, and no two are alike', () => {
    const dataKey = createDataKey();
    fc.assert(
      fc.property(bytes, fc.string(), (plain, profileId) => {
        const place = { ...PLACE, profileId };
        const sealed = sealText(dataKey, place, plain);
        expect(openText(dataKey, place, sealed)).toEqual(plain);
        expect(sealText(dataKey, place, plain)).not.toBe(sealed);
      }),
    );
  });

  it('is refused with any bit flipped', () => {
    const dataKey = createDataKey();
    fc.assert(
      fc.property(bytes, fc.nat(), (plain, at) => {
        const sealed = Buffer.from(sealText(dataKey, PLACE, plain), 'base64');
        const bit = at % (sealed.byteLength * 8);
        sealed.writeUInt8(sealed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
        expect(codeOf(() => openText(dataKey, PLACE, sealed.toString('base64')))).toBe('secretUnreadable');
      }),
    );
  });

  it('is refused cut short at any place, in another spelling, and where it is no blob at all', () => {
    const dataKey = createDataKey();
    const sealed = sealText(dataKey, PLACE, Buffer.from('made-up'));
    for (let length = 0; length < sealed.length; length += 1) {
      expect(codeOf(() => openText(dataKey, PLACE, sealed.slice(0, length)))).toBe('secretUnreadable');
    }
    expect(codeOf(() => openText(dataKey, PLACE, ` ${sealed}`))).toBe('secretUnreadable');
    fc.assert(
      fc.property(fc.string(), (foreign) => {
        expect(codeOf(() => openText(dataKey, PLACE, foreign))).toBe('secretUnreadable');
      }),
    );
  });

  it('is refused in another place and under another key', () => {
    const dataKey = createDataKey();
    const secret = { privateKey: Buffer.from('made-up-key'), securityToken: Buffer.from('made-up-token') };
    const sealed = sealSecret(dataKey, 'orders', secret);
    expect(openSecret(dataKey, 'orders', sealed)).toEqual(secret);
    const swapped = { ...sealed, privateKey: sealed.securityToken, securityToken: sealed.privateKey };
    expect(codeOf(() => openSecret(dataKey, 'orders', swapped))).toBe('secretUnreadable');
    expect(codeOf(() => openSecret(dataKey, 'stock', sealed))).toBe('secretUnreadable');
    expect(codeOf(() => openSecret(createDataKey(), 'orders', sealed))).toBe('secretUnreadable');
  });
});

describe('the lock of a master password', () => {
  it('gives the data key back for the password, however its letters were composed', async () => {
    const dataKey = createDataKey();
    const lock = await wrapDataKey(dataKey, 'pass\u00e9 \ufb01ve', LOW_COST);
    expect(await unwrapDataKey(lock, 'passe\u0301 five')).toEqual(dataKey);
  });

  it('is as dear as was decided, and says so', async () => {
    const dataKey = createDataKey();
    const lock = await wrapDataKey(dataKey, 'made-up');
    expect(lock).toMatchObject({ kdf: 'scrypt', cost: 131_072, blockSize: 8, parallelization: 1 });
    expect(lock).toMatchObject(PASSWORD_COST);
    expect(await unwrapDataKey(lock, 'made-up')).toEqual(dataKey);
  });

  it.each([
    ['another password', {}, 'other', 'wrongMasterPassword'],
    ['another salt', { salt: Buffer.alloc(32).toString('base64') }, 'made-up', 'wrongMasterPassword'],
    ['a lower cost', { cost: 2 ** 3 }, 'made-up', 'wrongMasterPassword'],
    ['a foreign blob', { wrappedKey: 'nothing of ours' }, 'made-up', 'wrongMasterPassword'],
    ['an impossible cost', { cost: 1000 }, 'made-up', 'secretUnreadable'],
    ['more memory than may be used', { cost: 2 ** 20 }, 'made-up', 'secretUnreadable'],
  ])('does not open for %s', async (_what, changes, password, code) => {
    const lock = await wrapDataKey(createDataKey(), 'made-up', LOW_COST);
    await expect(unwrapDataKey({ ...lock, ...changes }, password)).rejects.toMatchObject({ code });
  });
});
