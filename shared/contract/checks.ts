import { z } from 'zod';
import { fileCheck, keptReport, reportEntry } from '../models/kept-report.ts';
import { REPORT_PICTURES, REPORT_TABLES } from '../report-tables.ts';
import { call, callWithFiles, nothing } from './define.ts';

const savedFile = z.strictObject({ fileName: z.string(), folder: z.string() });
const reportId = z.strictObject({ reportId: z.string().max(100) });
const checkId = z.strictObject({ checkId: z.string().max(100) });

/**
 * Checks of files on this machine, and the reports that are kept of them. No path comes from the window: files are
 * chosen in the system's dialog, dropped by hand, or known from an earlier report or a download.
 */
export const checks = {
  /** Checks at work, waiting or failed, with the number of the newest event already included in them. */
  snapshot: call(nothing, z.strictObject({ sequence: z.number(), checks: z.array(fileCheck) })),
  /** Asks for files and begins to check them. None where the user backed out. */
  chooseFiles: call(nothing, z.array(fileCheck)),
  dropFiles: callWithFiles(z.array(fileCheck)),
  /** Checks the file of a finished download. */
  download: call(z.strictObject({ downloadId: z.string().max(100) }), fileCheck),
  /**
   * Checks the file of a report once more. `isDeep` decodes every value; `delimiter` is the ASCII letter between the
   * parts of keys. Null for either: as the last time.
   */
  again: call(
    z.strictObject({
      reportId: z.string().max(100),
      isDeep: z.boolean().nullable(),
      delimiter: z
        .string()
        .regex(/^[\u0021-\u007e]$/u)
        .nullable(),
    }),
    fileCheck,
  ),
  /** Ends a check, or takes a failed one off the list. */
  cancel: call(checkId, nothing),
  /** What is kept, the newest first, and the new names of reports that were damaged and set aside. */
  list: call(nothing, z.strictObject({ reports: z.array(reportEntry), damagedFiles: z.array(z.string()) })),
  get: call(reportId, keptReport),
  /** Forgets reports; the files they speak of stay. */
  remove: call(z.strictObject({ reportIds: z.array(z.string().max(100)).max(1000) }), nothing),
  showInFolder: call(reportId, nothing),
  /** Asks where to, and writes the report as JSON or a table of it as CSV. Empty names where the user backed out. */
  save: call(
    z.strictObject({
      reportId: z.string().max(100),
      what: z.enum(['json', ...REPORT_TABLES]),
      /** Keys and prefixes are only numbered. */
      hidesNames: z.boolean(),
    }),
    savedFile,
  ),
  /** The same for a picture that the window drew. */
  savePicture: call(
    z.strictObject({
      reportId: z.string().max(100),
      name: z.enum(REPORT_PICTURES),
      svg: z.string().max(4_000_000),
    }),
    savedFile,
  ),
} as const;
