import { queryOptions } from '@tanstack/react-query';
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
