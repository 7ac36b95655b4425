import type { ReportEntry } from '#shared/models/kept-report.ts';

/** Whether the report tells what is in its file: nothing was read of what is no backup. */
export function isComparable({ damage }: ReportEntry): boolean {
  return damage !== 'notRdb' && damage !== 'htmlPage';
}
