import type { Download } from '#shared/models/download.ts';
import type { ReportSource } from '#shared/models/kept-report.ts';

/** Says of a report that it is about the file of a download. */
export function downloadSource({ id, ref, profileName }: Download): ReportSource {
  return { kind: 'download', downloadId: id, ref, profileName };
}
