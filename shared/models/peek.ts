import { z } from 'zod';
import { restoreNeeds } from './restore-needs.ts';
import { LOOKALIKES, rdbHeader } from './rdb-report.ts';

/** What the head of an RDB file tells before the rest is there. */
const peekedRdb = z.strictObject({
  kind: z.literal('rdb'),
  rdbVersion: z.number(),
  header: rdbHeader.omit({ fields: true, serverBits: true }),
  /** The oldest releases that load it, by its version alone; null where none does without being told to be relaxed. */
  lowest: restoreNeeds.pick({ redis: true, valkey: true }),
  /** It is the base file of an append-only set and not a backup by itself. */
  isAofBase: z.boolean(),
  /** What the file announces of its first databases: usually only one is within reach. Nothing before Redis 3.2. */
  databases: z.array(z.strictObject({ database: z.number(), keys: z.number(), expiring: z.number() })),
  /** Of all databases, where the head was the whole file; else null. */
  keyCount: z.number().nullable(),
  /** `damaged`: the head contradicts itself. `notUnderstood`: it holds something newer than this program. */
  state: z.enum(['readable', 'damaged', 'notUnderstood']),
});

const peekedOther = z.strictObject({ kind: z.literal('notRdb'), lookalike: z.enum(LOOKALIKES) });

/** A few kilobytes of a backup, read before the rest. */
export const peekReport = z.strictObject({
  host: z.string(),
  /** Of the whole file; null where the storage does not say. */
  sizeBytes: z.number().nullable(),
  /** How much was fetched for this. */
  readBytes: z.number(),
  content: z.discriminatedUnion('kind', [peekedRdb, peekedOther]),
  /** How the file ends. `notReached`: the storage does not give parts of a file. */
  ending: z.enum(['checksum', 'noChecksum', 'noEndMark', 'notReached']),
});
export type PeekReport = z.infer<typeof peekReport>;
