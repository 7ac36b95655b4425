import type { Download } from '#shared/models/download.ts';
import type { ReportEntry } from '#shared/models/kept-report.ts';
import { isVerified } from '#shared/verified.ts';

/** What was found out about a file: the verdict of its check, or that nobody looked into it. */
export type HistoryVerdict = ReportEntry['verdict'] | 'notABackup' | 'unchecked';

/** One file that was checked or downloaded on this machine. */
export interface HistoryRow {
  readonly id: string;
  readonly fileName: string;
  readonly folder: string;
  readonly sizeBytes: number | null;
  /** When it was checked, or the download finished. Milliseconds since 1970. */
  readonly at: number;
  readonly verdict: HistoryVerdict;
  readonly keyCount: number | null;
  /** The profile and backup it was downloaded from; null for a file of this machine. */
  readonly origin: { readonly profileName: string; readonly backupId: string } | null;
  /** Null where nobody has looked. */
  readonly presence: ReportEntry['presence'] | null;
  /** One of them is there; where both are, the report says more. The download is finished and still on its list. */
  readonly report: ReportEntry | null;
  readonly download: Download | null;
}

/** What was checked, and the finished downloads that no report speaks of. */
export function historyRows(reports: readonly ReportEntry[], downloads: readonly Download[]): HistoryRow[] {
  const done = downloads.filter(({ state }) => state.status === 'done');
  const downloadOf = (report: ReportEntry): Download | null => done.find((each) => isAbout(report, each)) ?? null;
  const unreported = done.filter((each) => !reports.some((report) => isAbout(report, each)));
  return [
    ...reports.map((report) => rowOfReport(report, downloadOf(report))),
    ...unreported.flatMap((each) => rowOfDownload(each) ?? []),
  ];
}

/** By the download it came from, or by the place of the file where somebody chose it by hand. */
function isAbout({ source, file }: ReportEntry, { id, folder, fileName }: Download): boolean {
  if (source.kind === 'download' && source.downloadId === id) return true;
  return file.folder === folder && file.name === fileName;
}

function rowOfReport(report: ReportEntry, download: Download | null): HistoryRow {
  const { id, file, checkedAt, verdict, damage, keyCount, source, presence } = report;
  return {
    id: `report ${id}`,
    fileName: file.name,
    folder: file.folder,
    sizeBytes: file.sizeBytes,
    at: checkedAt,
    verdict: damage === 'htmlPage' || damage === 'notRdb' ? 'notABackup' : verdict,
    keyCount,
    origin: source.kind === 'file' ? null : { profileName: source.profileName, backupId: source.ref.backupId },
    presence,
    report,
    download,
  };
}

function rowOfDownload(download: Download): HistoryRow | undefined {
  const { id, fileName, folder, totalBytes, state, profileName, ref } = download;
  if (state.status !== 'done') return undefined;
  return {
    id: `download ${id}`,
    fileName,
    folder,
    sizeBytes: totalBytes,
    at: state.finishedAt,
    verdict: isVerified(state.checks) ? 'valid' : 'unchecked',
    keyCount: state.checks.find(({ rdb }) => rdb !== undefined)?.rdb?.keyCount ?? null,
    origin: { profileName, backupId: ref.backupId },
    presence: null,
    report: null,
    download,
  };
}
