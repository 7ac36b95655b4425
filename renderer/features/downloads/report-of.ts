import type { Download } from '#shared/models/download.ts';
import type { ReportEntry } from '#shared/models/kept-report.ts';
import { isSetAside } from './states.ts';

type Complete = Pick<Download, 'id' | 'fileName' | 'state'>;

/** The report of a download's complete file. One that was fetched again has one of each file; undefined where none is kept. */
export function reportOf(download: Complete, reports: readonly ReportEntry[]): ReportEntry | undefined {
  const name = completeNameOf(download);
  return reports.find(
    ({ source, file }) => source.kind === 'download' && source.downloadId === download.id && file.name === name,
  );
}

function completeNameOf(download: Complete): string | undefined {
  const { state, fileName } = download;
  if (state.status === 'done') return fileName;
  return state.status === 'failed' && isSetAside(download) ? String(state.error.params['name']) : undefined;
}
