import { z } from 'zod';
import { backupRef } from './backup.ts';
import { checkReport } from './check-report.ts';
import { appErrorData } from './download.ts';
import { DAMAGE_KINDS, rdbReport } from './rdb-report.ts';

/** Where a checked file came from. */
export const reportSource = z.discriminatedUnion('kind', [
  /** A file of this machine that somebody chose. */
  z.strictObject({ kind: z.literal('file') }),
  z.strictObject({ kind: z.literal('download'), downloadId: z.string(), ref: backupRef, profileName: z.string() }),
]);
export type ReportSource = z.infer<typeof reportSource>;

/** A file as it was when it was checked. */
export const checkedFile = z.strictObject({
  folder: z.string(),
  name: z.string(),
  sizeBytes: z.number(),
  /** Milliseconds since 1970. */
  modifiedAt: z.number(),
});
export type CheckedFile = z.infer<typeof checkedFile>;

/** A finished check, as it is kept on this machine: one JSON file each (core/reports/report-store.ts). */
export const keptReport = z.strictObject({
  id: z.string(),
  file: checkedFile,
  source: reportSource,
  /** Milliseconds since 1970. */
  checkedAt: z.number(),
  report: checkReport,
});
export type KeptReport = z.infer<typeof keptReport>;

/** One row of what was checked. */
export const reportEntry = keptReport.omit({ report: true }).extend({
  verdict: rdbReport.shape.verdict,
  damage: z.enum(DAMAGE_KINDS).nullable(),
  keyCount: z.number(),
  /** Whether the file is still what was checked, by its size and time. */
  presence: z.enum(['there', 'changed', 'gone']),
});
export type ReportEntry = z.infer<typeof reportEntry>;

/** A check of a file of this machine that is not over. */
export const fileCheck = z.strictObject({
  id: z.string(),
  folder: z.string(),
  fileName: z.string(),
  /** 0 until the file was looked at. */
  sizeBytes: z.number(),
  readBytes: z.number(),
  state: z.discriminatedUnion('status', [
    z.strictObject({ status: z.literal('waiting') }),
    z.strictObject({ status: z.literal('reading') }),
    /** It is off the list with that. */
    z.strictObject({ status: z.literal('done'), reportId: z.string() }),
    z.strictObject({ status: z.literal('failed'), error: appErrorData }),
  ]),
});
export type FileCheck = z.infer<typeof fileCheck>;
