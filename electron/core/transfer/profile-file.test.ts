import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '#shared/errors.ts';
import {
  header,
  LARGEST_FILE_BYTES,
  parsePayload,
  parseTransferFile,
  writePayload,
  writeTransferFile,
  type EncryptedFile,
  type TransferProfileWithSecret,
} from './file-format.ts';
import { openPayload, sealPayload } from './sealing.ts';
import { PASSPHRASE, TEST_COST, testDetails, testProfile } from './test-profiles.ts';

const NOW_MS = Date.UTC(2026, 10, 24);

async function seal(profiles: readonly TransferProfileWithSecret[], passphrase = PASSPHRASE): Promise<EncryptedFile> {
  return sealPayload({ plain: writePayload(profiles), passphrase, nowMs: NOW_MS, cost: TEST_COST });
}

async function open(bytes: Uint8Array, passphrase = PASSPHRASE): Promise<TransferProfileWithSecret[]> {
  const file = parseTransferFile(bytes);
  if (file.secrets === 'none') throw new Error('Not an encrypted file.');
  return parsePayload(await openPayload(file, passphrase));
}

/** A file as somebody would make it who knows the format: with a digest that fits. */
function forged(content: object): Buffer {
  const body = JSON.stringify(content, null, 2).replace(/\n\}$/u, '');
  const digest = createHash('sha256').update(body).digest('hex');
  return Buffer.from(`${body},\n  "digest": "${digest}"\n}`);
}

const codeOf = (work: () => unknown): unknown => {
  try {
    work();
    return 'read';
  } catch (error) {
    return codeWithoutLeak(error);
  }
};

/** The code of an error, or all that a log or a screen could ever show of it where a key is in that. */
function codeWithoutLeak(error: unknown): unknown {
  if (!(error instanceof AppError)) return error;
  const shown = [error.message, JSON.stringify(error), error.cause instanceof Error ? error.cause.message : ''].join(
    ' ',
  );
  return ['made-up-private-key', PASSPHRASE].some((secret) => shown.includes(secret)) ? shown : error.code;
}

const text = (maxLength: number) => fc.string({ unit: 'grapheme', minLength: 1, maxLength });
const anyProfile = fc.record({
  details: text(30)
    .filter((name) => name.trim() !== '')
    .chain((name) => text(20).map((group) => testDetails({ name, group }))),
  publicKey: text(40),
  privateKey: text(40),
  securityToken: fc.string({ maxLength: 60 }),
  keyStoredAt: fc.option(fc.nat()),
  tokenExpiresAt: fc.option(fc.nat()),
});

let file: EncryptedFile;
let bytes: Buffer;
let clear: Buffer;
beforeAll(async () => {
  file = await seal([testProfile()]);
  bytes = writeTransferFile(file);
  const { privateKey: _key, securityToken: _token, ...profile } = testProfile();
  clear = writeTransferFile({ ...header(NOW_MS), secrets: 'none', profiles: [profile] });
});

describe('a profile file', () => {
  it('gives back what was written, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyProfile, { maxLength: 5 }), text(40), async (profiles, passphrase) => {
        expect(await open(writeTransferFile(await seal(profiles, passphrase)), passphrase)).toEqual(profiles);
      }),
      { numRuns: 25 },
    );
  });

  it('is written with fresh salt and nonce each time, and the full cost', async () => {
    const one = await sealPayload({ plain: writePayload([testProfile()]), passphrase: PASSPHRASE, nowMs: NOW_MS });
    expect(one.kdf).toMatchObject({ name: 'scrypt', N: 131_072, r: 8, p: 1 });
    expect(one.kdf.salt).not.toBe(file.kdf.salt);
    expect(one.cipher.nonce).not.toBe(file.cipher.nonce);
    expect(await open(writeTransferFile(one))).toEqual([testProfile()]);
  });

  it('of version 1 is read, without the dates it did not know', async () => {
    const { details, publicKey, privateKey, securityToken } = testProfile();
    const old = { ...header(NOW_MS), version: 1, secrets: 'none', profiles: [{ details, publicKey }] };
    expect(parseTransferFile(forged(old))).toEqual({
      ...old,
      profiles: [{ details, publicKey, keyStoredAt: null, tokenExpiresAt: null }],
    });
    const plain = Buffer.from(JSON.stringify({ profiles: [{ details, publicKey, privateKey, securityToken }] }));
    expect(parsePayload(plain)).toEqual([testProfile({ keyStoredAt: null, tokenExpiresAt: null })]);
  });

  it('opens with the same passphrase in another Unicode form', async () => {
    const composed = 'pass phrase é Å ﬁ';
    expect(
      await open(writeTransferFile(await seal([testProfile()], composed)), composed.normalize('NFD')),
    ).toHaveLength(1);
  });

  it('says that a passphrase is wrong', async () => {
    await expect(open(bytes, `${PASSPHRASE} `)).rejects.toMatchObject({ code: 'wrongPassphrase' });
  });

  it('shows neither key nor name of an encrypted profile', () => {
    for (const secret of ['made-up-private-key', 'made-up-public-key', 'orders', PASSPHRASE]) {
      expect(bytes.toString()).not.toContain(secret);
    }
  });
});

