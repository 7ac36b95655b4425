import { z } from 'zod';
import { comparison as comparisonModel } from '../models/comparison.ts';
import { COMPARISON_TABLES } from '../report-tables.ts';
import { call } from './define.ts';

const reportIds = z.tuple([z.string().max(100), z.string().max(100)]);

/** What differs between two checked files. */
export const comparison = {
  of: call(z.strictObject({ reportIds }), comparisonModel),
  /** Asks where to, and writes a table as CSV. Empty names where the user backed out. */
  save: call(
    z.strictObject({ reportIds, table: z.enum(COMPARISON_TABLES), hidesNames: z.boolean() }),
    z.strictObject({ fileName: z.string(), folder: z.string() }),
  ),
} as const;
