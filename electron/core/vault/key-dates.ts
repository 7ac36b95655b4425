import { isAppError } from '#shared/errors.ts';
import type { CredentialInput } from '#shared/models/profile.ts';
import { wipe } from './secret.ts';
import type { SecretKeeper } from './secrets.ts';
import type { StoredProfile } from './stored-profiles.ts';

/** What somebody who saves a profile knows of its dates, in milliseconds since 1970. */
export interface KnownDates {
  /** When the key came elsewhere, for a profile that comes from there. */
  keyStoredAt?: number | null | undefined;
  /** Undefined keeps what is known of a token that is kept. */
  tokenExpiresAt?: number | null | undefined;
}

export type KeyDatesOfProfile = Pick<StoredProfile, 'keyStoredAt' | 'snoozedUntil' | 'tokenExpiresAt'>;

/**
 * The dates of a profile that is being saved. A key is as old as it was unless another one was typed: typing the same
 * key again, because a session or a keychain lost it, does not make it younger.
 */
export async function datesOf(saving: {
  stored: StoredProfile | undefined;
  credential: CredentialInput;
  hasSecurityToken: boolean;
  known: KnownDates;
  secrets: SecretKeeper;
  nowMs: number;
}): Promise<KeyDatesOfProfile> {
  const { stored, credential, hasSecurityToken, known, secrets, nowMs } = saving;
  const isTyped = credential.privateKey !== '';
  const isKept = stored !== undefined && (!isTyped || (await isSameKey(stored, credential, secrets)));
  const keptToken = isTyped ? null : (stored?.tokenExpiresAt ?? null);
  const tokenExpiresAt = known.tokenExpiresAt === undefined ? keptToken : known.tokenExpiresAt;
  return {
    keyStoredAt: (isKept ? stored.keyStoredAt : null) ?? Math.min(known.keyStoredAt ?? nowMs, nowMs),
    snoozedUntil: isKept ? stored.snoozedUntil : null,
    tokenExpiresAt: hasSecurityToken ? tokenExpiresAt : null,
  };
}

/** UCloud makes the two halves of a key together, so one whose private half is out of reach is told by its public one. */
async function isSameKey(stored: StoredProfile, typed: CredentialInput, secrets: SecretKeeper): Promise<boolean> {
  if (stored.publicKey !== typed.publicKey) return false;
  try {
    const { secret } = await secrets.take(stored.id, stored.secret);
    const isSame = secret.privateKey.equals(Buffer.from(typed.privateKey));
    wipe(secret);
    return isSame;
  } catch (error) {
    if (isAppError(error)) return true;
    throw error;
  }
}
