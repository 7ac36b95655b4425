import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { auxField, concatBytes, rdbLength, rdbString, utf8 } from '../practice/rdb/encoding.ts';
import { describeEnds } from './peek.ts';
import { keyRecord, rdbFile, type Trailer } from './test-rdb.ts';
import { startTestRedis } from './test-redis.ts';

/** What a look at the first bytes and the last sixteen tells. */
function peekAt(file: Uint8Array, headBytes = 200): ReturnType<typeof describeEnds> {
  const head = file.subarray(0, headBytes);
  return describeEnds({ head, tail: file.subarray(-16), isWhole: head.length === file.length });
}

const AUX = [
  auxField('redis-ver', '7.0.15'),
  auxField('ctime', '1790000000'),
  auxField('used-mem', '123456789'),
  auxField('aof-base', '0'),
];
const database = (id: number, keys: number, expiring: number): Uint8Array =>
  concatBytes(Uint8Array.of(254), rdbLength(id), Uint8Array.of(251), rdbLength(keys), rdbLength(expiring));
const key = (name: string): Uint8Array => keyRecord(0, name, rdbString('x'.repeat(50)));
const keys = Array.from({ length: 20 }, (_, at) => key(`key:${at}`));

test('the head of a large file tells its maker, its time and what its first database has', () => {
  const file = rdbFile('REDIS0010', [...AUX, database(3, 20, 7), ...keys, database(4, 1, 0), key('other')]);
  expect(peekAt(file)).toEqual({
    content: {
      kind: 'rdb',
      rdbVersion: 10,
      header: {
        dialect: 'redis',
        product: 'redis',
        serverVersion: '7.0.15',
        createdAt: 1_790_000_000_000,
        usedMemoryBytes: 123_456_789,
      },
      lowest: { redis: '7.0', valkey: '7.2' },
      isAofBase: false,
      databases: [{ database: 3, keys: 20, expiring: 7 }],
      keyCount: null,
      state: 'readable',
    },
    ending: 'checksum',
  });
});

test('of a file that is no longer than the head, everything is known', () => {
  const file = rdbFile('REDIS0010', [...AUX, database(0, 1, 0), key('a'), database(9, 2, 1), key('b'), key('c')]);
  const { content } = peekAt(file, 65_536);
  expect(content).toMatchObject({ keyCount: 3, state: 'readable', databases: [{ database: 0 }, { database: 9 }] });
});

test.each<[string, Trailer, string]>([
  ['REDIS0010', 'right', 'checksum'],
  ['REDIS0010', 'zero', 'noChecksum'],
  ['REDIS0010', 'none', 'noEndMark'],
  ['REDIS0004', 'none', 'checksumless'],
])('the end of a %s with its checksum %s is told as it is', (magic, trailer, ending) => {
  const expected = ending === 'checksumless' ? 'noChecksum' : ending;
  expect(peekAt(rdbFile(magic, keys, trailer)).ending).toBe(expected);
  expect(peekAt(rdbFile(magic, keys, trailer), 65_536).ending).toBe(expected);
});

test('without a tail nothing is said of the end', () => {
  const head = rdbFile('REDIS0010', keys).subarray(0, 100);
  expect(describeEnds({ head, tail: null, isWhole: false }).ending).toBe('notReached');
});

test.each([
  ['REDIS0012', '7.4', null],
  ['VALKEY080', null, '9.0'],
])('what %s asks for by its version alone is Redis %s and Valkey %s', (magic, redis, valkey) => {
  expect(peekAt(rdbFile(magic, keys)).content).toMatchObject({ lowest: { redis, valkey } });
});

test('the base of an append-only set is told from a backup, as old and new servers mark it', () => {
  for (const name of ['aof-base', 'aof-preamble']) {
    const { content } = peekAt(rdbFile('REDIS0009', [auxField(name, '1'), ...keys]));
    expect(content).toMatchObject({ isAofBase: true });
  }
});

test.each([
  ['<!DOCTYPE html><html><body>Log in</body></html>', 'html'],
  ['<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>', 'xml'],
  ['{"RetCode":-148643,"ErrMsg":"signature"}', 'json'],
  ['\u001f\u008b\b\u0000', 'gzip'],
  ['', 'empty'],
])('what is no RDB is called by its name: %j', (text, lookalike) => {
  const head = Buffer.from(text, 'latin1');
  expect(describeEnds({ head, tail: null, isWhole: true }).content).toEqual({ kind: 'notRdb', lookalike });
});

test('a version of the future is an RDB that is not understood, and its end is looked at all the same', () => {
  const { content, ending } = peekAt(rdbFile('REDIS0099', keys));
  const lowest = { redis: null, valkey: null };
  expect(content).toMatchObject({ kind: 'rdb', rdbVersion: 99, state: 'notUnderstood', databases: [], lowest });
  expect(ending).toBe('checksum');
});

test('a head that contradicts itself is damaged, and so is a whole file that ends in the middle', () => {
  const bad = concatBytes(utf8('REDIS0010'), Uint8Array.of(0), Uint8Array.of(0xc7), key('x'));
  expect(peekAt(concatBytes(bad, ...keys)).content).toMatchObject({ state: 'damaged' });
  expect(peekAt(rdbFile('REDIS0010', keys).subarray(0, 300), 65_536).content).toMatchObject({ state: 'damaged' });
});

test('what a real server announces is what it holds', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'peek-'));
  try {
    const redis = await startTestRedis(folder, 'peek');
    redis.send([
      'SELECT 2',
      `EVAL "for i=1,5000 do redis.call('SET','key:'..i,string.rep('x',100)) end" 0`,
      'SET one 1 EX 90000',
      'SET two 2 EX 90000',
      'SELECT 5',
      'SET far away',
    ]);
    redis.save();
    const memory = /used_memory:(\d+)/u.exec(redis.send(['INFO memory']))?.[1];
    await redis.stop();
    const { content, ending } = peekAt(readFileSync(redis.file), 65_536);
    expect(ending).toBe('checksum');
    expect(content).toMatchObject({ databases: [{ database: 2, keys: 5002, expiring: 2 }], keyCount: null });
    if (content.kind !== 'rdb') throw new Error('no RDB');
    expect(content.header.serverVersion).toMatch(/^\d+\.\d+\.\d+$/u);
    expect(content.header.usedMemoryBytes).toBeGreaterThan(Number(memory) / 2);
    expect(Math.abs((content.header.createdAt ?? 0) - Date.now())).toBeLessThan(600_000);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
