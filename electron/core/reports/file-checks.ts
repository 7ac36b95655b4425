import path from 'node:path';
import { AppError, isAppError } from '#shared/errors.ts';
import type { FileCheck, ReportSource } from '#shared/models/kept-report.ts';
import type { RunningCheck } from '../downloads/running-check.ts';
import type { Clock, Logger } from '../ports.ts';
import type { CheckOptions } from '../rdb/check-file.ts';
import { describeFile, type ReportStore } from './report-store.ts';

export interface FileCheckOptions {
  /** Decode every value also where a checksum vouches for them. */
  readonly isDeep?: boolean;
  /** One ASCII letter between the parts of keys. */
  readonly delimiter?: string;
  readonly source?: ReportSource;
}

/** Checks files of this machine, a few at a time, and keeps their reports. */
export interface FileChecks {
  /** Begins to check a file, or queues it. What is wrong with the file becomes the check's state. */
  start(file: string, options?: FileCheckOptions): FileCheck;
  /** Checks the file of a report again; null stands for what was asked the last time. Throws AppError `reportNotFound`. */
  again(reportId: string, wishes: { isDeep: boolean | null; delimiter: string | null }): Promise<FileCheck>;
  /** Ends a check, or takes a failed one off the list; does nothing where there is none. */
  cancel(checkId: string): void;
  snapshot(): FileCheck[];
  /** Ends all of them for good. */
  close(): void;
}

interface FileChecksOptions {
  readonly reports: ReportStore;
  readonly startCheck: (file: string, options: CheckOptions) => RunningCheck;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly newId: () => string;
  /** A few times a second for each check at work, besides changes of state. */
  readonly onChange: (check: FileCheck) => void;
  readonly onRemove: (checkId: string) => void;
}

interface Entry {
  view: FileCheck;
  readonly file: string;
  readonly options: FileCheckOptions;
  /** Aborted when it is over, whichever way. */
  readonly ended: AbortController;
}

/** Each reads one file from its beginning to its end: more at once would only make the disk slower. */
const AT_ONCE = 2;
const LOOK_EVERY_MS = 200;

export function createFileChecks(options: FileChecksOptions): FileChecks {
  const { reports, clock, logger, newId } = options;
  const entries = new Map<string, Entry>();

  const show = (entry: Entry, change: Partial<FileCheck>): void => {
    entry.view = { ...entry.view, ...change };
    if (entries.has(entry.view.id)) options.onChange(entry.view);
  };
  const pump = (): void => {
    const all = [...entries.values()];
    const free = AT_ONCE - all.filter(({ view }) => view.state.status === 'reading').length;
    const next = all.filter(({ view }) => view.state.status === 'waiting').slice(0, Math.max(0, free));
    for (const entry of next) void run(entry);
  };
  const run = async (entry: Entry): Promise<void> => {
    show(entry, { state: { status: 'reading' } });
    try {
      const { id: reportId } = await check(entry);
      show(entry, { state: { status: 'done', reportId } });
      entries.delete(entry.view.id);
    } catch (error) {
      if (!isAppError(error)) logger.error('check broken', { text: String(error) });
      const told = isAppError(error) ? error : new AppError('internal');
      show(entry, { state: { status: 'failed', error: told.data } });
    } finally {
      entry.ended.abort();
      pump();
    }
  };
  const check = async (entry: Entry) => {
    const { file, ended } = entry;
    const { source = { kind: 'file' }, ...wishes } = entry.options;
    const { sizeBytes } = await describeFile(file);
    if (ended.signal.aborted) throw new AppError('cancelled');
    show(entry, { sizeBytes });
    const running = options.startCheck(file, { wantsEtag: true, ...wishes });
    const stop = (): void => void running.stop();
    ended.signal.addEventListener('abort', stop);
    void follow(entry, running);
    return reports.keep({ path: file, source, report: await running.finish(sizeBytes) });
  };
  /** Until the sleep is interrupted: the check is over. */
  const follow = async (entry: Entry, running: RunningCheck): Promise<void> => {
    try {
      for (;;) {
        await clock.sleep(LOOK_EVERY_MS, entry.ended.signal);
        const readBytes = running.readBytes();
        if (readBytes !== entry.view.readBytes) show(entry, { readBytes });
      }
    } catch (error) {
      if (!isAppError(error, 'cancelled')) throw error;
    }
  };
  const start: FileChecks['start'] = (file, wishes = {}) => {
    const view: FileCheck = {
      id: newId(),
      folder: path.dirname(file),
      fileName: path.basename(file),
      sizeBytes: 0,
      readBytes: 0,
      state: { status: 'waiting' },
    };
    const entry: Entry = { view, file, options: wishes, ended: new AbortController() };
    entries.set(view.id, entry);
    options.onChange(view);
    pump();
    return entry.view;
  };
  const cancel = (checkId: string): void => {
    const entry = entries.get(checkId);
    if (entry === undefined) return;
    entries.delete(checkId);
    entry.ended.abort();
    options.onRemove(checkId);
    pump();
  };

  return {
    start,
    async again(reportId, { isDeep, delimiter }) {
      const { file, source, report } = await reports.get(reportId);
      const wanted = delimiter ?? report.summary?.delimiter;
      return start(path.join(file.folder, file.name), {
        isDeep: isDeep ?? report.rdb.depth === 'values',
        ...(wanted === undefined ? {} : { delimiter: wanted }),
        source,
      });
    },
    cancel,
    snapshot: () => [...entries.values()].map(({ view }) => view),
    close() {
      for (const id of entries.keys()) cancel(id);
    },
  };
}
