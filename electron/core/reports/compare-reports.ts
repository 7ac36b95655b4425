import { AppError } from '#shared/errors.ts';
import type { ComparedFile, Comparison } from '#shared/models/comparison.ts';
import type { KeptReport } from '#shared/models/kept-report.ts';
import { compareSummaries } from '../rdb/compare.ts';
import type { ReportStore } from './report-store.ts';

/**
 * Compares the contents of two checked files, the older one as the one before. Throws `reportNotFound`, and
 * `reportNotComparable` where nothing of one was read.
 */
export async function compareReports(
  reports: Pick<ReportStore, 'get'>,
  reportIds: readonly [string, string],
): Promise<Comparison> {
  const [one, other] = [await reports.get(reportIds[0]), await reports.get(reportIds[1])];
  const [before, after] = madeAt(one) <= madeAt(other) ? [one, other] : [other, one];
  const [old, fresh] = [before.report.summary, after.report.summary];
  if (old === null || fresh === null) throw new AppError('reportNotComparable');
  return { before: fileOf(before), after: fileOf(after), ...compareSummaries(old, fresh) };
}

/** When a file was made, as it says itself; else as its folder says. */
function madeAt({ report, file }: KeptReport): number {
  return report.rdb.header?.createdAt ?? file.modifiedAt;
}

function fileOf({ id, file, checkedAt, report }: KeptReport): ComparedFile {
  const { verdict, header } = report.rdb;
  return {
    reportId: id,
    name: file.name,
    folder: file.folder,
    sizeBytes: file.sizeBytes,
    product: header?.product ?? 'redis',
    serverVersion: header?.serverVersion ?? '',
    createdAt: header?.createdAt ?? null,
    checkedAt,
    isPartial: verdict !== 'valid',
  };
}