describe('a damaged file', () => {
  it.each(['encrypted', 'clear'])('is refused whichever bit was flipped (%s)', (kind) => {
    const whole = kind === 'clear' ? clear : bytes;
    for (let bit = 0; bit < whole.length * 8; bit += 1) {
      const damaged = Buffer.from(whole);
      damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(['transferUnreadable', 'transferNewer'], `bit ${bit}`).toContain(codeOf(() => parseTransferFile(damaged)));
    }
  });

  it('is refused wherever it was cut, and with anything behind it', () => {
    for (let length = 0; length < bytes.length; length += 1) {
      expect(codeOf(() => parseTransferFile(bytes.subarray(0, length)))).toBe('transferUnreadable');
    }
    expect(codeOf(() => parseTransferFile(Buffer.concat([bytes, Buffer.from('x')])))).toBe('transferUnreadable');
  });

  it('is told from a wrong passphrase, also when its digest was made to fit', async () => {
    const payload = Buffer.from(file.payload, 'base64');
    payload[3] = (payload[3] ?? 0) ^ 1;
    const changed = forged({ ...file, payload: payload.toString('base64') });
    await expect(open(changed)).rejects.toMatchObject({ code: 'transferUnreadable' });
    await expect(open(changed, 'another made-up one')).rejects.toMatchObject({ code: 'wrongPassphrase' });
  });

  it('is refused when a part of the header comes from another file, even with a digest that fits', async () => {
    const other = await seal([testProfile({ privateKey: 'made-up-other-key' })]);
    const swaps: object[] = [
      { ...file, createdAt: '2020-01-01T00:00:00.000Z' },
      { ...file, cipher: other.cipher },
      { ...file, cipher: { ...file.cipher, nonce: other.cipher.nonce } },
      { ...file, cipher: { ...file.cipher, tag: other.cipher.tag } },
      { ...file, payload: other.payload },
      { ...other, payload: file.payload, cipher: file.cipher },
    ];
    for (const swapped of swaps) {
      await expect(open(forged(swapped))).rejects.toMatchObject({ code: 'transferUnreadable' });
    }
    for (const swapped of [
      { ...file, kdf: other.kdf },
      { ...file, check: other.check },
      { ...file, kdf: { ...file.kdf, r: 16 } },
    ]) {
      await expect(open(forged(swapped))).rejects.toMatchObject({ code: 'wrongPassphrase' });
    }
  });
});

