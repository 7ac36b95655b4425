import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import type { Profile } from '#shared/models/profile.ts';
import { bridge, unwrap } from '../../bridge.ts';
import { useSayError } from '../../components/use-say-error.ts';
import { profilesQuery } from '../../queries.ts';
import { memoryQuery } from '../browse/queries.ts';
import type { OwnedInstance } from './instance-list.ts';

/** Opens an instance's backups in Browse, with the profile, project and region it belongs to. */
export function useOpenInstance(active: Profile | undefined, onBrowse: () => void): (owned: OwnedInstance) => void {
  const client = useQueryClient();
  const { data: profiles } = useSuspenseQuery(profilesQuery);
  const onError = useSayError();
  const { mutate } = useMutation({
    mutationFn: async ({ profileId, instance }: OwnedInstance) => {
      const { path } = await unwrap(bridge.browse.memory({ profileId }));
      const profile = profiles.find(({ id }) => id === profileId);
      // Whoever looks at all regions goes on doing so.
      const regionId = path.scope === 'allRegions' ? (profile?.regionId ?? '') : instance.regionId;
      if (profile?.projectId !== instance.projectId || profile.regionId !== regionId) {
        await unwrap(bridge.profiles.setDefaults({ profileId, projectId: instance.projectId, regionId }));
      }
      const to = { scope: path.scope, instance: { ...instance, seenAt: Date.now() } };
      const memory = await unwrap(bridge.browse.rememberPath({ profileId, path: to }));
      client.setQueryData(memoryQuery(profileId).queryKey, memory);
      if (profileId !== active?.id) await unwrap(bridge.settings.change({ activeProfileId: profileId }));
    },
    onSuccess: onBrowse,
    onError,
  });
  return mutate;
}
