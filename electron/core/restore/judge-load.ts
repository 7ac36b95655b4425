import type { RdbSummary } from '#shared/models/rdb-summary.ts';
import type { RestoredDatabase } from '#shared/models/test-restore.ts';

/** What a server says after loading: `INFO keyspace` and `INFO persistence`. */
export interface LoadFacts {
  readonly keysOf: ReadonlyMap<number, number>;
  /** `rdb_last_load_keys_loaded` and `rdb_last_load_keys_expired`, since Redis 7.0; null before. */
  readonly loadedKeys: number | null;
  readonly expiredKeys: number | null;
}

export function readLoadFacts(info: ReadonlyMap<string, string>): LoadFacts {
  const numberOf = (name: string): number | null => {
    const value = info.get(name);
    return value !== undefined && /^\d{1,15}$/u.test(value) ? Number(value) : null;
  };
  const keysOf = new Map<number, number>();
  for (const [name, value] of info) {
    const database = /^db(\d+)$/u.exec(name)?.[1];
    const keys = /^keys=(\d+)/u.exec(value)?.[1];
    if (database !== undefined && keys !== undefined) keysOf.set(Number(database), Number(keys));
  }
  return {
    keysOf,
    loadedKeys: numberOf('rdb_last_load_keys_loaded'),
    expiredKeys: numberOf('rdb_last_load_keys_expired'),
  };
}

export interface LoadVerdict {
  readonly databases: RestoredDatabase[];
  readonly isAsExpected: boolean;
}

/**
 * Compares what a server holds with what the check counted. A server drops expired keys while it loads and goes on
 * dropping them, so a database may have fewer by as many as expire; where the server counts what it loaded and what it
 * dropped, the two together must be exactly the keys of the file.
 */
export function judgeLoad(summary: RdbSummary, facts: LoadFacts): LoadVerdict {
  const listed = summary.databases.flatMap(({ database, keys, expiring, expired }) =>
    database === null ? [] : [{ database, expected: keys - expired, expiring: expiring - expired }],
  );
  const known = new Set(listed.map(({ database }) => database));
  // Databases beyond the summary's first 64 are counted together there; only all keys tell of those.
  const isEveryListed = listed.length === summary.databases.length;
  const unexpected = isEveryListed ? [...facts.keysOf.keys()].filter((database) => !known.has(database)) : [];
  const all = [...listed, ...unexpected.map((database) => ({ database, expected: 0, expiring: 0 }))];
  const databases = all.map(({ database, expected, expiring }): RestoredDatabase => {
    const loaded = facts.keysOf.get(database) ?? 0;
    const isAsExpected = loaded <= expected && loaded >= expected - expiring;
    return { database, expected, expiring, loaded, isAsExpected };
  });
  const { loadedKeys, expiredKeys } = facts;
  const isWhole = loadedKeys === null || expiredKeys === null || loadedKeys + expiredKeys === summary.keys;
  return { databases, isAsExpected: isWhole && databases.every(({ isAsExpected }) => isAsExpected) };
}
