/** What the order of profiles needs to know of one. */
interface Grouped {
  readonly group: string;
}

export interface ProfileGroup<T> {
  /** Empty for the profiles without one. */
  readonly name: string;
  readonly profiles: readonly T[];
}

/** Groups in the order in which their first profiles come; within one, profiles keep their order. */
export function groupsOf<T extends Grouped>(profiles: readonly T[]): ProfileGroup<T>[] {
  const groups = new Map<string, T[]>();
  for (const profile of profiles) {
    const known = groups.get(profile.group);
    if (known === undefined) groups.set(profile.group, [profile]);
    else known.push(profile);
  }
  return [...groups].map(([name, members]) => ({ name, profiles: members }));
}

/** Where a profile goes: before another, or to the end of a group where `beforeId` is empty. */
export interface Place {
  readonly group: string;
  readonly beforeId: string;
}

/**
 * Where one step up or down takes a profile: past its neighbour, and at the edge of its group into the group beyond.
 * Undefined at the end of the list.
 */
export function stepFrom(
  profiles: readonly (Grouped & { readonly id: string })[],
  profileId: string,
  step: 'up' | 'down',
): Place | undefined {
  const groups = groupsOf(profiles);
  const at = groups.findIndex(({ profiles: members }) => members.some(({ id }) => id === profileId));
  const own = groups[at];
  if (own === undefined) return undefined;
  const index = own.profiles.findIndex(({ id }) => id === profileId);
  if (step === 'up') {
    const above = own.profiles[index - 1];
    if (above !== undefined) return { group: own.name, beforeId: above.id };
    const beyond = groups[at - 1];
    return beyond === undefined ? undefined : { group: beyond.name, beforeId: '' };
  }
  if (index < own.profiles.length - 1) return { group: own.name, beforeId: own.profiles[index + 2]?.id ?? '' };
  const beyond = groups[at + 1];
  return beyond === undefined ? undefined : { group: beyond.name, beforeId: beyond.profiles[0]?.id ?? '' };
}

/** The place beside a profile of the list. Undefined for one that is not there. */
export function placeBeside(
  profiles: readonly (Grouped & { readonly id: string })[],
  otherId: string,
  edge: 'before' | 'after',
): Place | undefined {
  const group = groupsOf(profiles).find(({ profiles: members }) => members.some(({ id }) => id === otherId));
  if (group === undefined) return undefined;
  if (edge === 'before') return { group: group.name, beforeId: otherId };
  const index = group.profiles.findIndex(({ id }) => id === otherId);
  return { group: group.name, beforeId: group.profiles[index + 1]?.id ?? '' };
}

/** The most recently used first; the ones that never were stay behind, in their own order. */
export function lastUsedFirst<T extends { readonly lastUsedAt: number | null }>(profiles: readonly T[]): T[] {
  return profiles.toSorted((one, other) => (other.lastUsedAt ?? 0) - (one.lastUsedAt ?? 0));
}
