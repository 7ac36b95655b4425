import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { combineCrc64, crc64 } from '../rdb/crc64.ts';
import { createRdbSource, damageSource, type RdbSource, readInChunks } from './rdb-writer.ts';
import { MIN_RDB_BYTES } from './rdb/layout.ts';

const hasRedis = spawnSync('redis-server', ['--version']).status === 0;
const KIB = 1024;
const SIZES = [MIN_RDB_BYTES, MIN_RDB_BYTES + 1, 1000, 2000, 100_000, 5_000_000, 40_000_000];

const firstDifference = (a: Uint8Array, b: Uint8Array): number => Buffer.compare(a, b);

describe('the RDB writer', () => {
  it.each(SIZES)('makes a file of exactly %i bytes whose checksum is right', (sizeBytes) => {
    const source = createRdbSource({ seed: 1, sizeBytes });
    const whole = source.read(0, sizeBytes);
    expect(whole.length).toBe(sizeBytes);
    expect(new TextDecoder().decode(whole.subarray(0, 9))).toBe('REDIS0010');
    expect(whole[sizeBytes - 9]).toBe(0xff);
    expect(crc64(whole)).toBe(0n);
  });

  it('makes any size from the smallest on, and none below', () => {
    fc.assert(
      fc.property(fc.integer({ min: MIN_RDB_BYTES, max: 300 * KIB }), (sizeBytes) => {
        const source = createRdbSource({ seed: 2, sizeBytes });
        expect(crc64(source.read(0, sizeBytes))).toBe(0n);
      }),
      { numRuns: 30 },
    );
    for (const sizeBytes of [0, 18, MIN_RDB_BYTES - 1, 1.5 * KIB + 0.5, Number.NaN, 1e18])
      expect(() => createRdbSource({ seed: 2, sizeBytes })).toThrow(RangeError);
  });

  it('gives for any range what stands there in the whole file', () => {
    const sizeBytes = 700 * KIB + 13;
    const source = createRdbSource({ seed: 3, sizeBytes });
    const whole = source.read(0, sizeBytes);
    fc.assert(
      fc.property(fc.nat(sizeBytes), fc.nat(200 * KIB), (start, length) => {
        const end = Math.min(sizeBytes, start + length);
        expect(firstDifference(source.read(start, end), whole.subarray(start, end))).toBe(0);
      }),
    );
    expect(Buffer.concat(Array.from(readInChunks(source, 10_007), (chunk) => chunk.slice())).equals(whole)).toBe(true);
    expect(() => source.read(sizeBytes - 1, sizeBytes + 1)).toThrow(RangeError);
    expect(() => source.read(-1, 1)).toThrow(RangeError);
  });

  it('cuts keys anywhere without losing a digit', () => {
    const sizeBytes = 1100 * KIB;
    const source = createRdbSource({ seed: 4, sizeBytes });
    const whole = source.read(0, sizeBytes);
    const from = 1000 * KIB;
    for (let cut = from; cut < from + 2000; cut += 1) {
      const parts = [source.read(from, cut), source.read(cut, from + 2000)];
      expect(Buffer.concat(parts).equals(whole.subarray(from, from + 2000))).toBe(true);
    }
  });

  it('is the same for the same seed and differs throughout for another', () => {
    const sizeBytes = 300 * KIB;
    const one = createRdbSource({ seed: 5, sizeBytes }).read(0, sizeBytes);
    const other = createRdbSource({ seed: 6, sizeBytes }).read(0, sizeBytes);
    expect(createRdbSource({ seed: 5, sizeBytes }).read(0, sizeBytes)).toEqual(one);
    for (let at = 10 * KIB; at < sizeBytes; at += 10 * KIB)
      expect(firstDifference(one.subarray(at, at + 4000), other.subarray(at, at + 4000))).not.toBe(0);
  });

  it('turns the bits it is asked to, and only those', () => {
    const source = createRdbSource({ seed: 7, sizeBytes: 5000 });
    const damaged = damageSource(source, [100, 4000]);
    const differing = [...source.read(0, 5000).entries()].filter(([at, byte]) => damaged.read(0, 5000)[at] !== byte);
    expect(differing.map(([at]) => at)).toEqual([100, 4000]);
    expect(crc64(damaged.read(0, 5000))).not.toBe(0n);
  });

  it('knows the checksum of 64 GB from its parts, in less than a second', () => {
    const sizeBytes = 64_000_000_000;
    const startedAt = performance.now();
    const source = createRdbSource({ seed: 8, sizeBytes });
    const head = source.read(0, 100 * KIB);
    const tail = source.read(sizeBytes - 100 * KIB, sizeBytes);
    expect(performance.now() - startedAt).toBeLessThan(1000);
    expect(new TextDecoder().decode(head.subarray(0, 9))).toBe('REDIS0010');
    expect(tail.at(-9)).toBe(0xff);
  });

  it('arrives at the checksum of many blocks that adding up their bytes gives', () => {
    const sizeBytes = 300 * KIB * KIB;
    const source = createRdbSource({ seed: 9, sizeBytes });
    let crc = 0n;
    for (const chunk of readInChunks(source, 1_000_003)) crc = combineCrc64(crc, crc64(chunk), chunk.length);
    expect(crc).toBe(0n);
  });
});

