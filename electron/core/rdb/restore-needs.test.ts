import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CheckReport } from '#shared/models/check-report.ts';
import { auxField, concatBytes, littleEndian64, rdbLength, rdbString, utf8 } from '../practice/rdb/encoding.ts';
import { memorySource } from './byte-source.ts';
import { checkFile } from './check-file.ts';
import { restoreNeeds } from './restore-needs.ts';
import { keyRecord, numbers, rdbFile } from './test-rdb.ts';
import { EVERY_TYPE, FUNCTION_LIBRARY, startTestRedis } from './test-redis.ts';

function reportOf(bytes: Uint8Array): CheckReport {
  return checkFile(memorySource(bytes), () => memorySource(bytes), { wantsEtag: false });
}
const needsOf = (magic: string, records: readonly Uint8Array[] = []) => {
  const trailer = /^REDIS000[1-4]/u.test(magic) ? 'none' : 'right';
  return restoreNeeds(reportOf(rdbFile(magic, [...records, keyRecord(0, 'key', rdbString('value'))], trailer)));
};
/** The id of a module's type as it stands in a file: nine letters of six bits, then the version. */
function moduleId(name: string): Uint8Array {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const id = Array.from(name).reduce((sum, letter) => (sum << 6n) | BigInt(letters.indexOf(letter)), 0n) << 10n;
  return concatBytes(Uint8Array.of(0x81), littleEndian64(id).toReversed());
}
const moduleKey = (name: string, at: number): Uint8Array =>
  keyRecord(7, `key ${at}`, moduleId(name), numbers(2, 42, 0));
const expiringFields = keyRecord(
  24,
  'fields',
  littleEndian64(1n),
  numbers(1, 0),
  rdbString('field'),
  rdbString('value'),
);

describe('the lowest server', () => {
  it.each([
    ['REDIS0001', '1.0', '7.2'],
    ['REDIS0002', '2.4', '7.2'],
    ['REDIS0006', '2.6', '7.2'],
    ['REDIS0007', '3.2', '7.2'],
    ['REDIS0008', '4.0', '7.2'],
    ['REDIS0009', '5.0', '7.2'],
    ['REDIS0010', '7.0', '7.2'],
    ['REDIS0011', '7.2', '7.2'],
    ['VALKEY080', null, '9.0'],
    ['VALKEY081', null, '9.2'],
  ])('for %s is Redis %s and Valkey %s', (magic, redis, valkey) => {
    expect(needsOf(magic)).toMatchObject({ outlook: 'yes', redis, valkey, isValkeyRelaxed: false });
  });

  it.each([
    ['REDIS0012', '7.4'],
    ['REDIS0013', '8.6'],
    ['REDIS0014', '8.8'],
    ['REDIS0015', '8.10'],
  ])('for %s is Redis %s; Valkey takes it when told to be relaxed', (magic, redis) => {
    expect(needsOf(magic)).toMatchObject({ outlook: 'yes', redis, valkey: '9.0', isValkeyRelaxed: true });
  });

  it('is no Valkey for hash fields that expire in the form of Redis', () => {
    const needs = needsOf('REDIS0012', [expiringFields]);
    expect(needs).toMatchObject({ redis: '7.4', valkey: null, isValkeyRelaxed: false });
    expect(needs.causes).toEqual([
      { cause: 'rdbVersion', release: '7.4' },
      { cause: 'fieldExpiry', release: '7.4' },
    ]);
  });

  it('is that of the newest thing in the file, where that is newer than its version', () => {
    const set = keyRecord(20, 'set', rdbString(Uint8Array.of(9, 0, 0, 0, 1, 0, 5, 1, 255)));
    expect(needsOf('REDIS0007', [set])).toMatchObject({
      redis: '7.2',
      causes: [
        { cause: 'setListpacks', release: '7.2' },
        { cause: 'rdbVersion', release: '3.2' },
      ],
    });
  });

  it('is none for what only release candidates wrote', () => {
    const library = concatBytes(
      Uint8Array.of(246),
      rdbString('lib'),
      rdbString('LUA'),
      rdbLength(0),
      rdbString('return 1'),
    );
    const needs = needsOf('REDIS0010', [library]);
    expect(needs).toMatchObject({ outlook: 'no', redis: null, valkey: null, functionLibraries: 1 });
    expect(needs.causes[0]).toEqual({ cause: 'preRelease', release: null });
  });

  it('is none for a damaged file, and not known for one that is newer than this program', () => {
    const file = rdbFile('REDIS0010', [keyRecord(0, 'key', rdbString('value'))]);
    expect(restoreNeeds(reportOf(file.subarray(0, 20)))).toMatchObject({ outlook: 'no', redis: null, valkey: null });
    expect(restoreNeeds(reportOf(rdbFile('REDIS0099', [])))).toMatchObject({ outlook: 'unknown', redis: null });
    const unknown = concatBytes(Uint8Array.of(200), utf8('?'));
    expect(restoreNeeds(reportOf(rdbFile('REDIS0012', [unknown])))).toMatchObject({ outlook: 'unknown', redis: '7.4' });
  });
});

