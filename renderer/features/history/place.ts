import type { ReportPair } from '../comparison/queries.ts';

/** Where one is in the history: in its list, at one report, or at two of them beside each other. */
export type HistoryPlace =
  | { readonly at: 'list' }
  | { readonly at: 'report'; readonly reportId: string }
  | { readonly at: 'comparison'; readonly pair: ReportPair };

export const HISTORY_LIST: HistoryPlace = { at: 'list' };
