import { useQuery } from '@tanstack/react-query';
import type { Profile } from '#shared/models/profile.ts';
import { memoryQuery } from '../browse/queries.ts';
import type { Entry } from './entry.ts';
import type { OwnedInstance } from './instance-list.ts';
import { useCommandEntries, useSpeedEntries } from './use-command-entries.ts';
import { useInstanceEntries } from './use-instance-entries.ts';
import { usePlaceEntries, useProfileEntries } from './use-place-entries.tsx';

/** Everything the palette leads to, and the ids of the instances that are likely. */
export function useEntries(
  profile: Profile | undefined,
  leads: { onActivate: (profile: Profile) => void; onOpenInstance: (owned: OwnedInstance) => void },
): { entries: Entry[]; likelyInstances: string[] } {
  const commands = useCommandEntries();
  const speeds = useSpeedEntries();
  const profiles = useProfileEntries(profile, leads.onActivate);
  const places = usePlaceEntries(profile);
  const instances = useInstanceEntries(profile, leads.onOpenInstance);
  const { data: memory } = useQuery({ ...memoryQuery(profile?.id ?? ''), enabled: profile !== undefined });
  const keys = new Set([...(memory?.recents ?? []), ...(memory?.favourites ?? [])]);
  const likelyInstances = [...keys].map((key) => `instance.${profile?.id ?? ''}/${profile?.projectId ?? ''}/${key}`);
  return { entries: [...commands, ...speeds, ...profiles, ...places, ...instances], likelyInstances };
}
