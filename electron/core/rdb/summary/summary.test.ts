import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PrefixNode, RdbSummary } from '#shared/models/rdb-summary.ts';
import { concatBytes, expiryAt, rdbString } from '../../practice/rdb/encoding.ts';
import { checkRdb } from '../check.ts';
import { checkBytes, keyRecord, rdbFile } from '../test-rdb.ts';
import { EVERY_TYPE, startTestRedis } from '../test-redis.ts';
import { createSummary } from './summary.ts';

const hasRedis = spawnSync('redis-server', ['--version']).status === 0;
const NOW = 1_790_000_000_000;
const DAY_MS = 86_400_000;

function summaryOf(records: readonly Uint8Array[], delimiter = ':'): RdbSummary {
  const summary = createSummary({ delimiter, now: NOW });
  expect(checkBytes(rdbFile('REDIS0009', records), { visitor: summary }).verdict).toBe('valid');
  return summary.result();
}

const text = (key: string, length = 1): Uint8Array => keyRecord(0, key, rdbString('x'.repeat(length)));
const outline = ({ name, keys, children }: PrefixNode): unknown => [name, keys, children.map(outline)];

describe('a summary', () => {
  it('groups keys by what stands before delimiters; numbers and ids are one group', () => {
    const keys = ['user:1:name', 'user:2:name', 'user:3:mail', 'user:x', 'plain', 'a:b:c', '12345'];
    const id = 'session:123e4567-e89b-12d3-a456-426614174000:data';
    const { prefixes } = summaryOf([...keys, id].map((key) => text(key)));
    const user = ['user:', 4, [['*:', 3, []]]];
    expect(outline(prefixes)).toEqual(['', 8, [user, ['session:', 1, [['*:', 1, []]]], ['a:', 1, [['b:', 1, []]]]]]);
    expect(outline(summaryOf([text('a/b'), text('a:b')], '/').prefixes)).toEqual(['', 2, [['a/', 1, []]]]);
  });

  it('stays bounded when every key has a prefix of its own', () => {
    const summary = createSummary({ delimiter: ':', now: NOW });
    const facts = { database: 0, type: 0, elements: 1, sizeBytes: 20, expiresAtMs: null };
    const bytes = new Uint8Array(8);
    for (let at = 0; at < 100_000; at += 1) {
      bytes.set(new TextEncoder().encode(`k${at.toString(36).padStart(6, 'z')}:`));
      summary.key({ bytes, start: 0, end: 8, length: 8 }, facts);
    }
    const { prefixes, keys, arePrefixesPruned } = summary.result();
    expect(arePrefixesPruned).toBe(true);
    expect(keys).toBe(100_000);
    expect(prefixes.children).toHaveLength(50);
    expect(prefixes.others.keys).toBeLessThan(16_400);
  });

  it('tells how long keys live and what has expired', () => {
    const expiring = (key: string, atMs: number): Uint8Array => concatBytes(expiryAt(atMs), text(key));
    const lives = [-DAY_MS, 1000, 2 * DAY_MS, 3000 * DAY_MS].map((ms, at) => expiring(`k${at}`, NOW + ms));
    const { ttl, expiring: count, expired } = summaryOf([text('stays'), ...lives]);
    expect([ttl.never.keys, ttl.expired.keys, count, expired]).toEqual([1, 1, 4, 1]);
    expect(ttl.buckets.map(({ keys }) => keys)).toEqual([1, 0, 1, 0, 0, 0, 1]);
  });

  it('keeps exactly the hundred biggest keys', () => {
    const records = Array.from({ length: 1000 }, (_, at) => text(`key${at}`, ((at * 7919) % 1000) + 1));
    const { biggestKeys } = summaryOf(records);
    expect(biggestKeys).toHaveLength(100);
    const lengths = Array.from({ length: 1000 }, (_, at) => [((at * 7919) % 1000) + 1, `key${at}`] as const);
    const expected = lengths.toSorted((a, b) => b[0] + b[1].length - a[0] - a[1].length).map(([, key]) => key);
    expect(biggestKeys[0]?.key).toBe(expected[0]);
    expect(new Set(biggestKeys.map(({ key }) => key)).size).toBe(100);
    expect(biggestKeys.at(-1)?.sizeBytes).toBeGreaterThan(900);
  });

  it('counts sizes by powers of two', () => {
    expect(summaryOf([text('a', 60), text('b', 60), text('c', 1000)]).sizes).toEqual([
      { upToBytes: 64, keys: 2, sizeBytes: 128 },
      { upToBytes: 1024, keys: 1, sizeBytes: 1005 },
    ]);
  });
});

describe.skipIf(!hasRedis)('a summary of what a real server wrote', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'rdb-summary-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('agrees with the server on keys, expiries, and the biggest keys', async () => {
    const redis = await startTestRedis(folder, 'summary');
    let keyspace = '';
    let dumps: Array<[key: string, size: number]> = [];
    try {
      redis.send(EVERY_TYPE);
      redis.save();
      keyspace = redis.send(['INFO keyspace']);
      const lua =
        "local t={} for _,k in ipairs(redis.call('KEYS','*:*')) do t[#t+1]=k t[#t+1]=#redis.call('DUMP',k) end return t";
      const answers = redis
        .send([`EVAL "${lua}" 0`])
        .trimEnd()
        .split('\n');
      dumps = answers.flatMap((key, at) => (at % 2 === 0 ? [[key, Number(answers[at + 1])] as [string, number]] : []));
    } finally {
      await redis.stop();
    }
    const visitor = createSummary({ delimiter: ':', now: Date.now() });
    const report = await checkRdb(redis.file, { visitor });
    const summary = visitor.result();
    const counted = summary.databases.map(
      ({ database, keys, expiring }) => `db${database}:keys=${keys},expires=${expiring}`,
    );
    expect(counted).toEqual([...keyspace.matchAll(/db\d+:keys=\d+,expires=\d+/gu)].map(([line]) => line));
    expect(summary.keys).toBe(report.keyCount);
    expect(summary.expired).toBe(0);
    // DUMP adds ten bytes to type and value; the file has the key, with its length, and nine bytes for a time.
    const sizes = new Map(
      summary.biggestKeys.filter(({ database }) => database === 0).map(({ key, sizeBytes }) => [key, sizeBytes]),
    );
    const expected = dumps.map(([key, size]) => [
      key,
      size - 10 + 1 + key.length + (key.startsWith('expiring') ? 9 : 0),
    ]);
    expect(expected.map(([key]) => [key, sizes.get(`${key}`)])).toEqual(expected);
  });
});
