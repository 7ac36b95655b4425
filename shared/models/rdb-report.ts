import { z } from 'zod';

/** What is wrong with a file. */
export const DAMAGE_KINDS = [
  /** It ends in the middle. */
  'truncated',
  /** Bytes differ from what was written. */
  'bitDamage',
  /** Only the checksum at the end differs from what was written. */
  'wrongTrailer',
  /** A key comes twice, which no server loads. */
  'duplicateKey',
  /** A web page or an error message, as portals and storages send them. */
  'htmlPage',
  /** Something else than an RDB file. */
  'notRdb',
] as const;
export type DamageKind = (typeof DAMAGE_KINDS)[number];

/** What a file that is no RDB looks like. */
export const LOOKALIKES = [
  'empty',
  'html',
  'xml',
  'json',
  'gzip',
  'zip',
  'zstd',
  'lz4',
  'aof',
  'valkeyPacked',
  'other',
] as const;
export type Lookalike = (typeof LOOKALIKES)[number];

export const rdbDamage = z.strictObject({
  kind: z.enum(DAMAGE_KINDS),
  /** Where it shows; null where only the whole file tells. */
  offset: z.number().nullable(),
  /** What contradicts, in English, for a report's detail. */
  reason: z.string(),
  /** For `notRdb` and `htmlPage`. */
  lookalike: z.enum(LOOKALIKES).nullable(),
});

/** What the file says of itself, in its first bytes. Empty or null where it does not say. */
export const rdbHeader = z.strictObject({
  dialect: z.enum(['redis', 'valkey']),
  /** Who says to have written it: Valkey before 9.0 wrote Redis' form. */
  product: z.enum(['redis', 'valkey']),
  serverVersion: z.string(),
  serverBits: z.string(),
  /** Milliseconds since 1970. */
  createdAt: z.number().nullable(),
  usedMemoryBytes: z.number().nullable(),
  /** Every AUX field, those above included; values cut at 256 letters. */
  fields: z.array(z.strictObject({ name: z.string(), value: z.string() })),
});
export type RdbHeader = z.infer<typeof rdbHeader>;

/** Keys are data of the user: escaped to be shown, never logged. */
const keyName = z.string();

/** What a check of an RDB file found, all databases together. */
export const rdbReport = z.strictObject({
  /**
   * `valid`: a server of its version loads it. `corrupt`: it refuses it, or, where no checksum tells, takes in a broken
   * value. `notUnderstood`: it holds something newer than this program; whether it is whole, `crc` tells.
   */
  verdict: z.enum(['valid', 'corrupt', 'notUnderstood']),
  sizeBytes: z.number(),
  /** Null where the file is no RDB. */
  rdbVersion: z.number().nullable(),
  /** `absent`: written without a checksum, so only the structure and the values could be checked. */
  crc: z.enum(['passed', 'failed', 'absent']),
  /** `values`: every value was decoded. `structure`: only walked over, which a right checksum makes enough. */
  depth: z.enum(['structure', 'values']),
  /** Keys read before the end or before it stopped. */
  keyCount: z.number(),
  /** Bytes after the end. Servers ignore them. */
  trailingBytes: z.number(),
  /** Where the end mark is, or where reading stopped. */
  stoppedAt: z.number(),
  /** The last key that was read whole; null before the first one. */
  lastGoodKey: keyName.nullable(),
  damage: rdbDamage.nullable(),
  /** What was not understood. */
  unknown: z.string().nullable(),
  /** Keys that were not looked at for duplicates, because memory is bounded. */
  keysNotCompared: z.number(),
  header: rdbHeader.nullable(),
});
export type RdbReport = z.infer<typeof rdbReport>;
