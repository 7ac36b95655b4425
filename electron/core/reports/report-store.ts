import { stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '#shared/errors.ts';
import type { CheckReport } from '#shared/models/check-report.ts';
import type { CheckedFile, KeptReport, ReportEntry, ReportSource } from '#shared/models/kept-report.ts';
import { fileError } from '../downloads/file-errors.ts';
import type { Clock } from '../ports.ts';
import { readReport, removeReport, reportIdsIn, setReportAside, writeReport } from './report-files.ts';

/** A check that is over, as whoever ran it hands it in. */
export interface FoundReport {
  /** The checked file, under the name it has now. */
  readonly path: string;
  readonly source: ReportSource;
  readonly report: CheckReport;
}

/** The reports of checks, a bounded number of them; the oldest make room for new ones. */
export interface ReportStore {
  /**
   * Keeps a report. One of the same file with the same content takes the place, and the id, of the earlier one. Throws
   * AppError of a file code where file or folder cannot be read or written.
   */
  keep(found: FoundReport): Promise<KeptReport>;
  /** The newest first. */
  list(): Promise<ReportEntry[]>;
  /** Throws AppError `reportNotFound`. */
  get(id: string): Promise<KeptReport>;
  /** Forgets reports; the files they speak of stay. */
  remove(ids: readonly string[]): Promise<void>;
  /** The names that damaged reports were given since the start. */
  damagedFiles(): readonly string[];
}

const MOST_REPORTS = 200;

/** All there is to know of a report without reading it again; `sha256` tells the same content. */
type Row = Omit<ReportEntry, 'presence'> & { readonly sha256: string };

/** @param onChange the list is another one. */
export function createReportStore(options: {
  folder: string;
  clock: Clock;
  newId: () => string;
  onChange: () => void;
  mostReports?: number;
}): ReportStore {
  const { folder, clock, newId, onChange, mostReports = MOST_REPORTS } = options;
  const rows = new Map<string, Row>();
  const damaged: string[] = [];
  let loading: Promise<void> | undefined;

  const readOrSetAside = async (id: string): Promise<KeptReport | undefined> => {
    const found = await readReport(folder, id);
    if (found !== 'damaged') return found;
    damaged.push(await setReportAside(folder, id, clock.now()));
    return undefined;
  };
  const load = async (): Promise<void> => {
    for (const id of await reportIdsIn(folder)) {
      const found = await readOrSetAside(id);
      if (found !== undefined) rows.set(id, rowOf(found));
    }
  };
  const loaded = (): Promise<void> => (loading ??= load());
  const newestFirst = (): Row[] => [...rows.values()].toSorted((a, b) => b.checkedAt - a.checkedAt);
  const forget = async (ids: readonly string[]): Promise<void> => {
    for (const id of ids) if (rows.delete(id)) await removeReport(folder, id);
  };

  return {
    async keep({ path: file, source, report }) {
      await loaded();
      const facts = await describeFile(file);
      const earlier = newestFirst().find((row) => isSameFile(row, facts) && row.sha256 === report.sha256);
      const kept: KeptReport = {
        id: earlier?.id ?? newId(),
        file: facts,
        // Whoever chooses a downloaded file by hand has not made it another file.
        source: source.kind === 'file' ? (earlier?.source ?? source) : source,
        checkedAt: clock.now(),
        report,
      };
      await writeReport(folder, kept);
      rows.set(kept.id, rowOf(kept));
      await forget(
        newestFirst()
          .slice(mostReports)
          .map(({ id }) => id),
      );
      onChange();
      return kept;
    },
    async list() {
      await loaded();
      return Promise.all(newestFirst().map(entryOf));
    },
    async get(id) {
      await loaded();
      const found = rows.has(id) ? await readOrSetAside(id) : undefined;
      if (found !== undefined) return found;
      if (rows.delete(id)) onChange();
      throw new AppError('reportNotFound');
    },
    async remove(ids) {
      await loaded();
      await forget(ids);
      onChange();
    },
    damagedFiles: () => damaged,
  };
}

/** Throws AppError `fileGone`, `notAFile` or another of a file code. */
export async function describeFile(file: string): Promise<CheckedFile> {
  const [name, folder] = [path.basename(file), path.dirname(file)];
  const found = await stat(file).catch((error: unknown) => {
    const told = fileError(error, file);
    throw told.code === 'folderMissing' ? new AppError('fileGone', { params: told.data.params }) : told;
  });
  if (!found.isFile()) throw new AppError('notAFile', { params: { name, folder } });
  return { folder, name, sizeBytes: found.size, modifiedAt: Math.floor(found.mtimeMs) };
}

async function entryOf({ sha256: _sha256, ...row }: Row): Promise<ReportEntry> {
  return { ...row, presence: await presenceOf(row.file) };
}

async function presenceOf(checked: CheckedFile): Promise<ReportEntry['presence']> {
  try {
    const now = await describeFile(path.join(checked.folder, checked.name));
    return now.sizeBytes === checked.sizeBytes && now.modifiedAt === checked.modifiedAt ? 'there' : 'changed';
  } catch {
    return 'gone';
  }
}

function isSameFile({ file }: Row, { folder, name }: CheckedFile): boolean {
  return file.folder === folder && file.name === name;
}

function rowOf({ report, ...kept }: KeptReport): Row {
  const { rdb, sha256 } = report;
  return { ...kept, verdict: rdb.verdict, damage: rdb.damage?.kind ?? null, keyCount: rdb.keyCount, sha256 };
}
