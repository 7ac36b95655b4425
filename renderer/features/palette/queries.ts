import { queryOptions } from '@tanstack/react-query';
import { bridge, unwrap } from '../../bridge.ts';

/** The instances that any list of any profile held before. */
export const seenInstancesQuery = queryOptions({
  queryKey: ['seenInstances'],
  queryFn: () => unwrap(bridge.browse.seenInstances()),
  // Asked anew with each opening, and not kept for one that may never come.
  staleTime: 0,
  gcTime: 0,
});
