import { AppError } from '#shared/errors.ts';
import { withoutNames } from '#shared/hidden-names.ts';
import type { KeptReport } from '#shared/models/kept-report.ts';
import type { ReportTable } from '#shared/report-tables.ts';
import { csvOf } from './csv.ts';
import type { ReportStore } from './report-store.ts';
import { saveText, type ChooseTarget, type SavedFile } from './save-text.ts';
import { TABLES } from './report-tables.ts';

export interface SaveRequest {
  readonly reportId: string;
  /** The whole report as JSON, or one of its tables as CSV. */
  readonly what: 'json' | ReportTable;
  /** Keys and prefixes are only numbered. */
  readonly hidesNames: boolean;
}

/** Writes reports, and parts of them, to where the user wants them. */
export interface ReportExport {
  /** Throws AppError `reportNotFound` or one of a file. */
  save(request: SaveRequest): Promise<SavedFile>;
  /** Saves a picture that the window drew. Throws the same, and `internal` for what is no SVG. */
  savePicture(request: { reportId: string; name: string; svg: string }): Promise<SavedFile>;
}

export function createReportExport(options: {
  reports: ReportStore;
  chooseTarget: ChooseTarget;
  appVersion: string;
}): ReportExport {
  const { reports, chooseTarget, appVersion } = options;

  const write = (kept: KeptReport, ending: string, text: string): Promise<SavedFile> =>
    saveText(chooseTarget, `${kept.file.name}-${ending}`, text);

  return {
    async save({ reportId, what, hidesNames }) {
      const kept = await reports.get(reportId);
      const shown = hidesNames ? { ...kept, report: withoutNames(kept.report) } : kept;
      if (what === 'json') return write(kept, 'report.json', reportText(shown, appVersion));
      const { summary } = shown.report;
      if (summary === null) throw new AppError('internal', { detail: 'a report without a summary has no tables' });
      const { head, rows } = TABLES[what](summary);
      return write(kept, `${kebabCase(what)}.csv`, csvOf(head, rows));
    },
    async savePicture({ reportId, name, svg }) {
      if (!svg.startsWith('<svg')) throw new AppError('internal', { detail: 'not a picture' });
      return write(await reports.get(reportId), `${name}.svg`, svg);
    },
  };
}

function reportText({ id: _id, file, source, checkedAt, report }: KeptReport, appVersion: string): string {
  const document = {
    format: 'backhaul-check-report',
    version: 1,
    file: { ...file, modifiedAt: new Date(file.modifiedAt).toISOString() },
    source,
    checkedAt: new Date(checkedAt).toISOString(),
    report,
    writtenBy: `Backhaul ${appVersion}`,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function kebabCase(name: string): string {
  return name.replaceAll(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`);
}
