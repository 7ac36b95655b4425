import { z } from 'zod';
import { cloudChoice } from './cloud.ts';

export const PROFILE_COLOURS = ['teal', 'blue', 'violet', 'pink', 'red', 'orange', 'amber', 'green', 'grey'] as const;

/** `prod` shows as a word and a band on the window. */
export const environmentMark = z.enum(['prod', 'other']);

/** How the private key is kept: sealed by the OS keychain or a master password, or only in memory until the app quits. */
export const protection = z.enum(['keychain', 'password', 'session']);
export type Protection = z.infer<typeof protection>;

/**
 * `ready`: can sign now · `locked`: can once the vault is unlocked · `missing`: was kept for a session that ended ·
 * `unreadable`: what sealed it would not open it.
 */
export const secretState = z.enum(['ready', 'locked', 'missing', 'unreadable']);

/** What a person edits, without the credential. */
export const profileDetails = z.strictObject({
  name: z.string().max(200),
  colour: z.enum(PROFILE_COLOURS),
  group: z.string().max(100),
  environment: environmentMark,
  cloud: cloudChoice,
  /** Defaults; empty until chosen. The project is sent as ProjectId with every call. */
  projectId: z.string().max(200),
  regionId: z.string().max(100),
});
export type ProfileDetails = z.infer<typeof profileDetails>;

/** A moment, in milliseconds since 1970; null where there is none, or nobody knows. */
export const moment = z.int().min(0).max(8.64e15).nullable();

/** A profile as the screen sees it: no key in it. */
export const profile = profileDetails.extend({
  id: z.string(),
  publicKeyMasked: z.string(),
  hasSecurityToken: z.boolean(),
  protection,
  secretState,
  createdAt: z.number(),
  /** When the key came; another one begins anew. Null for a key that never came, and for the practice cloud's. */
  keyStoredAt: moment,
  /** Until when nothing is said of the key's age. */
  snoozedUntil: moment,
  /** When the security token ends, as far as somebody said. */
  tokenExpiresAt: moment,
  /** When the window last changed to it. */
  lastUsedAt: moment,
});
export type Profile = z.infer<typeof profile>;

/** One way only: from the form into the vault. An empty private key keeps the one that is stored. */
export const credentialInput = z.strictObject({
  publicKey: z.string().max(1024),
  privateKey: z.string().max(1024),
  securityToken: z.string().max(8192),
});
export type CredentialInput = z.infer<typeof credentialInput>;
