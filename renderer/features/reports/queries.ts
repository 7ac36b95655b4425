import { queryOptions, skipToken, type QueryClient } from '@tanstack/react-query';
import type { FileCheck } from '#shared/models/kept-report.ts';
import { bridge, unwrap } from '../../bridge.ts';

/** Checks that are not over. It stays fresh through events (app/live.ts). */
export const checksQuery = queryOptions({
  queryKey: ['checks'],
  queryFn: async () => (await unwrap(bridge.checks.snapshot())).checks,
  staleTime: Infinity,
});

/** What was checked; whether the files are still there is asked anew by everyone who looks. */
export const reportsQuery = queryOptions({
  queryKey: ['reports', 'list'],
  queryFn: () => unwrap(bridge.checks.list()),
  staleTime: 0,
});

export const reportQuery = (reportId: string) =>
  queryOptions({
    queryKey: ['reports', 'one', reportId],
    queryFn: () => unwrap(bridge.checks.get({ reportId })),
    staleTime: Infinity,
  });

/** The report of a check that is over: an event brings it, nobody asks for it. */
export const reportOfCheckQuery = (checkId: string) =>
  queryOptions<string>({ queryKey: ['reports', 'ofCheck', checkId], queryFn: skipToken });

export function checkChanged(client: QueryClient, check: FileCheck): void {
  const { id, state } = check;
  if (state.status !== 'done') {
    client.setQueryData(checksQuery.queryKey, (known = []) => withChanged(known, check));
    return;
  }
  void client.invalidateQueries({ queryKey: reportQuery(state.reportId).queryKey });
  client.setQueryData(reportOfCheckQuery(id).queryKey, state.reportId);
  checkRemoved(client, id);
}

export function checkRemoved(client: QueryClient, checkId: string): void {
  client.setQueryData(checksQuery.queryKey, (known = []) => known.filter(({ id }) => id !== checkId));
}

function withChanged(known: readonly FileCheck[], changed: FileCheck): FileCheck[] {
  const isKnown = known.some(({ id }) => id === changed.id);
  return isKnown ? known.map((each) => (each.id === changed.id ? changed : each)) : [...known, changed];
}
