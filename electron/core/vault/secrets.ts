import { AppError, isAppError } from '#shared/errors.ts';
import type { Profile, Protection } from '#shared/models/profile.ts';
import type { SecretBox } from '../ports.ts';
import { openFromKeychain, sealInKeychain } from './keychain-seal.ts';
import type { PasswordVault } from './password-vault.ts';
import { copyOf, wipe, type Secret } from './secret.ts';
import type { SealedSecret } from './stored-profiles.ts';

/** Where secrets rest: sealed by the keychain or with the master password, else in memory until the app quits. */
export interface SecretKeeper {
  /** How a secret kept now would be protected. */
  protectionNow(): Promise<Protection>;
  backend(): string;
  /**
   * Seals a secret, or holds it for the session (and answers null). The given buffers stay the caller's.
   * Throws AppError `vaultLocked`, `keychainUnavailable`.
   */
  keep(profileId: string, secret: Secret): Promise<SealedSecret | null>;
  /**
   * A copy of a secret, to be wiped by the caller. `resealed` is set when the OS asked for the blob to be made anew.
   * Throws AppError `secretMissing` (was held for a session that ended), `secretUnreadable`, or `vaultLocked`; with a
   * signal it waits for the vault to be unlocked instead, and throws `cancelled` when the signal is aborted.
   */
  take(
    profileId: string,
    sealed: SealedSecret | null,
    waitForUnlock?: AbortSignal,
  ): Promise<{ secret: Secret; resealed: SealedSecret | null }>;
  /** Seals in this way, whatever was chosen. Throws as `keep`. */
  seal(protection: Exclude<Protection, 'session'>, profileId: string, secret: Secret): Promise<SealedSecret>;
  /** Opens a sealed secret as it is, apart from what is held. Throws AppError `secretUnreadable`, `vaultLocked`. */
  openSealed(profileId: string, sealed: SealedSecret): Promise<Secret>;
  /** Keeps a copy in memory until the app quits. */
  hold(profileId: string, secret: Secret): void;
  stateOf(profileId: string, sealed: SealedSecret | null): Promise<Profile['secretState']>;
  readonly isHeld: (profileId: string) => boolean;
  forget(profileId: string): void;
  forgetAll(): void;
}

export function createSecretKeeper(options: {
  box: SecretBox;
  vault: PasswordVault;
  /** What was chosen. */
  protection: () => Protection;
  /** A sealed secret turned out not to open, for the first time. */
  onUnreadable: () => void;
}): SecretKeeper {
  const { box, vault, protection, onUnreadable } = options;
  const held = new Map<string, Secret>();
  const unreadable = new Set<string>();

  const forget = (profileId: string): void => {
    const secret = held.get(profileId);
    if (secret !== undefined) wipe(secret);
    held.delete(profileId);
    unreadable.delete(profileId);
  };

  const open = async (
    profileId: string,
    sealed: SealedSecret,
  ): Promise<{ secret: Secret; resealed: SealedSecret | null }> => {
    if (sealed.protection === 'password') return { secret: vault.open(profileId, sealed), resealed: null };
    return openFromKeychain(box, profileId, sealed);
  };

  const noteUnreadable = (profileId: string): void => {
    const isNews = !unreadable.has(profileId);
    unreadable.add(profileId);
    if (isNews) onUnreadable();
  };

  const protectionNow = async (): Promise<Protection> =>
    protection() === 'keychain' && !(await box.isAvailable()) ? 'session' : protection();

  const seal: SecretKeeper['seal'] = async (by, profileId, secret) =>
    by === 'password' ? vault.seal(profileId, secret) : sealInKeychain(box, profileId, secret);

  const hold = (profileId: string, secret: Secret): void => {
    forget(profileId);
    held.set(profileId, copyOf(secret));
  };

  return {
    protectionNow,
    backend: () => box.backend(),
    seal,
    openSealed: async (profileId, sealed) => (await open(profileId, sealed)).secret,
    hold,
    async keep(profileId, secret) {
      const by = await protectionNow();
      const sealed = by === 'session' ? null : await seal(by, profileId, secret);
      if (sealed === null) hold(profileId, secret);
      else forget(profileId);
      return sealed;
    },
    async take(profileId, sealed, waitForUnlock) {
      const inMemory = held.get(profileId);
      if (inMemory !== undefined) return { secret: copyOf(inMemory), resealed: null };
      if (sealed === null) throw new AppError('secretMissing');
      if (sealed.protection === 'password' && waitForUnlock !== undefined) await vault.whenUnlocked(waitForUnlock);
      try {
        return await open(profileId, sealed);
      } catch (error) {
        if (!isAppError(error, 'vaultLocked')) noteUnreadable(profileId);
        throw error;
      }
    },
    async stateOf(profileId, sealed) {
      if (held.has(profileId)) return 'ready';
      if (sealed === null) return 'missing';
      if (unreadable.has(profileId)) return 'unreadable';
      if (sealed.protection === 'password') return vault.isLocked() ? 'locked' : 'ready';
      return (await box.isAvailable()) ? 'ready' : 'unreadable';
    },
    isHeld: (profileId) => held.has(profileId),
    forget,
    forgetAll() {
      for (const profileId of held.keys()) forget(profileId);
    },
  };
}
