import { isDeepStrictEqual } from 'node:util';
import type { CloudChoice } from '#shared/models/cloud.ts';
import type { CredentialInput } from '#shared/models/profile.ts';
import type { ApiAccount } from '../ucloud/client.ts';
import { resolveCloud } from '../ucloud/clouds.ts';
import type { Credential } from '../ucloud/sign.ts';
import { checkCredential, trimCredential, withStoredPublicKey } from './profile-form.ts';
import type { ProfileStore } from './profile-store.ts';
import { secretOf, wipe, type Secret } from './secret.ts';
import type { SecretKeeper } from './secrets.ts';
import type { SealedSecret, StoredProfile } from './stored-profiles.ts';

/** The running practice cloud's address and keys. */
export interface PracticeAccess {
  apiUrl: string;
  publicKey: string;
  privateKey: string;
}

/** A credential that is being tried before it is saved. An empty private key stands for the stored one. */
export interface CredentialForm {
  profileId?: string | undefined;
  cloud: CloudChoice;
  credential: CredentialInput;
}

/** What API calls are made with. A private key is opened for the moment one request is signed, then wiped. */
export interface Accounts {
  /**
   * Throws AppError `profileNotFound`; signing with it throws `secretMissing`, `secretUnreadable` or `vaultLocked`.
   * @param options.waitForUnlock for work in the background: signing waits for a locked vault, until this is aborted.
   */
  of(profileId: string, options?: { waitForUnlock?: AbortSignal }): Promise<ApiAccount>;
  /** Throws AppError `invalidInput`, or what `of` throws. */
  ofForm(form: CredentialForm): Promise<ApiAccount>;
}

export function createAccounts(dependencies: {
  store: ProfileStore;
  secrets: SecretKeeper;
  /** Starts the practice cloud if it does not run. */
  practice: () => Promise<PracticeAccess>;
}): Accounts {
  const { store, secrets, practice } = dependencies;

  const signWithStored = async <T>(
    stored: StoredProfile,
    publicKey: string,
    use: (credential: Credential) => T,
    waitForUnlock?: AbortSignal,
  ): Promise<T> => {
    const { secret, resealed } = await secrets.take(stored.id, stored.secret, waitForUnlock);
    if (resealed !== null) keepResealed(stored, resealed);
    return useAndWipe(publicKey, secret, use);
  };

  /** Only in the place of the very blob it was made from: the profile may have been changed or removed meanwhile. */
  const keepResealed = (stored: StoredProfile, resealed: SealedSecret): void => {
    const current = store.all().find(({ id }) => id === stored.id);
    if (current !== undefined && isDeepStrictEqual(current.secret, stored.secret)) {
      store.put({ ...current, secret: resealed });
    }
  };

  const signWithCurrent = <T>(
    profileId: string,
    use: (credential: Credential) => T,
    waitForUnlock?: AbortSignal,
  ): Promise<T> => {
    const stored = store.get(profileId);
    return signWithStored(stored, stored.publicKey, use, waitForUnlock);
  };

  return {
    async of(profileId, { waitForUnlock } = {}) {
      const { cloud } = store.get(profileId).details;
      if (cloud.kind === 'practice') return practiceAccount(await practice());
      const { apiUrl, channelKey } = resolveCloud(cloud);
      return { apiUrl, channelKey, withCredential: (use) => signWithCurrent(profileId, use, waitForUnlock) };
    },
    async ofForm({ profileId, cloud, credential: typed }) {
      const stored = profileId === undefined ? undefined : store.get(profileId);
      const credential = withStoredPublicKey(trimCredential(typed), stored);
      checkCredential({ credential, cloud, stored, isHeld: secrets.isHeld });
      const { apiUrl, channelKey } = resolveCloud(cloud);
      const withCredential: ApiAccount['withCredential'] = async (use) =>
        credential.privateKey === '' && stored !== undefined
          ? signWithStored(stored, credential.publicKey, use)
          : useAndWipe(credential.publicKey, secretOf(credential), use);
      return { apiUrl, channelKey, withCredential };
    },
  };
}

function practiceAccount({ apiUrl, publicKey, privateKey }: PracticeAccess): ApiAccount {
  return { apiUrl, channelKey: '', withCredential: async (use) => use({ publicKey, privateKey }) };
}

function useAndWipe<T>(publicKey: string, secret: Secret, use: (credential: Credential) => T): T {
  try {
    const securityToken = secret.securityToken.toString();
    return use({ publicKey, privateKey: secret.privateKey, ...(securityToken === '' ? {} : { securityToken }) });
  } finally {
    wipe(secret);
  }
}