describe('besides the version', () => {
  it('modules are named by the types of keys and by data beside them', () => {
    const data = concatBytes(Uint8Array.of(247), moduleId('TSDB-TYPE'), numbers(2, 2, 0));
    const keys = ['ReJSON-RL', 'ReJSON-RL', 'nobodys-1'].map(moduleKey);
    const { modules, redis } = needsOf('REDIS0009', [data, ...keys]);
    expect(modules).toEqual([
      { type: 'TSDB-TYPE', module: 'RedisTimeSeries' },
      { type: 'ReJSON-RL', module: 'RedisJSON' },
      { type: 'nobodys-1', module: null },
    ]);
    expect(redis).toBe('5.0');
  });

  it('databases are counted up to the highest', () => {
    const select = (database: number): Uint8Array => concatBytes(Uint8Array.of(254), rdbLength(database));
    const inDatabase = (database: number): Uint8Array =>
      concatBytes(select(database), keyRecord(0, 'key', rdbString('value')));
    const plain = { count: 1, isAtLeast: false, isAboveDefault: false };
    expect(needsOf('REDIS0010').databases).toEqual(plain);
    expect(needsOf('REDIS0010', [inDatabase(15), select(0)]).databases).toEqual({ ...plain, count: 16 });
    expect(needsOf('REDIS0010', [inDatabase(31), select(0)]).databases).toEqual({
      ...plain,
      count: 32,
      isAboveDefault: true,
    });
    const many = Array.from({ length: 70 }, (_, at) => inDatabase(at + 1));
    expect(needsOf('REDIS0010', [...many, select(0)]).databases).toMatchObject({ isAtLeast: true });
  });

  it('memory is what was in use, and a quarter more', () => {
    const { memory } = needsOf('REDIS0010', [auxField('used-mem', '1000000')]);
    expect(memory).toEqual({ usedBytes: 1_000_000, advisedBytes: 1_250_000 });
    expect(needsOf('REDIS0010').memory).toBeNull();
  });
});

const hasRedis = spawnSync('redis-server', ['--version']).status === 0;

describe.skipIf(!hasRedis)('against the server of this machine', () => {
  it('a file with everything it writes needs no newer one than itself, and it loads what we say it does', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'restore-needs-'));
    try {
      const writer = await startTestRedis(folder, 'all');
      writer.send([...EVERY_TYPE, FUNCTION_LIBRARY]);
      writer.save();
      await writer.stop();
      const needs = restoreNeeds(reportOf(readFileSync(writer.file)));
      expect(needs).toMatchObject({ outlook: 'yes', redis: '7.0', valkey: '7.2', databases: { count: 16 } });
      expect(needs.causes.map(({ cause }) => cause)).toEqual(
        expect.arrayContaining(['rdbVersion', 'listpacks', 'functions', 'newerStreams', 'binaryScores']),
      );
      const reader = await startTestRedis(folder, 'all');
      await reader.stop();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
