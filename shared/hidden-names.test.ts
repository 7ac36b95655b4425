import { describe, expect, it } from 'vitest';
import type { CheckReport } from './models/check-report.ts';
import type { PrefixNode } from './models/rdb-summary.ts';
import { withoutNames } from './hidden-names.ts';

const none = { keys: 0, sizeBytes: 0 };
const branch = (name: string, children: PrefixNode[] = []): PrefixNode => ({
  name,
  keys: 3,
  sizeBytes: 90,
  children,
  others: none,
});
const big = { database: 0, type: 'string', encoding: 'raw', elements: 1, sizeBytes: 40, expiresAt: null } as const;

const REPORT: CheckReport = {
  sizeBytes: 100,
  sha256: 'ab'.repeat(32),
  etag: null,
  rdb: {
    verdict: 'corrupt',
    sizeBytes: 100,
    rdbVersion: 9,
    crc: 'failed',
    depth: 'structure',
    keyCount: 3,
    trailingBytes: 0,
    stoppedAt: 90,
    lastGoodKey: 'patient:mallory',
    damage: null,
    unknown: null,
    keysNotCompared: 0,
    header: null,
  },
  summary: {
    keys: 3,
    sizeBytes: 90,
    expiring: 0,
    expired: 0,
    databases: [],
    types: [],
    biggestKeys: [
      { key: 'patient:1', ...big },
      { key: 'patient:2', ...big },
    ],
    delimiter: ':',
    prefixes: branch('', [branch('patient:', [branch('mallory:')]), branch('session:')]),
    ttl: { never: none, expired: none, buckets: [] },
    sizes: [],
    arePrefixesPruned: false,
    codes: [0],
    functionLibraries: 0,
    modules: ['ReJSON-RL'],
  },
};

describe('a report without names', () => {
  it('holds no word of a key, wherever the report had one', () => {
    const text = JSON.stringify(withoutNames(REPORT));
    for (const word of ['patient', 'mallory', 'session']) expect(text).not.toContain(word);
  });

  it('keeps every number, and what is no key', () => {
    const hidden = withoutNames(REPORT);
    expect(hidden.summary?.biggestKeys.map(({ key, sizeBytes }) => [key, sizeBytes])).toEqual([
      ['••• 1', 40],
      ['••• 2', 40],
    ]);
    expect(hidden.summary?.prefixes.children[0]).toMatchObject({ keys: 3, children: [{ keys: 3 }] });
    expect(hidden.summary?.modules).toEqual(['ReJSON-RL']);
    expect(withoutNames({ ...REPORT, summary: null }).summary).toBeNull();
  });
});
