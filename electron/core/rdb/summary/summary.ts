import type { DatabaseShare, RdbSummary, TypeShare } from '#shared/models/rdb-summary.ts';
import { OPCODE, TYPE_NAMES } from '../format.ts';
import type { KeyBytes } from '../key-bytes.ts';
import type { KeyFacts, RdbVisitor } from '../reader.ts';
import { type BigKeyFacts, createBiggestKeys } from './biggest-keys.ts';
import { createPrefixTree } from './prefix-tree.ts';

export interface SummaryOptions {
  /** One ASCII letter between the parts of keys. */
  readonly delimiter: string;
  /** Milliseconds since 1970: what has expired, and the lives of keys, count from here. */
  readonly now: number;
}

const BIGGEST_KEYS = 100;
const MOST_DATABASES = 64;
const TYPE_CODES = TYPE_NAMES.length;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const LIVES_MS = [HOUR_MS, DAY_MS, 7 * DAY_MS, 30 * DAY_MS, 90 * DAY_MS, 365 * DAY_MS] as const;
/** Buckets double in size from 16 bytes on. */
const FIRST_SIZE_BITS = 4;
const SIZE_BUCKETS = 37;

/** Sums of one database: typed arrays, because a file may have hundreds of millions of keys. */
interface Sums {
  readonly database: number | null;
  readonly keys: Float64Array;
  readonly sizeBytes: Float64Array;
  readonly elements: Float64Array;
  expiring: number;
  expired: number;
}

/** A count and a sum of bytes side by side for each of so many buckets. */
function createBuckets(count: number): {
  add(bucket: number, sizeBytes: number): void;
  amount(bucket: number): { keys: number; sizeBytes: number };
} {
  const keys = new Float64Array(count);
  const sizes = new Float64Array(count);
  return {
    add(bucket, sizeBytes) {
      keys[bucket] = (keys[bucket] ?? 0) + 1;
      sizes[bucket] = (sizes[bucket] ?? 0) + sizeBytes;
    },
    amount: (bucket) => ({ keys: keys[bucket] ?? 0, sizeBytes: sizes[bucket] ?? 0 }),
  };
}

/** Sums up what goes by, in memory that does not grow with the number of keys. */
export function createSummary(options: SummaryOptions): RdbVisitor & { result(): RdbSummary } {
  const { delimiter, now } = options;
  const biggest = createBiggestKeys(BIGGEST_KEYS);
  const prefixes = createPrefixTree(delimiter);
  const databases = new Map<number, Sums>();
  const modules = new Set<string>();
  const records = new Set<number>();
  const sizes = createBuckets(SIZE_BUCKETS);
  /** Never, expired, then the lives and longer ones. */
  const lives = createBuckets(LIVES_MS.length + 3);
  let functionLibraries = 0;
  let current = newSums(0);

  const sumsOf = (database: number): Sums => {
    const id = databases.size < MOST_DATABASES || databases.has(database) ? database : -1;
    const known = databases.get(id) ?? newSums(id === -1 ? null : id);
    databases.set(id, known);
    return known;
  };

  const typeCodes = (): number[] =>
    TYPE_NAMES.flatMap((_, code) => ([...databases.values()].some(({ keys }) => (keys[code] ?? 0) > 0) ? [code] : []));

  return {
    key(key: KeyBytes, facts: KeyFacts) {
      const { database, type, elements, sizeBytes, expiresAtMs } = facts;
      if (current.database !== database || databases.size === 0) current = sumsOf(database);
      current.keys[type] = (current.keys[type] ?? 0) + 1;
      current.sizeBytes[type] = (current.sizeBytes[type] ?? 0) + sizeBytes;
      current.elements[type] = (current.elements[type] ?? 0) + elements;
      sizes.add(sizeBucket(sizeBytes), sizeBytes);
      const life = expiresAtMs === null ? 0 : lifeBucket(expiresAtMs - now);
      lives.add(life, sizeBytes);
      if (expiresAtMs !== null) current.expiring += 1;
      if (life === 1) current.expired += 1;
      biggest.add(key, facts);
      prefixes.add(key, sizeBytes);
    },
    record(code) {
      records.add(code);
      if (code === OPCODE.function || code === OPCODE.functionPreGa) functionLibraries += 1;
    },
    module(name) {
      if (modules.size < MOST_DATABASES) modules.add(name);
    },
    result() {
      const shares = [...databases.values()].map(shareOf);
      const total = (pick: (share: DatabaseShare) => number): number =>
        shares.reduce((sum, share) => sum + pick(share), 0);
      return {
        keys: total(({ keys }) => keys),
        sizeBytes: total(({ sizeBytes }) => sizeBytes),
        expiring: total(({ expiring }) => expiring),
        expired: total(({ expired }) => expired),
        databases: shares.toSorted((a, b) => (a.database ?? Infinity) - (b.database ?? Infinity)),
        types: mergeTypes(shares.flatMap(({ types }) => types)),
        biggestKeys: biggest.list().map(bigKeyOf),
        delimiter,
        prefixes: prefixes.root(),
        arePrefixesPruned: prefixes.wasPruned(),
        ttl: {
          never: lives.amount(0),
          expired: lives.amount(1),
          buckets: [...LIVES_MS, null].map((upToMs, at) => Object.assign({ upToMs }, lives.amount(at + 2))),
        },
        sizes: Array.from({ length: SIZE_BUCKETS }, (_, at) =>
          Object.assign({ upToBytes: 2 ** (at + FIRST_SIZE_BITS) }, sizes.amount(at)),
        ).filter(({ keys }) => keys > 0),
        functionLibraries,
        modules: [...modules],
        codes: [...typeCodes(), ...records].toSorted((a, b) => a - b),
      };
    },
  };
}

