import { createCipheriv, createDecipheriv, createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { AppError } from '#shared/errors.ts';
import { header, type EncryptedFile, type ScryptParameters } from './file-format.ts';

type Cost = Pick<ScryptParameters, 'N' | 'r' | 'p'>;

/** About a third of a second and 128 MiB for each guess. */
const COST: Cost = { N: 2 ** 17, r: 8, p: 1 };
const SCRYPT_MAX_MEMORY_BYTES = 256 * 1024 * 1024;
const CHECK_TEXT = 'backhaul-profiles passphrase check';

interface Keys {
  cipher: Buffer;
  check: Buffer;
}

/** Encrypts the payload under a passphrase. Salt and nonce are fresh each time. */
export async function sealPayload(options: {
  plain: Uint8Array;
  passphrase: string;
  nowMs: number;
  /** For tests, which cannot wait. */
  cost?: Cost;
}): Promise<EncryptedFile> {
  const { plain, passphrase, nowMs, cost = COST } = options;
  const kdf: ScryptParameters = { name: 'scrypt', ...cost, salt: randomBytes(16).toString('base64') };
  const keys = await deriveKeys(passphrase, kdf);
  try {
    const nonce = randomBytes(12);
    const bare = { ...header(nowMs), secrets: 'encrypted', kdf, check: checkOf(keys).toString('base64') } as const;
    const file = { ...bare, cipher: { name: 'aes-256-gcm', nonce: nonce.toString('base64'), tag: '' } } as const;
    const cipher = createCipheriv('aes-256-gcm', keys.cipher, nonce).setAAD(associatedData(file));
    const sealed = Buffer.concat([cipher.update(plain), cipher.final()]).toString('base64');
    return { ...file, cipher: { ...file.cipher, tag: cipher.getAuthTag().toString('base64') }, payload: sealed };
  } finally {
    wipeKeys(keys);
  }
}

/**
 * Decrypts the payload; the caller wipes what comes back. Throws AppError `wrongPassphrase`, or `transferUnreadable` when
 * the passphrase is right and the file was changed.
 */
export async function openPayload(file: EncryptedFile, passphrase: string): Promise<Buffer> {
  const keys = await deriveKeys(passphrase, file.kdf);
  try {
    if (!timingSafeEqual(checkOf(keys), Buffer.from(file.check, 'base64'))) throw new AppError('wrongPassphrase');
    return decrypt(file, keys.cipher);
  } finally {
    wipeKeys(keys);
  }
}

function decrypt(file: EncryptedFile, key: Buffer): Buffer {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(file.cipher.nonce, 'base64'))
      .setAAD(associatedData(file))
      .setAuthTag(Buffer.from(file.cipher.tag, 'base64'));
    return Buffer.concat([decipher.update(Buffer.from(file.payload, 'base64')), decipher.final()]);
  } catch (cause) {
    throw new AppError('transferUnreadable', { cause });
  }
}

/** Everything the header says, in one fixed order, so that no part of it can be exchanged. */
function associatedData(file: Omit<EncryptedFile, 'payload'>): Buffer {
  const { format, version, createdAt, secrets, kdf, cipher, check } = file;
  const { name, N, r, p, salt } = kdf;
  const fields = [format, version, createdAt, secrets, name, N, r, p, salt, cipher.name, cipher.nonce, check];
  return Buffer.from(JSON.stringify(fields));
}

function checkOf(keys: Keys): Buffer {
  return createHmac('sha256', keys.check).update(CHECK_TEXT).digest();
}

/** The same passphrase typed on another system may come in another Unicode form: NFKC makes them one. */
function deriveKeys(passphrase: string, { N, r, p, salt }: ScryptParameters): Promise<Keys> {
  const password = Buffer.from(passphrase.normalize('NFKC'));
  const options = { N, r, p, maxmem: SCRYPT_MAX_MEMORY_BYTES };
  return new Promise((resolve, reject) => {
    scrypt(password, Buffer.from(salt, 'base64'), 64, options, (error, derived) => {
      password.fill(0);
      if (error === null) resolve({ cipher: derived.subarray(0, 32), check: derived.subarray(32) });
      else reject(error);
    });
  });
}

function wipeKeys(keys: Keys): void {
  keys.cipher.fill(0);
  keys.check.fill(0);
}
