import { AppError } from '#shared/errors.ts';
import type { Protection } from '#shared/models/profile.ts';
import type { VaultState } from '#shared/models/vault.ts';
import type { SecretBox } from '../ports.ts';
import type { Attempts } from './attempts.ts';
import { unwrapDataKey, wrapDataKey, type PasswordCost } from './password-box.ts';
import type { PasswordVault } from './password-vault.ts';
import type { ProfileStore } from './profile-store.ts';
import { changeProtection, checkMasterPassword } from './protection.ts';
import type { SecretKeeper } from './secrets.ts';

/** How keys are protected, and the lock of the master password. */
export interface VaultService {
  state(): Promise<VaultState>;
  /** Throws AppError `wrongMasterPassword`, after a delay that grows with the attempts that were wrong. */
  unlock(password: string): Promise<void>;
  /** Wipes the data key. Does nothing where there is no master password. */
  lock(): void;
  /** See `changeProtection`. */
  setProtection(protection: Protection, password: string): Promise<{ unreadableCount: number }>;
  /** Wraps the same data key with another password. Throws AppError `invalidInput`, `wrongMasterPassword`. */
  changePassword(current: string, next: string): Promise<void>;
}

export function createVault(dependencies: {
  store: ProfileStore;
  secrets: SecretKeeper;
  vault: PasswordVault;
  box: SecretBox;
  attempts: Attempts;
  /** Opens a secret that is kept beside the profiles; the answered function seals it anew. */
  carryOther?: () => Promise<() => Promise<void>>;
  /** How dear a new master password's lock is made; for tests. */
  cost?: PasswordCost;
  onChange: () => void;
}): VaultService {
  const { store, secrets, vault, box, attempts, cost, onChange } = dependencies;
  const { carryOther = () => Promise.resolve(() => Promise.resolve()) } = dependencies;
  let last: Promise<unknown> = Promise.resolve();
  /** Two changes at once would each prove what the other takes away. */
  const oneByOne = <T>(change: () => Promise<T>): Promise<T> => {
    const result = last.then(change);
    last = result.catch(() => undefined);
    return result;
  };

  return {
    state: async () => ({
      protection: store.guard().protection,
      isKeychainAvailable: await box.isAvailable(),
      isLocked: vault.isLocked(),
      waitingCount: vault.waitingCount(),
    }),
    unlock: (password) => vault.unlock(password),
    lock: () => vault.lock(),
    setProtection: (protection, password) =>
      oneByOne(async () => {
        if (protection === 'keychain' && !(await box.isAvailable())) {
          throw new AppError('keychainUnavailable', { params: { backend: box.backend() } });
        }
        const sealOther = await carryOther();
        const answer = await changeProtection({ store, secrets, vault, cost }, protection, password);
        await sealOther();
        onChange();
        return answer;
      }),
    changePassword: (current, next) =>
      oneByOne(async () => {
        checkMasterPassword(next);
        const { passwordLock } = store.guard();
        if (passwordLock === null) throw new AppError('vaultLocked');
        const dataKey = await attempts.run(() => unwrapDataKey(passwordLock, current));
        try {
          const renewed = await wrapDataKey(dataKey, next, cost);
          (await unwrapDataKey(renewed, next)).fill(0); // The old lock goes only when the new one is known to open.
          store.replace({ ...store.guard(), passwordLock: renewed, profiles: [...store.all()] });
        } finally {
          dataKey.fill(0);
        }
      }),
  };
}
