import { useQueries, type UseQueryResult } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { AppErrorData } from '#shared/errors.ts';
import type { Instance } from '#shared/models/browse.ts';
import { errorData } from '../../bridge.ts';
import type { RowsLeft } from './list-error.tsx';
import { instancesQuery, type Place } from './queries.ts';

/** Why a region's list is not there, or not whole. */
export interface RegionFailure {
  regionId: string;
  error: AppErrorData;
  /** What of its instances is there all the same. */
  rowsLeft: RowsLeft;
}

export interface RegionInstances {
  instances: Instance[];
  /** Regions whose list is there, whole. */
  listedRegions: ReadonlySet<string>;
  failures: RegionFailure[];
  doneCount: number;
  isFetching: boolean;
  /** When the oldest list was read, milliseconds since 1970; 0 before there is any. */
  updatedAt: number;
  refresh: () => void;
  retry: () => void;
}

/** The instances of one or several regions, as far as they have come: one region's trouble is only its own. */
export function useRegionInstances(place: Omit<Place, 'regionId'>, regionIds: readonly string[]): RegionInstances {
  const combine = useCallback((results: Result[]) => combined(results, regionIds), [regionIds]);
  return useQueries({ queries: regionIds.map((regionId) => instancesQuery({ ...place, regionId })), combine });
}

type Result = UseQueryResult<{ instances: Instance[]; error: AppErrorData | null }>;

function combined(results: readonly Result[], regionIds: readonly string[]): RegionInstances {
  const failures = results.flatMap(({ data, error }, at): RegionFailure[] => {
    const regionId = regionIds[at] ?? '';
    if (error !== null) return [{ regionId, error: errorData(error), rowsLeft: data === undefined ? 'none' : 'stale' }];
    return data === undefined || data.error === null ? [] : [{ regionId, error: data.error, rowsLeft: 'partial' }];
  });
  const failed = new Set(failures.map(({ regionId }) => regionId));
  const times = results.map(({ dataUpdatedAt }) => dataUpdatedAt).filter((time) => time > 0);
  return {
    instances: results.flatMap(({ data }) => data?.instances ?? []),
    listedRegions: new Set(regionIds.filter((id, at) => !failed.has(id) && results[at]?.data !== undefined)),
    failures,
    doneCount: results.filter(({ isPending }) => !isPending).length,
    isFetching: results.some(({ isFetching }) => isFetching),
    updatedAt: times.length === 0 ? 0 : Math.min(...times),
    refresh: () => {
      for (const { refetch } of results) void refetch();
    },
    retry: () => {
      for (const { error, data, refetch } of results)
        if (error !== null || (data?.error ?? null) !== null) void refetch();
    },
  };
}
