import type { QueryClient } from '@tanstack/react-query';
import { instanceKey } from '#shared/backup-rows.ts';
import type { Instance } from '#shared/models/browse.ts';
import type { KnownInstance } from '#shared/models/browse-memory.ts';

/** An instance and whose it is. */
export interface OwnedInstance {
  profileId: string;
  instance: KnownInstance;
}

/** Its own among the instances of all profiles. */
export function ownedKey({ profileId, instance }: OwnedInstance): string {
  return `${profileId}/${instance.projectId}/${instanceKey(instance)}`;
}

/** The instances that lists of this session hold, then those remembered from before; each once. */
export function allInstances(listed: readonly OwnedInstance[], remembered: readonly OwnedInstance[]): OwnedInstance[] {
  const byKey = new Map(listed.map((each) => [ownedKey(each), each]));
  for (const each of remembered) {
    const key = ownedKey(each);
    if (!byKey.has(key)) byKey.set(key, each);
  }
  return [...byKey.values()];
}

/** What Browse has read (features/browse/queries.ts says how its keys are made). */
export function listedInstances(client: QueryClient): OwnedInstance[] {
  const lists = client.getQueriesData<{ instances: Instance[] }>({ queryKey: ['browse'] });
  return lists.flatMap(([[, profileId, projectId, what], data]) =>
    what === 'instances' && data !== undefined
      ? data.instances.map((instance) => owned(String(profileId), String(projectId), instance))
      : [],
  );
}

function owned(profileId: string, projectId: string, instance: Instance): OwnedInstance {
  return { profileId, instance: { ...instance, projectId, seenAt: 0 } };
}
