import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { flattenParams, signParams, type Credential } from './sign.ts';

// The key pair of UCloud's own documentation and SDK tests.
const DOCUMENTED: Credential = {
  publicKey: 'ucloudsomeone@example.com1296235120854146120',
  privateKey: '46f09bb9fab4f12dfc160dae12273d5332b5debe',
};

const CREATE_HOST = {
  Action: 'CreateUHostInstance',
  CPU: 2,
  ChargeType: 'Month',
  DiskSpace: 10,
  ImageId: 'f43736e1-65a5-4bea-ad2e-8a46e18883c2',
  LoginMode: 'Password',
  Memory: 2048,
  Name: 'Host01',
  Password: 'VUNsb3VkLmNu',
  Quantity: 1,
  Region: 'cn-bj2',
  Zone: 'cn-bj2-04',
};

describe('the published signature vectors', () => {
  test.each([
    [
      'signature.md: an instance list, with an empty member that must be skipped',
      { Action: 'DescribeUHostInstance', Region: 'cn-bj2', Limit: 10, Foo: null },
      DOCUMENTED,
      'cba5cf5ec4d4233d206b1b54951e3787350a642f',
    ],
    ['Go, Python: creating a host', CREATE_HOST, DOCUMENTED, '4f9ef5df2abab2c6fccd1e9515cb7e2df8c6bb65'],
    [
      'Go: the parameters in another order, the public key among them',
      Object.fromEntries(Object.entries({ ...CREATE_HOST, PublicKey: DOCUMENTED.publicKey }).toReversed()),
      DOCUMENTED,
      '4f9ef5df2abab2c6fccd1e9515cb7e2df8c6bb65',
    ],
    [
      'Go: a temporary credential',
      CREATE_HOST,
      { ...DOCUMENTED, securityToken: 'some_stoken' },
      '170c480ad176a247b324eb92a2cfe536aacfbd04',
    ],
    [
      'Go: nothing but a token',
      {},
      { publicKey: 'foo', privateKey: 'bar', securityToken: '42' },
      '9d6d7cb14e8aeda887369ff22371788ae06c5ea4',
    ],
    [
      'Java: a fraction of zero is no fraction',
      { Action: 'DescribeUHostInstance', Region: 'cn-bj2', Proportion: 35.0 },
      DOCUMENTED,
      'da620b97de476947302291fc93a2d8b0710be328',
    ],
    [
      'Python: no public key',
      { foo: 'bar' },
      { publicKey: '', privateKey: 'my_private_key' },
      '634edc1bb957c0d65e5ab5494cf3b7784fbc87af',
    ],
    [
      'Python: with a public key',
      { foo: 'bar' },
      { publicKey: 'my_public_key', privateKey: 'my_private_key' },
      'd4411ab30953fb0bbcb1e7313081f05e4e91a394',
    ],
  ])('%s', (_source, params, credential, expected) => {
    expect(signParams(params, credential)['Signature']).toBe(expected);
  });
});

describe('our own vectors', () => {
  test.each([
    [
      'a backup link',
      {
        Action: 'DescribeURedisBackupURL',
        Region: 'cn-bj2',
        Zone: 'cn-bj2-04',
        ProjectId: 'org-3kopqz',
        BackupId: 'a75aaaa9-d9e1-4d38-9dc1-aecad4640045',
        GroupId: 'uredis-onb4ha',
        IsCrossRegion: false,
      },
      'e1de5906c149c4b5b389ab573e31de18215f88ae',
    ],
    ['Chinese text', { Action: 'Foo', 'TemplateParams.0': '中文' }, '4eed7b3eda452bad39712a24df2512187ba2138d'],
  ])('%s', (_name, params, expected) => {
    expect(signParams(params, DOCUMENTED)['Signature']).toBe(expected);
  });
});

