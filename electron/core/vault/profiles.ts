import { AppError, isAppError } from '#shared/errors.ts';
import { DAY_MS, SNOOZE_DAYS } from '#shared/key-rules.ts';
import type { Profile, ProfileDetails, CredentialInput } from '#shared/models/profile.ts';
import type { Place } from '#shared/profile-order.ts';
import type { Clock } from '../ports.ts';
import { withMoved } from './arrange.ts';
import { freeName } from './free-name.ts';
import { datesOf, type KnownDates } from './key-dates.ts';
import { maskKey } from './mask.ts';
import { checkKeylessForm, checkProfileForm, trimCredential, withStoredPublicKey } from './profile-form.ts';
import type { ProfileStore } from './profile-store.ts';
import { secretOf, wipe } from './secret.ts';
import type { SecretKeeper } from './secrets.ts';
import { NO_DATES, type StoredProfile } from './stored-profiles.ts';

export interface ProfileForm extends KnownDates {
  profileId?: string | undefined;
  details: ProfileDetails;
  /** An empty key keeps the stored one. */
  credential: CredentialInput;
}

/** A profile as it comes from a file without secrets. */
export type KeylessProfileForm = Omit<ProfileForm, 'credential' | 'tokenExpiresAt'> &
  Pick<CredentialInput, 'publicKey'>;

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
  /**
   * Makes a copy under a free name, right behind the original. The key goes along without leaving core; where there is
   * none at hand, the copy asks for it like the original. Throws AppError `profileNotFound`, `vaultLocked`,
   * `keychainUnavailable`.
   */
  duplicate(profileId: string): Promise<Profile>;
  /** See `withMoved`. */
  move(profileId: string, place: Place): Promise<void>;
  /** Notes that it is the one in use from now on. Nothing for one that is gone. */
  markUsed(profileId: string): Promise<void>;
  /** Says nothing of the key's age for `SNOOZE_DAYS`. Throws AppError `profileNotFound`. */
  snoozeReminder(profileId: string): Promise<Profile>;
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
    keyStoredAt: profile.keyStoredAt,
    snoozedUntil: profile.snoozedUntil,
    tokenExpiresAt: profile.tokenExpiresAt,
    lastUsedAt: profile.lastUsedAt,
  });

  const list = async (): Promise<Profile[]> => Promise.all(store.all().map(view));

  const put = async (profile: StoredProfile, place?: number): Promise<Profile> => {
    store.put(profile, place);
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
    async save({ profileId, details, credential: typed, ...known }) {
      const stored = profileId === undefined ? undefined : store.get(profileId);
      const credential = withStoredPublicKey(trimCredential(typed), stored);
      const name = details.name.trim();
      const others = store.all().filter(({ id }) => id !== profileId);
      const otherNames = others.map((other) => other.details.name);
      checkProfileForm({ name, otherNames, credential, cloud: details.cloud, stored, isHeld: secrets.isHeld });

      const id = stored?.id ?? newId();
      const kept = { secret: stored?.secret ?? null, hasSecurityToken: stored?.hasSecurityToken ?? false };
      const hasSecurityToken = credential.privateKey === '' ? kept.hasSecurityToken : credential.securityToken !== '';
      const nowMs = clock.now();
      // Before the new key takes the old one's place: they are compared.
      const dates = await datesOf({ stored, credential, hasSecurityToken, known, secrets, nowMs });
      const secret = credential.privateKey === '' ? kept : await keepSecret(secrets, id, credential);
      // Sealing may have taken a while: a profile removed meanwhile stays removed.
      const lastUsedAt = stored === undefined ? null : store.get(id).lastUsedAt;
      const createdAt = stored?.createdAt ?? nowMs;
      const { publicKey } = credential;
      return put({ id, details: { ...details, name }, publicKey, ...secret, createdAt, ...dates, lastUsedAt });
    },
    async saveWithoutKey({ profileId, details, publicKey, keyStoredAt = null }) {
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
      const nowMs = clock.now();
      const dates = { ...NO_DATES, keyStoredAt: keyStoredAt === null ? null : Math.min(keyStoredAt, nowMs) };
      const fresh = { id: newId(), hasSecurityToken: false, secret: null, createdAt: nowMs, ...dates };
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
      const createdAt = clock.now();
      return put({ id: newId(), details: PRACTICE_DETAILS, publicKey, ...noSecret, createdAt, ...NO_DATES });
    },
    async duplicate(profileId) {
      const original = store.get(profileId);
      const { details } = original;
      if (details.cloud.kind === 'practice') throw new AppError('internal', { detail: 'There is one practice cloud.' });
      const id = newId();
      const secret = await copySecret(secrets, original, id);
      // Sealing may have taken a while: places and names are those of now.
      const all = store.all();
      const name = freeName(details.name, new Set(all.map((each) => each.details.name)));
      const copy = { ...original, id, details: { ...details, name }, secret, createdAt: clock.now(), lastUsedAt: null };
      const place = all.findIndex((each) => each.id === profileId);
      return put(copy, place === -1 ? all.length : place + 1);
    },
    async move(profileId, place) {
      store.arrange(withMoved(store.all(), profileId, place));
      onChange(await list());
    },
    async markUsed(profileId) {
      const profile = store.all().find(({ id }) => id === profileId);
      if (profile !== undefined) await put({ ...profile, lastUsedAt: clock.now() });
    },
    snoozeReminder: (profileId) => put({ ...store.get(profileId), snoozedUntil: clock.now() + SNOOZE_DAYS * DAY_MS }),
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

/** Seals a profile's secret once more, for its copy: what is sealed is bound to its profile. Null where none opens. */
async function copySecret(
  secrets: SecretKeeper,
  original: StoredProfile,
  copyId: string,
): Promise<StoredProfile['secret']> {
  try {
    const { secret } = await secrets.take(original.id, original.secret);
    try {
      return await secrets.keep(copyId, secret);
    } finally {
      wipe(secret);
    }
  } catch (error) {
    if (isAppError(error, 'secretMissing') || isAppError(error, 'secretUnreadable')) return null;
    throw error;
  }
}
