import { queryOptions } from '@tanstack/react-query';
import { bridge, unwrap } from '../../bridge.ts';

/** What a checked file asks for; told from its report, and the same as long as that is. */
export const needsQuery = (reportId: string, checkedAt: number) =>
  queryOptions({
    queryKey: ['restore', 'needs', reportId, checkedAt],
    queryFn: () => unwrap(bridge.restore.needs({ reportId })),
    staleTime: Infinity,
  });

/** What a test would find here: servers come and go, and so does free memory. */
export const planQuery = (reportId: string) =>
  queryOptions({
    queryKey: ['restore', 'plan', reportId],
    queryFn: () => unwrap(bridge.restore.plan({ reportId })),
    staleTime: 0,
  });