describe.skipIf(!hasRedis)('Redis itself', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'practice-rdb-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const save = (source: RdbSource): string => {
    const file = path.join(folder, `${source.sizeBytes}.rdb`);
    const handle = openSync(file, 'w');
    for (const chunk of readInChunks(source, 256 * KIB)) writeSync(handle, chunk);
    closeSync(handle);
    return file;
  };

  it.each(SIZES)('finds a file of %i bytes in order, with the keys we count', (sizeBytes) => {
    const source = createRdbSource({ seed: 10, sizeBytes });
    const report = execFileSync('redis-check-rdb', [save(source)], { encoding: 'utf8' });
    expect(report).toContain('Checksum OK');
    expect(report).toContain('RDB looks OK');
    expect(report).toContain(`${source.keyCount} keys read`);
    expect(report).toContain('0 already expired');
  });

  /** Runs a server on the file, answers what the commands say, and ends it. */
  async function askRedis(source: RdbSource, commands: readonly string[]): Promise<string[]> {
    const socket = path.join(folder, `${source.sizeBytes}.sock`);
    const files = ['--dir', folder, '--dbfilename', path.basename(save(source))];
    const privately = ['--port', '0', '--unixsocket', socket, '--save', '', '--appendonly', 'no', '--daemonize', 'no'];
    const server = spawn('redis-server', [...files, ...privately]);
    try {
      for await (const line of createInterface({ input: server.stdout })) if (/ready to accept/iu.test(line)) break;
      const ask = (command: string): string =>
        execFileSync('redis-cli', ['-s', socket, ...command.split(' ')], { encoding: 'utf8' }).trim();
      return commands.map(ask);
    } finally {
      server.kill();
    }
  }

  it.each([MIN_RDB_BYTES, 2000, 5_000_000])('loads a file of %i bytes with every key in it', async (sizeBytes) => {
    const source = createRdbSource({ seed: 11, sizeBytes });
    const [keyspace = ''] = await askRedis(source, ['info keyspace']);
    const counts = [...keyspace.matchAll(/keys=(\d+)/gu)].map(([, count]) => Number(count));
    expect(counts).toHaveLength(2);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(source.keyCount);
  });

  it('reads back a value of every kind', async () => {
    const source = createRdbSource({ seed: 12, sizeBytes: 3000 });
    const commands = ['xlen sample:stream', 'strlen sample:compressed', 'zscore sample:zset:small gold'];
    const more = ['fcall practice_ping 0', 'lindex sample:quicklist 4', 'get sample:int32', '-n 1 get where'];
    const answers = await askRedis(source, [...commands, ...more]);
    expect(answers).toEqual(['10', '4500', '30000', 'pong', '100000', '-2000000000', 'database 1']);
  });
});
