import { AppError } from '#shared/errors.ts';
import { openText, sealText, unwrapDataKey } from './password-box.ts';
import type { Attempts } from './attempts.ts';
import { wipe, type Secret } from './secret.ts';
import type { PasswordLock, PasswordSecret } from './stored-profiles.ts';

/** The data key behind the master password: in memory while the vault is unlocked, wiped when it locks. */
export interface PasswordVault {
  /** False where there is no master password. */
  isLocked(): boolean;
  /** Throws AppError `wrongMasterPassword`, after a delay that grows with the attempts that were wrong. */
  unlock(password: string): Promise<void>;
  lock(): void;
  /** Takes over a data key (and wipes the one before), or none. */
  useKey(dataKey: Buffer | null): void;
  /** Throws AppError `vaultLocked`. */
  seal(profileId: string, secret: Secret): PasswordSecret;
  /** Throws AppError `vaultLocked`, `secretUnreadable`. */
  open(profileId: string, sealed: PasswordSecret): Secret;
  /** Resolves once it is unlocked. Rejects with AppError `cancelled` as soon as the signal is aborted. */
  whenUnlocked(signal: AbortSignal): Promise<void>;
  waitingCount(): number;
}

export function createPasswordVault(dependencies: {
  lockNow: () => PasswordLock | null;
  attempts: Attempts;
  /** It was locked or unlocked, or something began or ceased to wait for it. */
  onChange: () => void;
}): PasswordVault {
  const { lockNow, attempts, onChange } = dependencies;
  const waiting = new Set<() => void>();
  let key: Buffer | null = null;

  const isLocked = (): boolean => key === null && lockNow() !== null;
  const keyInUse = (): Buffer => {
    if (key === null) throw new AppError('vaultLocked');
    return key;
  };
  const useKey = (dataKey: Buffer | null): void => {
    key?.fill(0);
    key = dataKey;
    if (!isLocked()) for (const goOn of waiting) goOn();
    onChange();
  };

  return {
    isLocked,
    async unlock(password) {
      await attempts.run(async () => {
        const lock = lockNow();
        if (lock !== null && key === null) useKey(await unwrapDataKey(lock, password));
      });
    },
    lock() {
      if (key !== null && lockNow() !== null) useKey(null);
    },
    useKey,
    seal: (profileId, secret) => sealSecret(keyInUse(), profileId, secret),
    open: (profileId, sealed) => openSecret(keyInUse(), profileId, sealed),
    whenUnlocked(signal) {
      if (signal.aborted) return Promise.reject(new AppError('cancelled'));
      if (!isLocked()) return Promise.resolve();
      return new Promise((resolve, reject) => {
        const end = (settle: () => void) => (): void => {
          waiting.delete(goOn);
          signal.removeEventListener('abort', cancel);
          settle();
        };
        const goOn = end(resolve);
        const cancel = end(() => {
          onChange();
          reject(new AppError('cancelled'));
        });
        waiting.add(goOn);
        signal.addEventListener('abort', cancel, { once: true });
        onChange();
      });
    },
    waitingCount: () => waiting.size,
  };
}

/** Each field under a nonce of its own, bound to its profile and its name. */
export function sealSecret(dataKey: Buffer, profileId: string, secret: Secret): PasswordSecret {
  return {
    protection: 'password',
    schemaVersion: 1,
    privateKey: sealText(dataKey, { profileId, field: 'privateKey' }, secret.privateKey),
    securityToken: sealText(dataKey, { profileId, field: 'securityToken' }, secret.securityToken),
  };
}

/** Throws AppError `secretUnreadable`. */
export function openSecret(
  dataKey: Buffer,
  profileId: string,
  sealed: Pick<PasswordSecret, 'privateKey' | 'securityToken'>,
): Secret {
  const secret: Secret = { privateKey: Buffer.alloc(0), securityToken: Buffer.alloc(0) };
  try {
    secret.privateKey = openText(dataKey, { profileId, field: 'privateKey' }, sealed.privateKey);
    secret.securityToken = openText(dataKey, { profileId, field: 'securityToken' }, sealed.securityToken);
    return secret;
  } catch (error) {
    wipe(secret);
    throw error;
  }
}
