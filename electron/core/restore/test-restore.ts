import path from 'node:path';
import { AppError } from '#shared/errors.ts';
import type { KeptReport } from '#shared/models/kept-report.ts';
import type { RestoreNeeds } from '#shared/models/restore-needs.ts';
import type { RestorePlan, RestoreProgress, RestoreServer, TestRestoreResult } from '#shared/models/test-restore.ts';
import { createTurns } from '../backups/turns.ts';
import { fileError } from '../downloads/file-errors.ts';
import type { Clock, Logger } from '../ports.ts';
import { restoreNeeds } from '../rdb/restore-needs.ts';
import { describeFile, type ReportStore } from '../reports/report-store.ts';
import { chooseServer, isSuitable } from './choose-server.ts';
import { planMemory } from './memory.ts';
import { clearLeftovers, makeScratch } from './scratch.ts';
import { tryLoading } from './try-loading.ts';

export interface TestRestoreOptions {
  readonly reports: Pick<ReportStore, 'get'>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly findServers: () => Promise<RestoreServer[]>;
  readonly freeBytes: () => number;
  /** The system's folder for temporary files. */
  readonly temporaryFolder: string;
  readonly onProgress: (requestId: string, progress: RestoreProgress) => void;
}

/** Tries whether a server of this machine loads a checked backup. */
export interface TestRestore {
  /** What the file of a report asks for. Throws `reportNotFound`. */
  needs(reportId: string): Promise<RestoreNeeds>;
  /** What a test would need and find here. Throws `reportNotFound`. */
  plan(reportId: string): Promise<RestorePlan>;
  /**
   * Throws `reportNotFound`, `restoreServerMissing`, `restoreNotChecked` where there is nothing to compare with,
   * `fileGone` and `fileChanged`, `memoryTight` unless that was accepted, `restoreStalled`, `cancelled`, and file codes.
   */
  run(requestId: string, reportId: string, acceptsTightMemory: boolean): Promise<TestRestoreResult>;
  cancel(requestId: string): void;
  /** Ends what is at work, servers included; for quitting. */
  close(): Promise<void>;
}

export function createTestRestore(options: TestRestoreOptions): TestRestore {
  const { reports, clock, logger, temporaryFolder } = options;
  /** One server at a time: each may take all the memory there is. */
  const turns = createTurns(1);
  const running = new Map<string, { readonly controller: AbortController; readonly ended: Promise<unknown> }>();
  const cleared = clearLeftovers(temporaryFolder).catch((error: unknown) => {
    logger.warn('restore.leftovers', { text: String(error) });
  });

  const planFor = async ({ file }: KeptReport, needs: RestoreNeeds): Promise<RestorePlan> => {
    const server = chooseServer(await options.findServers(), needs);
    return {
      server,
      isServerSuitable: server !== null && isSuitable(server, needs),
      ...planMemory(needs, { sizeBytes: file.sizeBytes, freeBytes: options.freeBytes() }),
    };
  };

  const run = async (
    kept: KeptReport,
    acceptsTightMemory: boolean,
    work: { readonly signal: AbortSignal; readonly onProgress: (progress: RestoreProgress) => void },
  ): Promise<TestRestoreResult> => {
    const { summary, rdb } = kept.report;
    if (summary === null || rdb.verdict === 'notUnderstood') throw new AppError('restoreNotChecked');
    const backup = await unchangedFile(kept);
    const needs = restoreNeeds(kept.report);
    const { server, isServerSuitable, isMemoryTight, freeBytes, wantedBytes } = await planFor(kept, needs);
    if (server === null) throw new AppError('restoreServerMissing');
    if (isMemoryTight && !acceptsTightMemory) {
      throw new AppError('memoryTight', { params: { freeBytes, wantedBytes: wantedBytes ?? 0 } });
    }
    await cleared;
    const scratch = await makeScratch(temporaryFolder, backup).catch((error: unknown) => {
      throw fileError(error, temporaryFolder);
    });
    try {
      if (work.signal.aborted) throw new AppError('cancelled');
      return await tryLoading({
        server,
        isServerSuitable,
        scratch,
        summary,
        databases: needs.databases.count,
        clock,
        ...work,
      });
    } finally {
      await scratch.remove();
    }
  };

  return {
    needs: async (reportId) => restoreNeeds((await reports.get(reportId)).report),
    async plan(reportId) {
      const kept = await reports.get(reportId);
      return planFor(kept, restoreNeeds(kept.report));
    },
    async run(requestId, reportId, acceptsTightMemory) {
      const controller = new AbortController();
      const { signal } = controller;
      const onProgress = (progress: RestoreProgress): void => options.onProgress(requestId, progress);
      const result = turns.run(
        async () => run(await reports.get(reportId), acceptsTightMemory, { signal, onProgress }),
        signal,
      );
      running.set(requestId, { controller, ended: result.catch(() => undefined) });
      try {
        const told = await result;
        logger.info('restore.tested', { outcome: told.outcome, durationMs: told.durationMs });
        return told;
      } finally {
        running.delete(requestId);
      }
    },
    cancel: (requestId) => running.get(requestId)?.controller.abort(),
    async close() {
      const all = [...running.values()];
      for (const { controller } of all) controller.abort();
      await Promise.all(all.map(({ ended }) => ended));
    },
  };
}

/** Where the file is; it must be what was checked. */
async function unchangedFile({ file }: KeptReport): Promise<string> {
  const backup = path.join(file.folder, file.name);
  const { sizeBytes, modifiedAt } = await describeFile(backup);
  if (sizeBytes !== file.sizeBytes || modifiedAt !== file.modifiedAt) {
    throw new AppError('fileChanged', { params: { name: file.name, folder: file.folder } });
  }
  return backup;
}
