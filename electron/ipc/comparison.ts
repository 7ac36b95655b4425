import { compareReports } from '#core/reports/compare-reports.ts';
import { saveComparison } from '#core/reports/comparison-export.ts';
import type { ReportStore } from '#core/reports/report-store.ts';
import type { ChooseTarget } from '#core/reports/save-text.ts';
import type { Handlers } from '#shared/contract/index.ts';

export function comparisonHandlers(services: {
  reports: ReportStore;
  chooseReportTarget: ChooseTarget;
}): Handlers<'comparison'> {
  const { reports, chooseReportTarget: chooseTarget } = services;
  return {
    of: ({ reportIds }) => compareReports(reports, reportIds),
    save: (request) => saveComparison({ reports, chooseTarget }, request),
  };
}
