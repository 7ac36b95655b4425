import { AppError } from '#shared/errors.ts';
import type { Document } from '../documents/document.ts';
import type { StoredProfile, StoredProfiles } from './stored-profiles.ts';

/** The profiles as they are on disk, one by one. */
export interface ProfileStore {
  all(): readonly StoredProfile[];
  /** Throws AppError `profileNotFound`. */
  get(profileId: string): StoredProfile;
  /** Replaces a profile or adds it at the end. */
  put(profile: StoredProfile): void;
  remove(profileId: string): void;
}

export function createProfileStore(document: Document<StoredProfiles>): ProfileStore {
  const write = (profiles: StoredProfile[]): void => document.set({ version: 1, profiles });
  return {
    all: () => document.get().profiles,
    get(profileId) {
      const found = document.get().profiles.find(({ id }) => id === profileId);
      if (found === undefined) throw new AppError('profileNotFound');
      return found;
    },
    put(profile) {
      const { profiles } = document.get();
      const isKnown = profiles.some(({ id }) => id === profile.id);
      write(isKnown ? profiles.map((each) => (each.id === profile.id ? profile : each)) : [...profiles, profile]);
    },
    remove: (profileId) => write(document.get().profiles.filter(({ id }) => id !== profileId)),
  };
}
