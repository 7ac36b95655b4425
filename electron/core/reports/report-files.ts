import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { keptReport, type KeptReport } from '#shared/models/kept-report.ts';
import { writeWholeFile } from '../documents/whole-file.ts';
import { errnoOf } from '../downloads/file-errors.ts';

/** A report with a summary as large as they get takes about two megabytes. */
const LARGEST_REPORT_BYTES = 32_000_000;
const REPORT_NAME = /^[\w-]{1,100}\.json$/u;
/** What a write leaves behind that was killed. */
const DRAFT_NAME = /^\.backhaul-.*\.part$/u;

const storedReport = keptReport.extend({ format: z.literal('backhaul-check-report'), version: z.literal(1) });

/** The ids of the reports in a folder, and no error where there is no folder yet. Removes drafts. */
export async function reportIdsIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (errnoOf(error) === 'ENOENT') return [];
    throw error;
  });
  for (const name of names) if (DRAFT_NAME.test(name)) await rm(path.join(folder, name), { force: true });
  return names.filter((name) => REPORT_NAME.test(name)).map((name) => path.basename(name, '.json'));
}

/** Writes a report for this user's eyes only, as a whole. Throws AppError of a file code. */
export async function writeReport(folder: string, kept: KeptReport): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const stored = storedReport.parse({ format: 'backhaul-check-report', version: 1, ...kept });
  await writeWholeFile(fileOf(folder, kept.id), Buffer.from(JSON.stringify(stored)), true);
}

/** A report; undefined where its file is gone, and 'damaged' where it cannot be read as one. */
export async function readReport(folder: string, id: string): Promise<KeptReport | 'damaged' | undefined> {
  try {
    const file = fileOf(folder, id);
    if ((await stat(file)).size > LARGEST_REPORT_BYTES) return 'damaged';
    const {
      format: _format,
      version: _version,
      ...kept
    } = storedReport.parse(JSON.parse(await readFile(file, 'utf8')));
    return kept.id === id ? kept : 'damaged';
  } catch (error) {
    return errnoOf(error) === 'ENOENT' ? undefined : 'damaged';
  }
}

export async function removeReport(folder: string, id: string): Promise<void> {
  await rm(fileOf(folder, id), { force: true });
}

/** Renames a damaged report so that it is kept and not read again. Answers the new name. */
export async function setReportAside(folder: string, id: string, at: number): Promise<string> {
  const stamp = new Date(at).toISOString().replaceAll(':', '-').slice(0, 19);
  const name = `${id}.damaged-${stamp}.json`;
  await rename(fileOf(folder, id), path.join(folder, name));
  return name;
}

function fileOf(folder: string, id: string): string {
  return path.join(folder, `${id}.json`);
}
