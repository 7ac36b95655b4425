import { z } from 'zod';
import { moment, profileDetails, protection } from '#shared/models/profile.ts';

/**
 * A private key and token sealed by the OS keychain. Mode, backend and schema version stand beside the blob, so that a
 * later start can say why it will not open and what would open it.
 */
const keychainSecret = z.strictObject({
  protection: z.literal('keychain'),
  schemaVersion: z.literal(1),
  backend: z.string(),
  /** Base64 of the sealed JSON (keychain-seal.ts). */
  blob: z.string(),
});
export type KeychainSecret = z.infer<typeof keychainSecret>;

/** A private key and token sealed with the data key that the master password wraps (password-box.ts). */
const passwordSecret = z.strictObject({
  protection: z.literal('password'),
  schemaVersion: z.literal(1),
  privateKey: z.string(),
  securityToken: z.string(),
});
export type PasswordSecret = z.infer<typeof passwordSecret>;

export const sealedSecret = z.discriminatedUnion('protection', [keychainSecret, passwordSecret]);
export type SealedSecret = z.infer<typeof sealedSecret>;

/** The data key, wrapped by a key derived from the master password. The cost stands beside it, so that it can rise. */
const passwordLock = z.strictObject({
  schemaVersion: z.literal(1),
  kdf: z.literal('scrypt'),
  cost: z.number().int().min(2).max(1_048_576),
  blockSize: z.number().int().min(1).max(32),
  parallelization: z.number().int().min(1).max(4),
  salt: z.string(),
  wrappedKey: z.string(),
});
export type PasswordLock = z.infer<typeof passwordLock>;

export const storedProfile = z.strictObject({
  id: z.string(),
  details: profileDetails,
  publicKey: z.string(),
  hasSecurityToken: z.boolean(),
  /** Null when the secret was only for the session, or for the practice cloud, which makes its own keys. */
  secret: sealedSecret.nullable(),
  createdAt: z.number(),
  /** When the private key came. The same key typed again does not make it younger. */
  keyStoredAt: moment,
  snoozedUntil: moment,
  tokenExpiresAt: moment,
  lastUsedAt: moment,
});
export type StoredProfile = z.infer<typeof storedProfile>;

export const storedProfiles = z.strictObject({
  version: z.literal(3),
  /** What was chosen; `keychain` falls back to the session where there is no safe one. */
  protection,
  /** Null unless something is, or is to be, sealed with a master password. */
  passwordLock: passwordLock.nullable(),
  profiles: z.array(storedProfile),
});
export type StoredProfiles = z.infer<typeof storedProfiles>;

export const NO_PROFILES: StoredProfiles = { version: 3, protection: 'keychain', passwordLock: null, profiles: [] };

/** Nothing is known yet. */
export const NO_DATES = { keyStoredAt: null, snoozedUntil: null, tokenExpiresAt: null, lastUsedAt: null } as const;

/** Brings an older document to the newest version, one version at a time. */
export function migrateProfiles(stored: unknown): unknown {
  return fromVersionTwo(fromVersionOne(stored));
}

const versionOne = z.looseObject({ version: z.literal(1) });

/** Version 1 knew only the keychain; what it sealed is read as it is. */
function fromVersionOne(stored: unknown): unknown {
  const old = versionOne.safeParse(stored);
  return old.success ? { ...old.data, version: 2, protection: 'keychain', passwordLock: null } : stored;
}

const versionTwo = z.looseObject({
  version: z.literal(2),
  profiles: z.array(
    z.looseObject({
      createdAt: z.number(),
      details: z.looseObject({ cloud: z.looseObject({ kind: z.string() }) }),
    }),
  ),
});

/** Version 2 did not know when a key came: as far as it can tell, together with its profile. */
function fromVersionTwo(stored: unknown): unknown {
  const old = versionTwo.safeParse(stored);
  if (!old.success) return stored;
  const profiles = old.data.profiles.map((profile) => ({
    ...profile,
    ...NO_DATES,
    keyStoredAt: profile.details.cloud.kind === 'practice' ? null : Math.max(0, Math.trunc(profile.createdAt)),
  }));
  return { ...old.data, version: 3, profiles };
}
