import { AppError, invalidInput } from '#shared/errors.ts';
import type { Protection } from '#shared/models/profile.ts';
import { SHORTEST_MASTER_PASSWORD } from '#shared/vault-rules.ts';
import { createDataKey, unwrapDataKey, wrapDataKey, type PasswordCost } from './password-box.ts';
import { openSecret, sealSecret, type PasswordVault } from './password-vault.ts';
import type { ProfileStore } from './profile-store.ts';
import { isSameSecret, wipe, type Secret } from './secret.ts';
import type { SecretKeeper } from './secrets.ts';
import type { PasswordLock, SealedSecret, StoredProfile } from './stored-profiles.ts';

interface OpenedSecret {
  /** What it was opened from; a profile that has another one by now keeps that. */
  readonly before: SealedSecret | null;
  readonly secret: Secret;
  after: SealedSecret | null;
}

/** Everything opened, by profile; what did not open is only counted and stays as it is. */
interface Opened {
  readonly secrets: Map<string, OpenedSecret>;
  readonly unreadableCount: number;
}

/** The master password's new lock and the data key in it. */
interface NewLock {
  readonly passwordLock: PasswordLock;
  readonly dataKey: Buffer;
}

interface Dependencies {
  readonly store: ProfileStore;
  readonly secrets: SecretKeeper;
  readonly vault: PasswordVault;
  readonly cost?: PasswordCost | undefined;
}

/** Throws AppError `invalidInput` where a new master password is too short. */
export function checkMasterPassword(password: string): void {
  if (password.normalize('NFKC').length < SHORTEST_MASTER_PASSWORD) {
    throw invalidInput({ masterPassword: 'tooShort' });
  }
}

/**
 * Seals every stored secret for another protection. All are sealed in memory and proven readable first; then one write
 * puts the new in the place of the old, so that a failure at any moment leaves the old as it was.
 * @param password the new master password, for `password`.
 * @returns how many secrets did not open and stay as they are.
 * Throws AppError `invalidInput`, `vaultLocked`, `keychainUnavailable`, or what writing throws.
 */
export async function changeProtection(
  dependencies: Dependencies,
  protection: Protection,
  password: string,
): Promise<{ unreadableCount: number }> {
  const { vault } = dependencies;
  if (vault.isLocked()) throw new AppError('vaultLocked');
  if (protection === 'password') checkMasterPassword(password);
  const opened = await openAll(dependencies);
  let lock: NewLock | null = null;
  try {
    if (protection === 'password') lock = await makeLock(password, dependencies.cost);
    for (const [profileId, each] of opened.secrets) {
      if (protection === 'password' && lock !== null) each.after = sealProven(lock.dataKey, profileId, each.secret);
      if (protection === 'keychain') each.after = await sealInKeychain(dependencies, profileId, each.secret);
    }
    commit(dependencies, protection, opened, lock);
    lock = null;
    return { unreadableCount: opened.unreadableCount };
  } finally {
    lock?.dataKey.fill(0);
    for (const { secret } of opened.secrets.values()) wipe(secret);
  }
}

async function openAll({ store, secrets }: Dependencies): Promise<Opened> {
  const opened = new Map<string, OpenedSecret>();
  let unreadableCount = 0;
  for (const { id, secret: before } of store.all()) {
    if (before === null && !secrets.isHeld(id)) continue;
    try {
      const { secret } = await secrets.take(id, before);
      opened.set(id, { before, secret, after: null });
    } catch {
      unreadableCount += 1;
    }
  }
  return { secrets: opened, unreadableCount };
}

/** The key that is used from here on comes out of the lock as it will be stored: proof that the password opens it. */
async function makeLock(password: string, cost?: PasswordCost): Promise<NewLock> {
  const made = createDataKey();
  try {
    const passwordLock = await wrapDataKey(made, password, cost);
    return { passwordLock, dataKey: await unwrapDataKey(passwordLock, password) };
  } finally {
    made.fill(0);
  }
}

function sealProven(dataKey: Buffer, profileId: string, secret: Secret): SealedSecret {
  const sealed = sealSecret(dataKey, profileId, secret);
  prove(openSecret(dataKey, profileId, sealed), secret);
  return sealed;
}

async function sealInKeychain({ secrets }: Dependencies, profileId: string, secret: Secret): Promise<SealedSecret> {
  const sealed = await secrets.seal('keychain', profileId, secret);
  prove(await secrets.openSealed(profileId, sealed), secret);
  return sealed;
}

function prove(reopened: Secret, secret: Secret): void {
  const isSame = isSameSecret(reopened, secret);
  wipe(reopened);
  if (!isSame) throw new AppError('secretUnreadable');
}

/** One write, then what is in memory follows, with nothing in between that could fail or wait. */
function commit(dependencies: Dependencies, protection: Protection, opened: Opened, lock: NewLock | null): void {
  const { store, secrets, vault } = dependencies;
  const changed = new Map([...opened.secrets].filter(([id, { before }]) => secretIn(store, id) === before));
  const profiles = store.all().map((profile): StoredProfile => {
    const change = changed.get(profile.id);
    return change === undefined ? profile : withSecret(profile, change.after);
  });
  // A secret saved while this ran may be sealed with the old lock: then the lock stays for its sake.
  const isOldLockNeeded = lock === null && profiles.some(({ secret }) => secret?.protection === 'password');
  const passwordLock = lock?.passwordLock ?? (isOldLockNeeded ? store.guard().passwordLock : null);
  store.replace({ protection, passwordLock, profiles });
  for (const [profileId, { secret }] of changed) {
    if (protection === 'session') secrets.hold(profileId, secret);
    else secrets.forget(profileId);
  }
  if (lock !== null || passwordLock === null) vault.useKey(lock?.dataKey ?? null);
}

function withSecret(profile: StoredProfile, secret: SealedSecret | null): StoredProfile {
  return { ...profile, secret };
}

function secretIn(store: ProfileStore, profileId: string): SealedSecret | null | undefined {
  return store.all().find(({ id }) => id === profileId)?.secret;
}
