import { useMutation } from '@tanstack/react-query';
import { bridge, unwrap } from '../../bridge.ts';
import type { HistoryRow } from './rows.ts';

/** What can be done with rows of the history besides reading them. */
export function useHistoryActions() {
  const show = useMutation({ mutationFn: showInFolder });
  const remove = useMutation({ mutationFn: forget });
  return {
    showInFolder: show.mutate,
    remove: remove.mutate,
    error: show.error ?? remove.error,
  };
}

async function showInFolder({ report, download }: HistoryRow): Promise<void> {
  if (report !== null) await unwrap(bridge.checks.showInFolder({ reportId: report.id }));
  else if (download !== null) await unwrap(bridge.downloads.showInFolder({ downloadId: download.id }));
}

/** Off this list: the report, and the row of the download, which would come back otherwise. Never a file. */
async function forget(rows: readonly HistoryRow[]): Promise<void> {
  const reportIds = rows.flatMap(({ report }) => (report === null ? [] : [report.id]));
  const downloadIds = rows.flatMap(({ download }) => (download === null ? [] : [download.id]));
  if (downloadIds.length > 0) await unwrap(bridge.downloads.each({ action: 'dismiss', downloadIds }));
  if (reportIds.length > 0) await unwrap(bridge.checks.remove({ reportIds }));
}

/** Checks the files of rows once more, each as deeply as it was. */
export async function checkAgain(rows: readonly HistoryRow[]) {
  const begun = rows.map(({ report, download }) => {
    if (report !== null) return bridge.checks.again({ reportId: report.id, isDeep: null, delimiter: null });
    return download === null ? undefined : bridge.checks.download({ downloadId: download.id });
  });
  return Promise.all(begun.filter((answer) => answer !== undefined).map((answer) => unwrap(answer)));
}
