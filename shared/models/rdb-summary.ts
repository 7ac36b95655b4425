import { z } from 'zod';

/** Keys and the bytes they take in the file. */
const amount = z.strictObject({ keys: z.number(), sizeBytes: z.number() });
export type Amount = z.infer<typeof amount>;

export const DATA_TYPES = ['string', 'list', 'set', 'sortedSet', 'hash', 'stream', 'module'] as const;
/** The types a user knows. */
export const dataType = z.enum(DATA_TYPES);
export type DataType = z.infer<typeof dataType>;

const typeShare = amount.extend({
  type: dataType,
  /** How the values are stored, as `OBJECT ENCODING` would say of most of them. */
  encoding: z.string(),
  elements: z.number(),
});
export type TypeShare = z.infer<typeof typeShare>;

const databaseShare = amount.extend({
  /** Null for all beyond the first 64 together. */
  database: z.number().nullable(),
  expiring: z.number(),
  /** When the summary was made. */
  expired: z.number(),
  types: z.array(typeShare),
});
export type DatabaseShare = z.infer<typeof databaseShare>;

const bigKey = z.strictObject({
  /** Escaped to be shown; cut at 256 bytes. */
  key: z.string(),
  database: z.number(),
  type: dataType,
  encoding: z.string(),
  elements: z.number(),
  /** In the file, key included. */
  sizeBytes: z.number(),
  /** Milliseconds since 1970. */
  expiresAt: z.number().nullable(),
});

export interface PrefixNode extends Amount {
  /** One part of a key with its delimiter; `*` stands for any number, UUID or long hexadecimal part. */
  name: string;
  children: PrefixNode[];
  /** Children that are not listed, together. */
  others: Amount;
}
const prefixNode: z.ZodType<PrefixNode> = amount.extend({
  name: z.string(),
  get children() {
    return z.array(prefixNode);
  },
  others: amount,
});

const ttlBucket = amount.extend({
  /** Up to so long after the file was made, or the check where the file does not say when; null for longer. */
  upToMs: z.number().nullable(),
});
const sizeBucket = amount.extend({
  /** Up to this, and more than the bucket before. */
  upToBytes: z.number(),
});

/** What is in an RDB file. */
export const rdbSummary = z.strictObject({
  keys: z.number(),
  sizeBytes: z.number(),
  expiring: z.number(),
  expired: z.number(),
  databases: z.array(databaseShare),
  /** Of all databases together, by size. */
  types: z.array(typeShare),
  /** The hundred that take most bytes in the file, exactly. */
  biggestKeys: z.array(bigKey),
  delimiter: z.string(),
  /** The root; its name is empty. */
  prefixes: prefixNode,
  /** There were more than the tree holds: small ones count for what they hung on, and the others may count too little. */
  arePrefixesPruned: z.boolean(),
  ttl: z.strictObject({ never: amount, expired: amount, buckets: z.array(ttlBucket) }),
  sizes: z.array(sizeBucket),
  functionLibraries: z.number(),
  /** Names of module types without which no server loads the file. */
  modules: z.array(z.string()),
  /** The type codes and opcodes in the file (core/rdb/format.ts). */
  codes: z.array(z.number()),
});
export type RdbSummary = z.infer<typeof rdbSummary>;
