import { AppError } from '#shared/errors.ts';
import type { Profile, ProfileDetails, CredentialInput } from '#shared/models/profile.ts';
import type { Clock } from '../ports.ts';
import { maskKey } from './mask.ts';
import { checkKeylessForm, checkProfileForm, trimCredential, withStoredPublicKey } from './profile-form.ts';
import type { ProfileStore } from './profile-store.ts';
import { secretOf, wipe } from './secret.ts';
import type { SecretKeeper } from './secrets.ts';
import type { StoredProfile } from './stored-profiles.ts';

export interface ProfileForm {
  profileId?: string | undefined;
  details: ProfileDetails;
  /** An empty key keeps the stored one. */
  credential: CredentialInput;
}

/** A profile as it comes from a file without secrets. */
export type KeylessProfileForm = Omit<ProfileForm, 'credential'> & Pick<CredentialInput, 'publicKey'>;

/** What is left out stays as it is. */
export interface ProfileDefaults {
  projectId?: string | undefined;
  regionId?: string | undefined;
}

export interface ProfilesService {
  list(): Promise<Profile[]>;
  /** Throws AppError `invalidInput`, `profileNotFound`, `keychainUnavailable`, `vaultLocked`. */
  save(form: ProfileForm): Promise<Profile>;
  /**
   * Saves a profile whose private key is not at hand: it is asked for later. Over an existing profile only where the key
   * that is stored still fits. Throws AppError `invalidInput`, `profileNotFound`.
   */
  saveWithoutKey(form: KeylessProfileForm): Promise<Profile>;
  /** Takes a profile away; for a short while `restore` brings it back, key included. */
  remove(profileId: string): Promise<void>;
  /** Throws AppError `profileNotFound` when it is too late. */
  restore(profileId: string): Promise<Profile>;
  setDefaults(profileId: string, defaults: ProfileDefaults): Promise<Profile>;
  /** The profile of the practice cloud, made on first use. */
  practiceProfile(publicKey: string): Promise<Profile>;
}

/** A little longer than the window offers to undo. */
const UNDO_MS = 12_000;

const PRACTICE_DETAILS: ProfileDetails = {
  name: 'Practice',
  colour: 'amber',
  group: '',
  environment: 'other',
  cloud: { kind: 'practice' },
  projectId: '',
  regionId: '',
};

export function createProfiles(dependencies: {
  store: ProfileStore;
  secrets: SecretKeeper;
  clock: Clock;
  newId: () => string;
  onChange: (profiles: Profile[]) => void;
}): ProfilesService {
  const { store, secrets, clock, newId, onChange } = dependencies;
  const removed = new Map<string, { profile: StoredProfile; place: number }>();

  const view = async (profile: StoredProfile): Promise<Profile> => ({
    ...profile.details,
    id: profile.id,
    publicKeyMasked: maskKey(profile.publicKey),
    hasSecurityToken: profile.hasSecurityToken,
    protection: profile.secret?.protection ?? 'session',
    secretState:
      profile.details.cloud.kind === 'practice' ? 'ready' : await secrets.stateOf(profile.id, profile.secret),
    createdAt: profile.createdAt,
  });

  const list = async (): Promise<Profile[]> => Promise.all(store.all().map(view));

  const put = async (profile: StoredProfile): Promise<Profile> => {
    store.put(profile);
    onChange(await list());
    return view(profile);
  };

  /** Not when it was brought back, or brought back and removed once more. */
  const forgetRemoved = (profile: StoredProfile): void => {
    if (removed.get(profile.id)?.profile !== profile) return;
    removed.delete(profile.id);
    secrets.forget(profile.id);
  };

  return {
    list,
    async save({ profileId, details, credential: typed }) {
      const stored = profileId === undefined ? undefined : store.get(profileId);
      const credential = withStoredPublicKey(trimCredential(typed), stored);
      const name = details.name.trim();
      const others = store.all().filter(({ id }) => id !== profileId);
      const otherNames = others.map((other) => other.details.name);
      checkProfileForm({ name, otherNames, credential, cloud: details.cloud, stored, isHeld: secrets.isHeld });

      const id = stored?.id ?? newId();
      const kept = { secret: stored?.secret ?? null, hasSecurityToken: stored?.hasSecurityToken ?? false };
      const secret = credential.privateKey === '' ? kept : await keepSecret(secrets, id, credential);
      // Sealing may have taken a while: a profile removed meanwhile stays removed.
      if (stored !== undefined) store.get(id);
      const createdAt = stored?.createdAt ?? clock.now();
      return put({ id, details: { ...details, name }, publicKey: credential.publicKey, ...secret, createdAt });
    },
    async saveWithoutKey({ profileId, details, publicKey }) {
      const stored = profileId === undefined ? undefined : store.get(profileId);
      const name = details.name.trim();
      const otherNames = store.all().filter(({ id }) => id !== profileId);
      checkKeylessForm({
        name,
        otherNames: otherNames.map((other) => other.details.name),
        publicKey,
        cloud: details.cloud,
        stored,
      });
      const fresh = { id: newId(), hasSecurityToken: false, secret: null, createdAt: clock.now() };
      return put({ ...(stored ?? fresh), details: { ...details, name }, publicKey });
    },
    async remove(profileId) {
      const profile = store.get(profileId);
      const place = store.all().indexOf(profile);
      store.remove(profileId);
      removed.set(profileId, { profile, place });
      void clock.sleep(UNDO_MS).then(() => forgetRemoved(profile));
      onChange(await list());
    },
    async restore(profileId) {
      const undone = removed.get(profileId);
      if (undone === undefined) throw new AppError('profileNotFound');
      removed.delete(profileId);
      // A key sealed under a master password that was given up meanwhile opens with nothing: it is typed again.
      const isLockGone = undone.profile.secret?.protection === 'password' && store.guard().passwordLock === null;
      const profile = isLockGone ? { ...undone.profile, secret: null } : undone.profile;
      store.put(profile, undone.place);
      onChange(await list());
      return view(profile);
    },
    setDefaults(profileId, { projectId, regionId }) {
      const profile = store.get(profileId);
      const { details } = profile;
      const changed = { projectId: projectId ?? details.projectId, regionId: regionId ?? details.regionId };
      return put({ ...profile, details: { ...details, ...changed } });
    },
    async practiceProfile(publicKey) {
      const known = store.all().find(({ details }) => details.cloud.kind === 'practice');
      if (known !== undefined) return view(known);
      const noSecret = { hasSecurityToken: false, secret: null };
      return put({ id: newId(), details: PRACTICE_DETAILS, publicKey, ...noSecret, createdAt: clock.now() });
    },
  };
}

async function keepSecret(
  secrets: SecretKeeper,
  profileId: string,
  credential: CredentialInput,
): Promise<Pick<StoredProfile, 'secret' | 'hasSecurityToken'>> {
  const secret = secretOf(credential);
  try {
    return { secret: await secrets.keep(profileId, secret), hasSecurityToken: credential.securityToken !== '' };
  } finally {
    wipe(secret);
  }
}
