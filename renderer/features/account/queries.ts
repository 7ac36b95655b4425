import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { bridge, unwrap } from '../../bridge.ts';

const FIVE_MINUTES_MS = 300_000;

export const regionsQuery = (profileId: string) =>
  queryOptions({
    queryKey: ['regions', profileId],
    queryFn: () => unwrap(bridge.account.regions({ profileId })),
    staleTime: FIVE_MINUTES_MS,
  });

export const projectsQuery = (profileId: string) =>
  queryOptions({
    queryKey: ['projects', profileId],
    queryFn: () => unwrap(bridge.account.projects({ profileId })),
    staleTime: FIVE_MINUTES_MS,
  });

/** What was learnt with a profile's old key or endpoint is not true of its new one. */
export function forgetAccount(client: QueryClient, profileId: string): void {
  void client.resetQueries({ queryKey: regionsQuery(profileId).queryKey });
  void client.resetQueries({ queryKey: projectsQuery(profileId).queryKey });
  client.removeQueries({ queryKey: ['browse', profileId], predicate: ({ queryKey }) => queryKey[2] !== 'memory' });
}
