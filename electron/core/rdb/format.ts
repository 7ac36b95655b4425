import type { DataType } from '#shared/models/rdb-summary.ts';

/**
 * The codes of RDB files. Sources: Redis, src/rdb.h (versions 1 to 15), Valkey, src/rdb.h (80, 81), and for what newer
 * versions added the parsers of redis/librdb. Redis and Valkey give some codes different meanings; the magic decides.
 */
export type Dialect = 'redis' | 'valkey';

export const OPCODE = {
  /** Redis since 13: what modules keep with a key. In Valkey since 80: the state of a slot that is being imported. */
  keyMetaOrSlotImport: 243,
  slotInfo: 244,
  function: 245,
  /** Functions as the release candidates of Redis 7.0 wrote them. */
  functionPreGa: 246,
  moduleAux: 247,
  idle: 248,
  frequency: 249,
  aux: 250,
  resizeDatabase: 251,
  expiryMs: 252,
  expirySeconds: 253,
  selectDatabase: 254,
  end: 255,
} as const;

export const TYPE = {
  string: 0,
  list: 1,
  set: 2,
  sortedSet: 3,
  hash: 4,
  sortedSet2: 5,
  modulePreGa: 6,
  module: 7,
  hashZipmap: 9,
  listZiplist: 10,
  setIntset: 11,
  sortedSetZiplist: 12,
  hashZiplist: 13,
  quicklist: 14,
  stream: 15,
  hashListpack: 16,
  sortedSetListpack: 17,
  quicklist2: 18,
  stream2: 19,
  setListpack: 20,
  stream3: 21,
  /** Redis 7.4's release candidates: a hash whose fields expire. In Valkey since 80 the same in another form. */
  hashFieldsPreGaOrHash2: 22,
  hashListpackFieldsPreGa: 23,
  hashFields: 24,
  hashListpackFields: 25,
  stream4: 26,
  stream5: 27,
} as const;

/** The newest version of each whose every code this reader knows or names as unknown. */
export const NEWEST_VERSION: Readonly<Record<Dialect, number>> = { redis: 15, valkey: 81 };

/** The first version that ends with a checksum (Redis 2.6). */
export const FIRST_VERSION_WITH_CHECKSUM = 5;
export const CHECKSUM_BYTES = 8;
export const MAGIC_BYTES = 9;

/** How a value of each type code is called: the type a user knows and the form in which it is stored. */
export const TYPE_NAMES: ReadonlyArray<readonly [type: DataType, encoding: string] | undefined> = [
  ['string', 'string'],
  ['list', 'linkedlist'],
  ['set', 'hashtable'],
  ['sortedSet', 'skiplist'],
  ['hash', 'hashtable'],
  ['sortedSet', 'skiplist'],
  ['module', 'module'],
  ['module', 'module'],
  undefined,
  ['hash', 'zipmap'],
  ['list', 'ziplist'],
  ['set', 'intset'],
  ['sortedSet', 'ziplist'],
  ['hash', 'ziplist'],
  ['list', 'quicklist'],
  ['stream', 'stream'],
  ['hash', 'listpack'],
  ['sortedSet', 'listpack'],
  ['list', 'quicklist'],
  ['stream', 'stream'],
  ['set', 'listpack'],
  ['stream', 'stream'],
  ['hash', 'hashtable'],
  ['hash', 'listpack'],
  ['hash', 'hashtable'],
  ['hash', 'listpack'],
  ['stream', 'stream'],
  ['stream', 'stream'],
];