describe('a file that is not ours', () => {
  it('never brings more than a typed error, 10,000 times', () => {
    const codes = ['transferUnreadable', 'transferNewer', 'read'];
    const template: Record<string, unknown> = JSON.parse(bytes.toString());
    const mutated = fc
      .tuple(fc.constantFrom(...Object.keys(template)), fc.jsonValue({ maxDepth: 3 }))
      .map(([key, value]) => forged({ ...file, [key]: value }));
    const spliced = fc
      .tuple(fc.nat(bytes.length), fc.nat(64), fc.uint8Array({ maxLength: 64 }))
      .map(([at, cut, noise]) => Buffer.concat([bytes.subarray(0, at), noise, bytes.subarray(at + cut)]));
    const anything = fc.oneof(
      fc.uint8Array({ maxLength: 500 }),
      fc.json().map((json) => Buffer.from(json)),
      mutated,
      spliced,
    );
    fc.assert(
      fc.property(anything, (content) => {
        expect(codes).toContain(codeOf(() => parseTransferFile(content)));
      }),
      { numRuns: 10_000 },
    );
  });

  it('brings no more than a typed error once it is decrypted either, 2,000 times', async () => {
    // So cheap a key is refused in a file; what comes after that check is tested here.
    const cost = { N: 2, r: 1, p: 1 };
    const plain = writePayload([testProfile()]);
    const cheap = await sealPayload({ plain, passphrase: PASSPHRASE, nowMs: NOW_MS, cost });
    const bytesOf = (length: number) =>
      fc.uint8Array({ minLength: length, maxLength: length }).map((noise) => Buffer.from(noise).toString('base64'));
    const { kdf, cipher } = cheap;
    const damage: fc.Arbitrary<Partial<EncryptedFile>> = fc.oneof(
      bytesOf(12).map((nonce) => ({ cipher: { ...cipher, nonce } })),
      bytesOf(16).map((tag) => ({ cipher: { ...cipher, tag } })),
      bytesOf(16).map((salt) => ({ kdf: { ...kdf, salt } })),
      bytesOf(32).map((check) => ({ check })),
      fc.base64String({ maxLength: 400 }).map((sealed) => ({ payload: sealed })),
    );
    await fc.assert(
      fc.asyncProperty(damage, async (changes) => {
        const error: unknown = await openPayload({ ...cheap, ...changes }, PASSPHRASE).catch(
          (reason: unknown) => reason,
        );
        expect(['transferUnreadable', 'wrongPassphrase']).toContain(codeWithoutLeak(error));
      }),
      { numRuns: 1000 },
    );
    const cut = fc.record({ at: fc.nat(plain.length), length: fc.nat(40), put: fc.string({ maxLength: 12 }) });
    fc.assert(
      fc.property(cut, ({ at, length, put }) => {
        const decrypted = Buffer.concat([plain.subarray(0, at), Buffer.from(put), plain.subarray(at + length)]);
        expect(['transferUnreadable', 'read']).toContain(codeOf(() => parsePayload(decrypted)));
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['a newer version', { version: 3 }, 'transferNewer'],
    ['another format', { format: 'something-else' }, 'transferUnreadable'],
    ['no version', { version: '1' }, 'transferUnreadable'],
    ['a field too many', { surprise: true }, 'transferUnreadable'],
    ['another cipher', { cipher: { name: 'aes-256-cbc', nonce: '', tag: '' } }, 'transferUnreadable'],
  ])('is refused: %s', (_what, change, code) => {
    expect(codeOf(() => parseTransferFile(forged({ ...file, ...change })))).toBe(code);
  });

  it.each([
    ['N no power of two', { N: 100_000 }],
    ['N that takes gigabytes', { N: 2 ** 30 }],
    ['N that protects nothing', { N: 2 }],
    ['r without bound', { r: 2 ** 20 }],
    ['N and r that are too much together', { N: 2 ** 18, r: 8 }],
    ['p that takes minutes', { p: 1000 }],
    ['numbers that are none', { N: -1, r: 0.5, p: '1' }],
    ['an empty salt', { salt: '' }],
  ])('is refused at once, before a key is derived: %s', (_what, change) => {
    const startedAt = performance.now();
    expect(codeOf(() => parseTransferFile(forged({ ...file, kdf: { ...file.kdf, ...change } })))).toBe(
      'transferUnreadable',
    );
    expect(performance.now() - startedAt).toBeLessThan(200);
  });

  it('is refused when it is larger than a profile file can be', () => {
    expect(codeOf(() => parseTransferFile(Buffer.alloc(LARGEST_FILE_BYTES + 1, ' ')))).toBe('transferUnreadable');
  });

  it('is refused when it brings a practice profile', () => {
    const practice = { details: testDetails({ cloud: { kind: 'practice' } }), publicKey: 'made-up' };
    const content = { ...header(NOW_MS), secrets: 'none', profiles: [practice] };
    expect(codeOf(() => parseTransferFile(forged(content)))).toBe('transferUnreadable');
  });
});
