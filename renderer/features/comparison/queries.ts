import { queryOptions } from '@tanstack/react-query';
import { bridge, unwrap } from '../../bridge.ts';

export type ReportPair = readonly [string, string];

/** What differs between two checked files; asked anew by everyone who looks, since a check may have been repeated. */
export const comparisonQuery = (pair: ReportPair) =>
  queryOptions({
    queryKey: ['reports', 'comparison', ...pair],
    queryFn: () => unwrap(bridge.comparison.of({ reportIds: [...pair] })),
    staleTime: 0,
  });
