import type { CheckReport } from '#shared/models/check-report.ts';
import type { RdbReport } from '#shared/models/rdb-report.ts';
import type { RdbSummary } from '#shared/models/rdb-summary.ts';
import type { NeedCause, RestoreNeeds } from '#shared/models/restore-needs.ts';
import { type Dialect, OPCODE, TYPE } from './format.ts';

type Cause = RestoreNeeds['causes'][number];

/** `databases 16`: redis.conf. */
const DEFAULT_DATABASES = 16;
/** jemalloc keeps a quarter more than it gave out on usual data: a rule of thumb, not a measurement of this file. */
const FRAGMENTATION = 1.25;

/**
 * What loads a checked file, told from its version and from what is in it. A server refuses a file with a version above
 * its own before it reads on (Redis, src/rdb.c: "Can't handle RDB format version"), so the version asks for a release
 * by itself, whatever it holds.
 */
export function restoreNeeds({ rdb, summary }: CheckReport): RestoreNeeds {
  const { dialect, rdbVersion } = { dialect: rdb.header?.dialect ?? 'redis', rdbVersion: rdb.rdbVersion ?? 0 };
  const codes = summary?.codes ?? [];
  const causes = causesOf(dialect, rdbVersion, codes);
  const isHopeless = rdb.verdict === 'corrupt' || causes.some(({ cause }) => cause === 'preRelease');
  const isLoadable = !isHopeless && causes.every(({ release }) => release !== null);
  const newest = isLoadable ? (causes[0]?.release ?? null) : null;
  const valkey = dialect === 'valkey' ? { release: newest, isRelaxed: false } : valkeyOf(rdbVersion, codes);
  return {
    outlook: isHopeless ? 'no' : rdb.verdict === 'notUnderstood' ? 'unknown' : 'yes',
    redis: dialect === 'redis' ? newest : null,
    valkey: isLoadable ? valkey.release : null,
    isValkeyRelaxed: isLoadable && valkey.isRelaxed,
    causes,
    modules: (summary?.modules ?? []).map((type) => ({ type, module: MODULES.get(type) ?? null })),
    databases: databasesOf(summary),
    functionLibraries: summary?.functionLibraries ?? 0,
    memory: memoryOf(rdb),
  };
}

/**
 * The first release that writes, and so loads, each version. Redis: RDB_VERSION in src/rdb.h of the releases (before
 * 2.6 the magic in src/rdb.c), 13 to 15 as in redis/librdb; 3 to 5 were never in a release. Valkey: src/rdb.h.
 */
const RELEASES: Readonly<Record<Dialect, ReadonlyArray<readonly [upTo: number, release: string]>>> = {
  redis: [
    [1, '1.0'],
    [2, '2.4'],
    [6, '2.6'],
    [7, '3.2'],
    [8, '4.0'],
    [9, '5.0'],
    [10, '7.0'],
    [11, '7.2'],
    [12, '7.4'],
    [13, '8.6'],
    [14, '8.8'],
    [15, '8.10'],
  ],
  valkey: [
    [80, '9.0'],
    [81, '9.2'],
  ],
};

/** What types and records ask for by themselves (Redis, src/rdb.h and src/rdb.c; redis/librdb for the newest). */
const NEEDS: Readonly<Record<Dialect, ReadonlyMap<number, Cause>>> = {
  redis: new Map([
    [TYPE.quicklist, need('quicklists', '3.2')],
    [TYPE.sortedSet2, need('binaryScores', '4.0')],
    // "The RDB file contains modules data in a pre-release format": src/rdb.c, rdbLoadObject.
    [TYPE.modulePreGa, need('preRelease', null)],
    [TYPE.module, need('moduleValues', '4.0')],
    [TYPE.stream, need('streams', '5.0')],
    [OPCODE.moduleAux, need('moduleData', '5.0')],
    [TYPE.hashListpack, need('listpacks', '7.0')],
    [TYPE.sortedSetListpack, need('listpacks', '7.0')],
    [TYPE.quicklist2, need('listpacks', '7.0')],
    [TYPE.stream2, need('newerStreams', '7.0')],
    [OPCODE.function, need('functions', '7.0')],
    // "Pre-release function format not supported": src/rdb.c, rdbLoadRioWithLoadingCtx.
    [OPCODE.functionPreGa, need('preRelease', null)],
    [TYPE.setListpack, need('setListpacks', '7.2')],
    [TYPE.stream3, need('newerStreams', '7.2')],
    [TYPE.hashFieldsPreGaOrHash2, need('fieldExpiry', '7.4')],
    [TYPE.hashListpackFieldsPreGa, need('fieldExpiry', '7.4')],
    [TYPE.hashFields, need('fieldExpiry', '7.4')],
    [TYPE.hashListpackFields, need('fieldExpiry', '7.4')],
    [OPCODE.slotInfo, need('slotInfo', '7.4')],
    [TYPE.stream4, need('newerStreams', '8.6')],
    [OPCODE.keyMetaOrSlotImport, need('keyMetadata', '8.6')],
    [TYPE.stream5, need('newerStreams', '8.8')],
  ]),
  valkey: new Map([[TYPE.hashFieldsPreGaOrHash2, need('fieldExpiry', '9.0')]]),
};

