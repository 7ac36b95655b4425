import { QueryClient, queryOptions } from '@tanstack/react-query';
import type { Profile } from '#shared/models/profile.ts';
import type { Settings } from '#shared/models/settings.ts';
import { bridge, unwrap } from './bridge.ts';

/** Calls go to the desktop process, not to the network: they run even when the machine is offline. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { networkMode: 'always', retry: false, refetchOnWindowFocus: false, staleTime: 60_000 },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}

export const infoQuery = queryOptions({
  queryKey: ['info'],
  queryFn: () => unwrap(bridge.app.info()),
  staleTime: Infinity,
});

/** Settings and profiles stay fresh through events (app/live.ts). */
export const settingsQuery = queryOptions({
  queryKey: ['settings'],
  queryFn: () => unwrap(bridge.settings.get()),
  staleTime: Infinity,
});

export const profilesQuery = queryOptions({
  queryKey: ['profiles'],
  queryFn: () => unwrap(bridge.profiles.list()),
  staleTime: Infinity,
});

/** The profile everything is about: the one that was chosen, or the first where that is gone. */
export function activeProfile(
  profiles: readonly Profile[],
  { activeProfileId }: Pick<Settings, 'activeProfileId'>,
): Profile | undefined {
  return profiles.find(({ id }) => id === activeProfileId) ?? profiles[0];
}

export const downloadsQuery = queryOptions({
  queryKey: ['downloads'],
  queryFn: async () => (await unwrap(bridge.downloads.snapshot())).downloads,
  staleTime: Infinity,
});

export const cloudsQuery = queryOptions({
  queryKey: ['clouds'],
  queryFn: () => unwrap(bridge.profiles.clouds()),
  staleTime: Infinity,
});