function newSums(database: number | null): Sums {
  const zeros = (): Float64Array => new Float64Array(TYPE_CODES);
  return { database, keys: zeros(), sizeBytes: zeros(), elements: zeros(), expiring: 0, expired: 0 };
}

function sizeBucket(sizeBytes: number): number {
  const bits = sizeBytes < 2 ** 31 ? 32 - Math.clz32(sizeBytes - 1) : Math.ceil(Math.log2(sizeBytes));
  return Math.min(SIZE_BUCKETS - 1, Math.max(0, bits - FIRST_SIZE_BITS));
}

function lifeBucket(leftMs: number): number {
  if (leftMs <= 0) return 1;
  const at = LIVES_MS.findIndex((upToMs) => leftMs <= upToMs);
  return at === -1 ? LIVES_MS.length + 2 : at + 2;
}

function namesOf(code: number): Pick<TypeShare, 'type' | 'encoding'> {
  const [type, encoding] = TYPE_NAMES[code] ?? ['module', 'module'];
  return { type, encoding };
}

function bigKeyOf({
  key,
  database,
  type,
  elements,
  sizeBytes,
  expiresAtMs,
}: BigKeyFacts): RdbSummary['biggestKeys'][number] {
  return { key, database, ...namesOf(type), elements, sizeBytes, expiresAt: expiresAtMs };
}

function shareOf({ database, keys, sizeBytes, elements, expiring, expired }: Sums): DatabaseShare {
  const types = TYPE_NAMES.flatMap((_, code) => {
    const count = keys[code] ?? 0;
    const amounts = { keys: count, sizeBytes: sizeBytes[code] ?? 0, elements: elements[code] ?? 0 };
    return count > 0 ? [{ ...namesOf(code), ...amounts }] : [];
  });
  const merged = mergeTypes(types);
  const sum = (pick: (share: TypeShare) => number): number => merged.reduce((total, share) => total + pick(share), 0);
  return {
    database,
    keys: sum((share) => share.keys),
    sizeBytes: sum((share) => share.sizeBytes),
    expiring,
    expired,
    types: merged,
  };
}

/** Several codes may stand for one encoding. The biggest first. */
function mergeTypes(shares: readonly TypeShare[]): TypeShare[] {
  const merged = new Map<string, TypeShare>();
  for (const share of shares) {
    const id = `${share.type} ${share.encoding}`;
    const known = merged.get(id) ?? { ...share, keys: 0, sizeBytes: 0, elements: 0 };
    merged.set(id, {
      ...known,
      keys: known.keys + share.keys,
      sizeBytes: known.sizeBytes + share.sizeBytes,
      elements: known.elements + share.elements,
    });
  }
  return [...merged.values()].toSorted((a, b) => b.sizeBytes - a.sizeBytes);
}
