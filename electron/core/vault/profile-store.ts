import { AppError } from '#shared/errors.ts';
import type { Document } from '../documents/document.ts';
import type { StoredProfile, StoredProfiles } from './stored-profiles.ts';

/** The profiles as they are on disk, one by one. */
export interface ProfileStore {
  all(): readonly StoredProfile[];
  /** Throws AppError `profileNotFound`. */
  get(profileId: string): StoredProfile;
  /** Replaces a profile, or adds it: at the end, or at a place of its own. */
  put(profile: StoredProfile, place?: number): void;
  remove(profileId: string): void;
  /** Gives the profiles another order, or other details, in one write. */
  arrange(profiles: readonly StoredProfile[]): void;
  /** What was chosen for keys, and the master password's lock where there is one. */
  guard(): VaultGuard;
  /** Changes both and the profiles in one write: on disk is the old whole or the new whole. */
  replace(next: VaultGuard & { profiles: StoredProfile[] }): void;
}

export type VaultGuard = Pick<StoredProfiles, 'protection' | 'passwordLock'>;

export function createProfileStore(document: Document<StoredProfiles>): ProfileStore {
  const write = (profiles: StoredProfile[]): void => document.set({ ...document.get(), profiles });
  return {
    all: () => document.get().profiles,
    get(profileId) {
      const found = document.get().profiles.find(({ id }) => id === profileId);
      if (found === undefined) throw new AppError('profileNotFound');
      return found;
    },
    put(profile, place) {
      const { profiles } = document.get();
      const isKnown = profiles.some(({ id }) => id === profile.id);
      write(
        isKnown
          ? profiles.map((each) => (each.id === profile.id ? profile : each))
          : profiles.toSpliced(place ?? profiles.length, 0, profile),
      );
    },
    guard() {
      const { protection, passwordLock } = document.get();
      return { protection, passwordLock };
    },
    arrange: (profiles) => write([...profiles]),
    replace: (next) => document.set({ ...document.get(), ...next }),
    remove: (profileId) => write(document.get().profiles.filter(({ id }) => id !== profileId)),
  };
}
