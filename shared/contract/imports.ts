import { z } from 'zod';
import { importOutcome, importScan, importSource } from '../models/import.ts';
import { call, nothing } from './define.ts';

const scanId = z.string().max(100);

/** Profiles from elsewhere on this computer. The keys found stay in the main process, under the scan's id. */
export const imports = {
  /** Looks, without changing anything. A new scan ends the one before. */
  scan: call(z.strictObject({ source: importSource }), importScan),
  /** Makes profiles of the chosen rows and ends the scan. */
  apply: call(z.strictObject({ scanId, rowIds: z.array(z.string().max(100)).max(1000) }), z.array(importOutcome)),
  /** Forgets what a scan found. */
  discard: call(z.strictObject({ scanId }), nothing),
} as const;
