import type { DownloadsService } from '#core/downloads/service.ts';
import { downloadSource } from '#core/reports/download-source.ts';
import type { FileChecks } from '#core/reports/file-checks.ts';
import type { ReportExport } from '#core/reports/report-export.ts';
import type { ReportStore } from '#core/reports/report-store.ts';
import type { Handlers } from '#shared/contract/index.ts';
import { AppError } from '#shared/errors.ts';

export function checksHandlers(services: {
  fileChecks: FileChecks;
  reports: ReportStore;
  reportExport: ReportExport;
  downloads: DownloadsService;
  sequence: () => number;
  /** The system's dialog; none where the user backed out. */
  chooseFiles: () => Promise<string[]>;
  showReportedFile: (reportId: string) => Promise<void>;
}): Handlers<'checks'> {
  const { fileChecks, reports, reportExport, downloads } = services;
  return {
    snapshot: () => ({ sequence: services.sequence(), checks: fileChecks.snapshot() }),
    chooseFiles: async () => (await services.chooseFiles()).map((file) => fileChecks.start(file)),
    dropFiles: ({ paths }) => paths.map((file) => fileChecks.start(file)),
    async download({ downloadId }) {
      const download = downloads.snapshot().find(({ id, state }) => id === downloadId && state.status === 'done');
      if (download === undefined) throw new AppError('downloadNotFound');
      return fileChecks.start(await downloads.fileOf(downloadId), { source: downloadSource(download) });
    },
    again: ({ reportId, ...wishes }) => fileChecks.again(reportId, wishes),
    cancel({ checkId }) {
      fileChecks.cancel(checkId);
      return null;
    },
    list: async () => ({ reports: await reports.list(), damagedFiles: [...reports.damagedFiles()] }),
    get: ({ reportId }) => reports.get(reportId),
    async remove({ reportIds }) {
      await reports.remove(reportIds);
      return null;
    },
    async showInFolder({ reportId }) {
      await services.showReportedFile(reportId);
      return null;
    },
    save: (request) => reportExport.save(request),
    savePicture: (request) => reportExport.savePicture(request),
  };
}