describe('signing', () => {
  test('answers every parameter as text, the keys included and the private key not', () => {
    const signed = signParams({ Action: 'GetRegion', Limit: 42.0, IsCrossRegion: true, Zone: '' }, DOCUMENTED);
    expect(Object.keys(signed).toSorted()).toEqual(['Action', 'IsCrossRegion', 'Limit', 'PublicKey', 'Signature']);
    expect(signed).toMatchObject({ Limit: '42', IsCrossRegion: 'true', PublicKey: DOCUMENTED.publicKey });
    expect(JSON.stringify(signed)).not.toContain(DOCUMENTED.privateKey);
  });

  test('gives the same signature for a private key held as bytes, and leaves the bytes alone', () => {
    const bytes = new TextEncoder().encode('46f09bb9fab4f12dfc160dae12273d5332b5debe');
    const before = bytes.slice();
    const params = { Action: 'GetRegion' };
    expect(signParams(params, { ...DOCUMENTED, privateKey: bytes })).toEqual(signParams(params, DOCUMENTED));
    expect(bytes).toEqual(before);
  });

  test('never signs a Signature that was passed in, and never lets a parameter replace the public key', () => {
    const signed = signParams({ Action: 'GetRegion', Signature: 'forged', PublicKey: 'someone else' }, DOCUMENTED);
    expect(signed).toEqual(signParams({ Action: 'GetRegion' }, DOCUMENTED));
  });

  test('signs exactly what it answers, in any order of the parameters', () => {
    const value = fc.oneof(fc.string({ unit: 'binary' }), fc.double({ noNaN: true, noDefaultInfinity: true }));
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'binary', minLength: 1 }), value), (params) => {
        const { Signature: signature, ...sent } = signParams(params, DOCUMENTED);
        const shuffled = Object.fromEntries(Object.entries(params).toReversed());
        expect(signature).toBe(independentSignature(sent, String(DOCUMENTED.privateKey)));
        expect(signParams(shuffled, DOCUMENTED)['Signature']).toBe(signature);
      }),
    );
  });
});

/** The documented rule once more, written the long way. */
function independentSignature(sent: Record<string, string>, privateKey: string): string {
  let text = '';
  for (const name of Object.keys(sent).sort()) text += `${name}${sent[name] ?? ''}`;
  return createHash('sha1')
    .update(Buffer.from(text + privateKey, 'utf8'))
    .digest('hex');
}

describe('flattening', () => {
  test('numbers arrays, dots objects and skips what is empty', () => {
    const flat = flattenParams({
      Name: 'foo',
      CPU: 1,
      Size: 42.0,
      Foo: null,
      Bar: undefined,
      Remark: '',
      UHostIds: ['uhost-xxx', 'uhost-yyy'],
      Led: { Enabled: true },
      NetworkInterface: [{ Bandwidth: 42, EIP: { IsFree: false } }],
      TemplateParams: ['中文'],
    });
    expect(flat).toEqual({
      Name: 'foo',
      CPU: '1',
      Size: '42',
      'UHostIds.0': 'uhost-xxx',
      'UHostIds.1': 'uhost-yyy',
      'Led.Enabled': 'true',
      'NetworkInterface.0.Bandwidth': '42',
      'NetworkInterface.0.EIP.IsFree': 'false',
      'TemplateParams.0': '中文',
    });
  });

  test.each([
    [1e21, '1000000000000000000000'],
    [1.5e22, '15000000000000000000000'],
    [1e-7, '0.0000001'],
    [-1.25e-9, '-0.00000000125'],
    [-0, '0'],
    [0.5, '0.5'],
    [-3, '-3'],
  ])('writes %d without an exponent', (number, text) => {
    expect(flattenParams({ Value: number })).toEqual({ Value: text });
  });

  test('writes every number without an exponent and without changing it', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        const text = flattenParams({ Value: number })['Value'] ?? '';
        expect(text).toMatch(/^-?\d+(\.\d+)?$/u);
        expect(Number(text)).toBe(number === 0 ? 0 : number);
      }),
    );
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY])('refuses %d', (number) => {
    expect(() => flattenParams({ Value: number })).toThrow('internal');
  });

  test('answers text that survives UTF-8', () => {
    expect(flattenParams({ 'Na\uD800me': 'a\uD800b' })).toEqual({ 'Na\uFFFDme': 'a\uFFFDb' });
  });
});
