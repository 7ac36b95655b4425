import { z } from 'zod';
import { AppError } from '#shared/errors.ts';
import type { SecretBox } from '../ports.ts';
import { createDataKey } from './password-box.ts';
import { openSecret, sealSecret } from './password-vault.ts';
import { secretOf, type Secret } from './secret.ts';
import type { KeychainSecret } from './stored-profiles.ts';

/**
 * What a keychain seals is bound to nothing, and on Linux and macOS not even authenticated (Chromium's OSCrypt there is
 * AES-CBC). So it seals a random data key, which seals the fields the way a master password's does: with AES-256-GCM, to
 * their profile and their name. A blob is `2:<sealed data key>:<private key>:<security token>`.
 */
const FORMAT = '2';

/** The first format: the keychain sealed the fields themselves, as JSON. It is still read, and made anew at first use. */
const firstFormat = z.strictObject({ privateKey: z.string(), securityToken: z.string() });

/** Throws AppError `keychainUnavailable`. */
export async function sealInKeychain(box: SecretBox, profileId: string, secret: Secret): Promise<KeychainSecret> {
  const dataKey = createDataKey();
  try {
    const sealedKey = await box.seal(dataKey.toString('base64'));
    const { privateKey, securityToken } = sealSecret(dataKey, profileId, secret);
    const blob = [FORMAT, sealedKey, privateKey, securityToken].join(':');
    return { protection: 'keychain', schemaVersion: 1, backend: box.backend(), blob };
  } finally {
    dataKey.fill(0);
  }
}

/**
 * The secret, to be wiped by the caller; `resealed` when the OS asked for the blob to be made anew, or when it is of the
 * first format. Throws AppError `secretUnreadable`: for a blob that was changed or belongs to another profile, too.
 */
export async function openFromKeychain(
  box: SecretBox,
  profileId: string,
  sealed: KeychainSecret,
): Promise<{ secret: Secret; resealed: KeychainSecret | null }> {
  const { secret, shouldReseal } = sealed.blob.includes(':')
    ? await openBound(box, profileId, sealed.blob)
    : await openFirstFormat(box, sealed.blob);
  if (!shouldReseal) return { secret, resealed: null };
  // A keychain that seals nothing just now is no reason not to use what it opened: the next time will do.
  return { secret, resealed: await sealInKeychain(box, profileId, secret).catch(() => null) };
}

interface Opened {
  secret: Secret;
  shouldReseal: boolean;
}

async function openBound(box: SecretBox, profileId: string, blob: string): Promise<Opened> {
  const [format, sealedKey = '', privateKey = '', securityToken = '', ...more] = blob.split(':');
  if (format !== FORMAT || more.length > 0) throw new AppError('secretUnreadable');
  const { plain, shouldReseal } = await box.open(sealedKey);
  const dataKey = Buffer.from(plain, 'base64');
  try {
    if (dataKey.toString('base64') !== plain) throw new AppError('secretUnreadable');
    return { secret: openSecret(dataKey, profileId, { privateKey, securityToken }), shouldReseal };
  } finally {
    dataKey.fill(0);
  }
}

async function openFirstFormat(box: SecretBox, blob: string): Promise<Opened> {
  const { plain } = await box.open(blob);
  try {
    return { secret: secretOf(firstFormat.parse(JSON.parse(plain))), shouldReseal: true };
  } catch {
    // Not as the cause: a parser's message may quote what it could not read.
    throw new AppError('secretUnreadable');
  }
}
