import { AppError } from '#shared/errors.ts';
import { groupsOf, type Place } from '#shared/profile-order.ts';
import type { StoredProfile } from './stored-profiles.ts';

/**
 * The profiles with one of them moved into a group: before another, or to the end. Groups stand together afterwards.
 * Throws AppError `profileNotFound`.
 */
export function withMoved(
  profiles: readonly StoredProfile[],
  profileId: string,
  { group, beforeId }: Place,
): StoredProfile[] {
  const profile = profiles.find(({ id }) => id === profileId);
  if (profile === undefined) throw new AppError('profileNotFound');
  if (beforeId === profileId) return [...profiles];
  const others = profiles.filter(({ id }) => id !== profileId);
  const before = others.findIndex(({ id }) => id === beforeId);
  if (beforeId !== '' && before === -1) throw new AppError('profileNotFound');
  const moved = { ...profile, details: { ...profile.details, group } };
  return together(others.toSpliced(beforeId === '' ? others.length : before, 0, moved), profiles);
}

/** Brings each group's profiles together, the groups in the order they had. */
function together(profiles: readonly StoredProfile[], before: readonly StoredProfile[]): StoredProfile[] {
  const order = namesOf(before);
  const rank = (name: string): number => (order.includes(name) ? order.indexOf(name) : order.length);
  return groupsOf(profiles.map((profile) => ({ group: profile.details.group, profile })))
    .toSorted((one, other) => rank(one.name) - rank(other.name))
    .flatMap((group) => group.profiles.map(({ profile }) => profile));
}

function namesOf(profiles: readonly StoredProfile[]): string[] {
  return groupsOf(profiles.map(({ details }) => details)).map(({ name }) => name);
}
