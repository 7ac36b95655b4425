import { z } from 'zod';
import { rdbHeader } from './rdb-report.ts';
import { dataType } from './rdb-summary.ts';

/** Keys and the bytes they take in a file. */
const amount = z.strictObject({ keys: z.number(), sizeBytes: z.number() });

/** The same thing in both files. Null: not told for that file, since it counts there among others. */
const change = z.strictObject({ before: amount.nullable(), after: amount.nullable() });
export type Change = z.infer<typeof change>;

const comparedFile = z.strictObject({
  reportId: z.string(),
  name: z.string(),
  folder: z.string(),
  sizeBytes: z.number(),
  product: rdbHeader.shape.product,
  serverVersion: z.string(),
  /** When the file was made; null where it does not say. */
  createdAt: z.number().nullable(),
  checkedAt: z.number(),
  /** Only a part of it could be read, and only that part is compared. */
  isPartial: z.boolean(),
});
export type ComparedFile = z.infer<typeof comparedFile>;

/** What differs between two checked backups. Sizes are those in the files. */
export const comparison = z.strictObject({
  before: comparedFile,
  after: comparedFile,
  total: change,
  expiring: z.strictObject({ before: z.number(), after: z.number() }),
  /** Null: all databases beyond those that are listed one by one. */
  databases: z.array(change.extend({ database: z.number().nullable() })),
  types: z.array(change.extend({ type: dataType, encoding: z.string() })),
  prefixes: z.discriminatedUnion('status', [
    z.strictObject({
      status: z.literal('compared'),
      delimiter: z.string(),
      /** What changed, the most bytes first; a prefix is left out where one below it explains it. */
      changed: z.array(change.extend({ prefix: z.string() })),
      /** One of the trees was too large to be kept whole: prefixes are about right only. */
      isApproximate: z.boolean(),
      /** Changes beyond the list. */
      moreChanged: z.number(),
      /** Prefixes that one of the files counts among others, so that nothing can be said of them. */
      notComparable: z.number(),
    }),
    /** The files were checked with different delimiters. */
    z.strictObject({ status: z.literal('otherDelimiter') }),
  ]),
  /** Keys among the biggest of either file. Null: not among the biggest there, or not there at all. */
  biggestKeys: z.array(
    z.strictObject({
      key: z.string(),
      database: z.number(),
      type: dataType,
      beforeBytes: z.number().nullable(),
      afterBytes: z.number().nullable(),
    }),
  ),
});
export type Comparison = z.infer<typeof comparison>;
