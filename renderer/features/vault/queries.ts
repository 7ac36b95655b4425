import { queryOptions } from '@tanstack/react-query';
import { bridge, unwrap } from '../../bridge.ts';

/** Stays fresh through events (app/live.ts). */
export const vaultQuery = queryOptions({
  queryKey: ['vault'],
  queryFn: () => unwrap(bridge.vault.state()),
  staleTime: Infinity,
});
