import { useQuery } from '@tanstack/react-query';
import type { Profile } from '#shared/models/profile.ts';
import { instancesQuery, memoryQuery } from '../browse/queries.ts';
import type { OwnedInstance } from '../palette/instance-list.ts';

/** The instance with this id, where the region at hand has it or one of the profile's lists ever had. */
export function useListedInstance(profile: Profile, instanceId: string): OwnedInstance | undefined {
  const { id: profileId, projectId, regionId } = profile;
  const canAsk = profile.secretState === 'ready' && regionId !== '';
  const { data: list } = useQuery({ ...instancesQuery({ profileId, projectId, regionId }), enabled: canAsk });
  const { data: memory } = useQuery(memoryQuery(profileId));
  const listed = list?.instances.find(({ id }) => id === instanceId);
  if (listed !== undefined) return { profileId, instance: { ...listed, projectId, seenAt: 0 } };
  const known = memory?.known.find(({ id }) => id === instanceId);
  return known === undefined ? undefined : { profileId, instance: known };
}
