import { randomUUID } from 'node:crypto';
import { freemem, tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';
import { systemClock as clock } from '#core/clock.ts';
import { startRunningCheck, type RunningCheck } from '#core/downloads/running-check.ts';
import type { Logger } from '#core/ports.ts';
import type { CheckOptions } from '#core/rdb/check-file.ts';
import { createFileChecks, type FileChecks } from '#core/reports/file-checks.ts';
import { createReportExport, type ReportExport } from '#core/reports/report-export.ts';
import { createReportStore, type ReportStore } from '#core/reports/report-store.ts';
import type { ChooseTarget } from '#core/reports/save-text.ts';
import { findServers } from '#core/restore/find-servers.ts';
import { createTestRestore, type TestRestore } from '#core/restore/test-restore.ts';
import type { EventEmitter } from './ipc/events.ts';
import { chooseTarget } from './shell/file-dialogs.ts';

export interface ReportServices {
  readonly reports: ReportStore;
  readonly fileChecks: FileChecks;
  readonly testRestore: TestRestore;
  /** Asks where something of a report is written to. */
  readonly chooseReportTarget: ChooseTarget;
  readonly reportExport: ReportExport;
}

/** Starts a check in the thread whose code the build lays beside ours. */
export function startCheck(file: string, options: CheckOptions): RunningCheck {
  return startRunningCheck(file, options, pathToFileURL(path.join(import.meta.dirname, 'check-worker.js')));
}

/** Builds what checks files of this machine and keeps the reports: the part of the composition root about checks. */
export function createReportServices({ logger, events }: { logger: Logger; events: EventEmitter }): ReportServices {
  const reports = createReportStore({
    folder: path.join(app.getPath('userData'), 'reports'),
    clock,
    newId: randomUUID,
    onChange: () => events.emit('reportsChanged', {}),
  });
  const fileChecks = createFileChecks({
    reports,
    startCheck,
    clock,
    logger,
    newId: randomUUID,
    onChange: (check) => events.emit('checkChanged', { check }),
    onRemove: (checkId) => events.emit('checkRemoved', { checkId }),
  });
  const testRestore = createTestRestore({
    reports,
    clock,
    logger,
    findServers: () => findServers({ platform: process.platform, searchPath: process.env['PATH'] ?? '' }),
    // A container may have less than the machine.
    freeBytes: () => Math.min(freemem(), process.availableMemory()),
    temporaryFolder: tmpdir(),
    onProgress: (requestId, progress) => events.emit('restoreProgressed', { requestId, progress }),
  });
  const chooseReportTarget: ChooseTarget = (name, extension) =>
    chooseTarget(name, [{ name: extension.toUpperCase(), extensions: [extension] }]);
  const reportExport = createReportExport({
    reports,
    chooseTarget: chooseReportTarget,
    appVersion: app.getVersion(),
  });
  return { reports, fileChecks, reportExport, testRestore, chooseReportTarget };
}
