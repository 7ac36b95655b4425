import { queryOptions, type QueryClient } from '@tanstack/react-query';
import type { InstanceRef, InstanceSummary } from '#shared/models/browse.ts';
import { instanceKey } from '#shared/backup-rows.ts';
import { bridge, unwrap } from '../../bridge.ts';
import { takeBackWith } from '../../take-back.ts';

const MINUTE_MS = 60_000;

export interface Place {
  profileId: string;
  projectId: string;
  regionId: string;
}

/** A list nobody waits for any more is not read to its end. */
const cancellable = takeBackWith((request) => bridge.browse.cancel(request));

export const instancesQuery = (place: Place) =>
  queryOptions({
    queryKey: ['browse', place.profileId, place.projectId, 'instances', place.regionId],
    queryFn: ({ signal }) =>
      cancellable(signal, (requestId) => unwrap(bridge.browse.instances({ requestId, ...place }))),
    staleTime: 5 * MINUTE_MS,
  });

export const backupsQuery = (instance: InstanceRef) =>
  queryOptions({
    queryKey: ['browse', instance.profileId, instance.projectId, 'backups', instance.regionId, instance.instanceId],
    queryFn: ({ signal }) => cancellable(signal, (requestId) => unwrap(bridge.browse.backups({ requestId, instance }))),
    staleTime: 2 * MINUTE_MS,
    // Thousands of rows are not kept for a visit that may never come.
    gcTime: MINUTE_MS,
  });

/** What a region keeps of other regions. */
export const copiesQuery = (place: Place) =>
  queryOptions({
    queryKey: ['browse', place.profileId, place.projectId, 'copies', place.regionId],
    queryFn: ({ signal }) => cancellable(signal, (requestId) => unwrap(bridge.browse.copies({ requestId, ...place }))),
    staleTime: 2 * MINUTE_MS,
  });

export const shardsQuery = (instance: InstanceRef) =>
  queryOptions({
    queryKey: ['browse', instance.profileId, instance.projectId, 'shards', instance.regionId, instance.instanceId],
    queryFn: ({ signal }) => cancellable(signal, (requestId) => unwrap(bridge.browse.shards({ requestId, instance }))),
    staleTime: 5 * MINUTE_MS,
  });

/** What is known of instances' backups, by `instanceKey`. */
export type KnownSummaries = Readonly<Record<string, InstanceSummary>>;
export const summariesKey = (place: { profileId: string; projectId: string }) =>
  ['browse', place.profileId, place.projectId, 'summaries'] as const;

/** Its backups have changed: it is asked about anew when it is in sight. */
export function forgetSummary(client: QueryClient, { regionId, instanceId, ...place }: InstanceRef): void {
  const gone = instanceKey({ regionId, id: instanceId });
  client.setQueryData(summariesKey(place), (known: KnownSummaries | undefined) =>
    known === undefined ? undefined : Object.fromEntries(Object.entries(known).filter(([key]) => key !== gone)),
  );
}

/** What was downloaded since the last look is known by its download. */
export const onThisMachineQuery = ({ profileId, regionId, instanceId }: InstanceRef) =>
  queryOptions({
    queryKey: ['browse', profileId, 'onThisMachine', regionId, instanceId],
    queryFn: () => unwrap(bridge.browse.onThisMachine({ profileId, regionId, instanceId })),
    staleTime: 10_000,
  });

export const memoryQuery = (profileId: string) =>
  queryOptions({
    queryKey: ['browse', profileId, 'memory'],
    queryFn: () => unwrap(bridge.browse.memory({ profileId })),
    staleTime: Infinity,
  });