function need(cause: NeedCause, release: string | null): Cause {
  return { cause, release };
}

/** The newest first; what no release loads before all. One of each. */
function causesOf(dialect: Dialect, rdbVersion: number, codes: readonly number[]): Cause[] {
  const ofVersion = RELEASES[dialect].find(([upTo]) => rdbVersion <= upTo);
  const all = [need('rdbVersion', ofVersion?.[1] ?? null), ...codes.flatMap((code) => NEEDS[dialect].get(code) ?? [])];
  const newestFirst = all.toSorted((a, b) => compareReleases(b.release, a.release));
  return newestFirst.filter(({ cause }, at) => newestFirst.findIndex((other) => other.cause === cause) === at);
}

/** No release stands after all of them. */
function compareReleases(a: string | null, b: string | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  const [majorA = 0, minorA = 0] = a.split('.').map(Number);
  const [majorB = 0, minorB = 0] = b.split('.').map(Number);
  return majorA - majorB || minorA - minorB;
}

const FIRST_VALKEY = '7.2';
/** The last version that Redis and Valkey have in common. */
const LAST_COMMON_VERSION = 11;
/** Above it, Valkey takes a type of Redis for one of its own or for none (Valkey, src/rdb.h: RDB_FOREIGN_TYPE_MIN). */
const FIRST_FOREIGN_TYPE = TYPE.hashFieldsPreGaOrHash2;
const LAST_FOREIGN_CODE = OPCODE.keyMetaOrSlotImport;

/**
 * Valkey began with what Redis 7.2 loads and refuses versions 12 to 79, which are Redis' (src/rdb.h:
 * RDB_FOREIGN_VERSION_MIN). Since 9.0 `rdb-version-check relaxed` lets them in up to the first code it does not share
 * (valkey-io/valkey#2543).
 */
function valkeyOf(rdbVersion: number, codes: readonly number[]): { release: string | null; isRelaxed: boolean } {
  const isForeign = codes.some((code) => code >= FIRST_FOREIGN_TYPE && code <= LAST_FOREIGN_CODE);
  if (isForeign) return { release: null, isRelaxed: false };
  return rdbVersion <= LAST_COMMON_VERSION
    ? { release: FIRST_VALKEY, isRelaxed: false }
    : { release: '9.0', isRelaxed: true };
}

/** The least that a file asks for by its version alone, before anything is known of what is in it. */
export function lowestServers(dialect: Dialect, rdbVersion: number): Pick<RestoreNeeds, 'redis' | 'valkey'> {
  const release = causesOf(dialect, rdbVersion, [])[0]?.release ?? null;
  if (dialect === 'valkey') return { redis: null, valkey: release };
  return { redis: release, valkey: rdbVersion <= LAST_COMMON_VERSION ? FIRST_VALKEY : null };
}

/** Where a type of a module comes from: the names are those that the modules register. */
const MODULES: ReadonlyMap<string, string> = new Map([
  ['ReJSON-RL', 'RedisJSON'],
  ['MBbloom--', 'RedisBloom'],
  ['MBbloomCF', 'RedisBloom'],
  ['CMSk-TYPE', 'RedisBloom'],
  ['TopK-TYPE', 'RedisBloom'],
  ['TDIS-TYPE', 'RedisBloom'],
  ['TSDB-TYPE', 'RedisTimeSeries'],
  ['ft_index0', 'RediSearch'],
  ['ft_invidx', 'RediSearch'],
  ['trietype0', 'RediSearch'],
  ['graphdata', 'RedisGraph'],
  // Part of the server since Redis 8.0.
  ['vectorset', 'Redis 8'],
]);

/** The summary counts databases beyond its first 64 together, without their numbers. */
function databasesOf(summary: RdbSummary | null): RestoreNeeds['databases'] {
  const numbers = (summary?.databases ?? []).map(({ database }) => database);
  const known = numbers.filter((database) => database !== null);
  const count = Math.max(0, ...known) + 1;
  return { count, isAtLeast: numbers.length > known.length, isAboveDefault: count > DEFAULT_DATABASES };
}

function memoryOf({ header }: RdbReport): RestoreNeeds['memory'] {
  const usedBytes = header?.usedMemoryBytes ?? null;
  return usedBytes === null ? null : { usedBytes, advisedBytes: Math.ceil(usedBytes * FRAGMENTATION) };
}
