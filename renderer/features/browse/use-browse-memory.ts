import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import type { BrowseMemory, BrowsePath } from '#shared/models/browse-memory.ts';
import { bridge } from '../../bridge.ts';
import type { Result } from '#shared/result.ts';
import { memoryQuery } from './queries.ts';

/** Where a profile was last, its favourites, recents and the instances seen before; each change is kept at once. */
export function useBrowseMemory(profileId: string) {
  const { data: memory } = useSuspenseQuery(memoryQuery(profileId));
  const client = useQueryClient();
  const keep = async (answer: Promise<Result<BrowseMemory>>): Promise<void> => {
    const result = await answer;
    if (result.ok) client.setQueryData(memoryQuery(profileId).queryKey, result.value);
  };
  return {
    memory,
    goTo: (path: BrowsePath): void => {
      client.setQueryData(memoryQuery(profileId).queryKey, (known) => known && { ...known, path });
      void keep(bridge.browse.rememberPath({ profileId, path }));
    },
    setFavourite: (key: string, isFavourite: boolean): void =>
      void keep(bridge.browse.setFavourite({ profileId, key, isFavourite })),
    forget: (key: string): void => void keep(bridge.browse.forget({ profileId, key })),
  };
}
