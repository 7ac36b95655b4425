import { z } from 'zod';
import { rdbReport } from './rdb-report.ts';
import { rdbSummary } from './rdb-summary.ts';

/** What one pass over a file found. */
export const checkReport = z.strictObject({
  sizeBytes: z.number(),
  /** 64 hexadecimal digits. */
  sha256: z.string(),
  /** The ETag US3 gives an object of these bytes; null where nobody asked for it. */
  etag: z.string().nullable(),
  rdb: rdbReport,
  /** What is in it, up to where reading stopped where the file is not sound or not understood; null for no RDB file. */
  summary: rdbSummary.nullable(),
});
export type CheckReport = z.infer<typeof checkReport>;
