import { z } from 'zod';
import { protection } from './profile.ts';

export const vaultState = z.strictObject({
  /** What was chosen. Keys saved now are kept this way; without a safe keychain, `keychain` falls back to `session`. */
  protection,
  isKeychainAvailable: z.boolean(),
  /** Only a master password locks. */
  isLocked: z.boolean(),
  /** Downloads that need a new link and wait for the vault to be unlocked. */
  waitingCount: z.number(),
});
export type VaultState = z.infer<typeof vaultState>;

export const masterPassword = z.string().max(1024);
