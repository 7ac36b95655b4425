import { comparisonWithoutNames } from '#shared/hidden-names.ts';
import type { Change, Comparison } from '#shared/models/comparison.ts';
import type { ComparisonTable } from '#shared/report-tables.ts';
import { compareReports } from './compare-reports.ts';
import { csvOf, type Cell } from './csv.ts';
import type { ReportStore } from './report-store.ts';
import { saveText, type ChooseTarget, type SavedFile } from './save-text.ts';

export interface SaveComparison {
  readonly reportIds: readonly [string, string];
  readonly table: ComparisonTable;
  /** Keys and prefixes are only numbered. */
  readonly hidesNames: boolean;
}

/** Asks where to, and writes a table of a comparison as CSV. Throws what `compareReports` throws, and codes of files. */
export async function saveComparison(
  { reports, chooseTarget }: { reports: Pick<ReportStore, 'get'>; chooseTarget: ChooseTarget },
  { reportIds, table, hidesNames }: SaveComparison,
): Promise<SavedFile> {
  const found = await compareReports(reports, reportIds);
  const { head, rows } = TABLES[table](hidesNames ? comparisonWithoutNames(found) : found);
  return saveText(chooseTarget, `${found.after.name}-changes.csv`, csvOf(head, rows));
}

interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

const AMOUNTS = ['keys_before', 'keys_after', 'size_bytes_before', 'size_bytes_after'];

/** In numbers that programs read. A cell is empty where nothing is known. */
const TABLES: Readonly<Record<ComparisonTable, (comparison: Comparison) => Table>> = {
  prefixes: ({ prefixes }) => ({
    head: ['prefix', ...AMOUNTS],
    rows: prefixes.status === 'compared' ? prefixes.changed.map((each) => [each.prefix, ...amounts(each)]) : [],
  }),
  databases: ({ databases }) => ({
    head: ['database', ...AMOUNTS],
    rows: databases.map((each) => [each.database ?? 'others', ...amounts(each)]),
  }),
  types: ({ types }) => ({
    head: ['type', 'encoding', ...AMOUNTS],
    rows: types.map((each) => [each.type, each.encoding, ...amounts(each)]),
  }),
  biggestKeys: ({ biggestKeys }) => ({
    head: ['key', 'database', 'type', 'size_bytes_before', 'size_bytes_after'],
    rows: biggestKeys.map(({ key, database, type, beforeBytes, afterBytes }) => [
      key,
      database,
      type,
      beforeBytes,
      afterBytes,
    ]),
  }),
};

function amounts({ before, after }: Change): Cell[] {
  return [before?.keys ?? null, after?.keys ?? null, before?.sizeBytes ?? null, after?.sizeBytes ?? null];
}
