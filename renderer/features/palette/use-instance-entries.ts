import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { shortenMiddle } from '#shared/format.ts';
import type { Profile } from '#shared/models/profile.ts';
import { useLanguage } from '../../app/use-language.ts';
import { profilesQuery } from '../../queries.ts';
import { regionsQuery } from '../account/queries.ts';
import type { Entry } from './entry.ts';
import { allInstances, listedInstances, ownedKey, type OwnedInstance } from './instance-list.ts';
import { seenInstancesQuery } from './queries.ts';
import { searchText } from './search.ts';

const NONE: readonly OwnedInstance[] = [];

/** Every instance the window knows of, of any profile. */
export function useInstanceEntries(active: Profile | undefined, onOpen: (owned: OwnedInstance) => void): Entry[] {
  const client = useQueryClient();
  const language = useLanguage();
  const { data: profiles } = useSuspenseQuery(profilesQuery);
  const { data: remembered = NONE } = useQuery(seenInstancesQuery);
  return useMemo(() => {
    const names = new Map(profiles.map(({ id, name }) => [id, name]));
    const regionsOf = new Map(
      profiles.map(({ id }) => [
        id,
        new Map(client.getQueryData(regionsQuery(id).queryKey)?.map((each) => [each.id, each])),
      ]),
    );
    return allInstances(listedInstances(client), remembered).flatMap((owned): Entry[] => {
      const { profileId, instance } = owned;
      const profileName = names.get(profileId);
      if (profileName === undefined) return [];
      const { id, name, regionId, zoneId, projectId } = instance;
      const region = regionsOf.get(profileId)?.get(regionId)?.name;
      const isActive = profileId === active?.id;
      const owner = isActive ? '' : profileName;
      const words = [id, regionId, region?.en, region?.['zh-CN'], zoneId, projectId, owner];
      return [
        {
          id: `instance.${ownedKey(owned)}`,
          group: 'instances',
          label: name,
          detail: [region?.[language] ?? regionId, owner].filter((each) => each !== '').join(' · '),
          ...(id !== name && { hint: shortenMiddle(id, 18) }),
          text: searchText(name, words.join(' ')),
          run: () => onOpen(owned),
        },
      ];
    });
  }, [client, profiles, remembered, language, active?.id, onOpen]);
}
