import { createCipheriv, createDecipheriv, randomBytes, scrypt, type ScryptOptions } from 'node:crypto';
import { AppError } from '#shared/errors.ts';
import type { PasswordLock } from './stored-profiles.ts';

/** How dear one guess at a master password is. */
export type PasswordCost = Pick<PasswordLock, 'cost' | 'blockSize' | 'parallelization'>;

/** N = 2^17, r = 8, p = 1: 128 MiB and a noticeable fraction of a second for each guess. */
export const PASSWORD_COST: PasswordCost = { cost: 2 ** 17, blockSize: 8, parallelization: 1 };

/** Where a sealed text belongs: it opens nowhere else. */
export interface SealedPlace {
  profileId: string;
  field: 'privateKey' | 'securityToken';
}

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const MOST_MEMORY_BYTES = 256 * 1024 * 1024;

export function createDataKey(): Buffer {
  return randomBytes(KEY_BYTES);
}

/** Wraps the data key with a master password, under a salt of its own. The key stays the caller's. */
export async function wrapDataKey(dataKey: Buffer, password: string, cost = PASSWORD_COST): Promise<PasswordLock> {
  const lock = { schemaVersion: 1, kdf: 'scrypt', ...cost, salt: randomBytes(KEY_BYTES).toString('base64') } as const;
  const wrapping = await deriveKey(password, lock);
  try {
    return { ...lock, wrappedKey: seal(wrapping, dataKey, wrappingContext(lock)) };
  } finally {
    wrapping.fill(0);
  }
}

/** The data key, to be wiped by the caller. Throws AppError `wrongMasterPassword`, `secretUnreadable` (no such cost). */
export async function unwrapDataKey(lock: PasswordLock, password: string): Promise<Buffer> {
  const wrapping = await deriveKey(password, lock);
  try {
    const dataKey = open(wrapping, lock.wrappedKey, wrappingContext(lock));
    if (dataKey?.byteLength !== KEY_BYTES) throw new AppError('wrongMasterPassword');
    return dataKey;
  } finally {
    wrapping.fill(0);
  }
}

/** @returns base64 of nonce, ciphertext and tag. */
export function sealText(dataKey: Buffer, place: SealedPlace, plain: Buffer): string {
  return seal(dataKey, plain, contextOf(place));
}

/** What was sealed, to be wiped by the caller. Throws AppError `secretUnreadable` for anything but the very same text. */
export function openText(dataKey: Buffer, place: SealedPlace, sealed: string): Buffer {
  const plain = open(dataKey, sealed, contextOf(place));
  if (plain === undefined) throw new AppError('secretUnreadable');
  return plain;
}

function contextOf({ profileId, field }: SealedPlace): string {
  return `1|${profileId}|${field}`;
}

function wrappingContext({ cost, blockSize, parallelization }: PasswordCost): string {
  return `1|scrypt|${cost}|${blockSize}|${parallelization}`;
}

function seal(key: Buffer, plain: Buffer, context: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(context));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString('base64');
}

/** Undefined for anything that was not sealed with this key in this context. */
function open(key: Buffer, sealed: string, context: string): Buffer | undefined {
  const bytes = Buffer.from(sealed, 'base64');
  if (key.byteLength !== KEY_BYTES) return undefined;
  // One text for one blob: what decodes to the same bytes in a sloppier spelling was not written by us.
  if (bytes.byteLength < NONCE_BYTES + TAG_BYTES || bytes.toString('base64') !== sealed) return undefined;
  const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(context));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  const plain = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES));
  try {
    decipher.final();
    return plain;
  } catch {
    plain.fill(0);
    return undefined;
  }
}

/** NFKC: the same password typed on another keyboard is the same password. Runs off the main thread. */
async function deriveKey(password: string, lock: PasswordCost & Pick<PasswordLock, 'salt'>): Promise<Buffer> {
  const typed = Buffer.from(password.normalize('NFKC'));
  const { cost, blockSize, parallelization } = lock;
  try {
    return await scryptAsync(typed, Buffer.from(lock.salt, 'base64'), {
      cost,
      blockSize,
      parallelization,
      maxmem: MOST_MEMORY_BYTES,
    });
  } catch (error) {
    throw new AppError('secretUnreadable', { cause: error });
  } finally {
    typed.fill(0);
  }
}

function scryptAsync(password: Buffer, salt: Buffer, options: ScryptOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password, salt, KEY_BYTES, options, (error, key) => (error === null ? resolve(key) : reject(error)));
  });
}
