import { z } from 'zod';
import { profileDetails } from '#shared/models/profile.ts';

/**
 * A private key and token sealed by the OS keychain. Mode, backend and schema version stand beside the blob, so that a
 * later start can say why it will not open and what would open it.
 */
export const sealedSecret = z.strictObject({
  protection: z.literal('keychain'),
  schemaVersion: z.literal(1),
  backend: z.string(),
  /** Base64 of the sealed JSON `{ privateKey, securityToken }`. */
  blob: z.string(),
});
export type SealedSecret = z.infer<typeof sealedSecret>;

export const storedProfile = z.strictObject({
  id: z.string(),
  details: profileDetails,
  publicKey: z.string(),
  hasSecurityToken: z.boolean(),
  /** Null when the secret was only for the session, or for the practice cloud, which makes its own keys. */
  secret: sealedSecret.nullable(),
  createdAt: z.number(),
});
export type StoredProfile = z.infer<typeof storedProfile>;

export const storedProfiles = z.strictObject({ version: z.literal(1), profiles: z.array(storedProfile) });
export type StoredProfiles = z.infer<typeof storedProfiles>;

export const NO_PROFILES: StoredProfiles = { version: 1, profiles: [] };
