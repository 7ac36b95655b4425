import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../practice/random.ts';
import { checkRdb } from './check.ts';
import { OPCODE, TYPE_NAMES } from './format.ts';
import { agreementOf, damagedCopies, judgeAll } from './test-damage.ts';
import {
  EVERY_TYPE,
  FUNCTION_LIBRARY,
  refereeAccepts,
  SMALL_OF_EVERY_TYPE,
  startTestRedis,
  WRITERS,
  writtenByRedis,
} from './test-redis.ts';

const hasRedis = spawnSync('redis-server', ['--version']).status === 0;

describe.skipIf(!hasRedis)('checking what a real server wrote', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'rdb-check-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(WRITERS)('finds the %s server’s file in order, with every key it counts', async (name, options) => {
    const redis = await startTestRedis(folder, name, options);
    let keyspace = '';
    const types = new Map<string, string>();
    try {
      redis.send(EVERY_TYPE);
      if (name === 'functions') redis.send([FUNCTION_LIBRARY]);
      redis.save();
      keyspace = redis.send(['INFO keyspace']);
      const names = redis.send(['KEYS *']).trimEnd().split('\n');
      const answers = redis
        .send(names.map((key) => `TYPE ${JSON.stringify(key)}`))
        .trimEnd()
        .split('\n');
      for (const [at, key] of names.entries()) types.set(key, answers[at] ?? '');
    } finally {
      await redis.stop();
    }
    const counts = [...keyspace.matchAll(/keys=(\d+)/gu)].map(([, count]) => Number(count));
    const keyCount = counts.reduce((sum, count) => sum + count, 0);
    const crc = name === 'without-checksum' ? 'absent' : 'passed';
    const common = { verdict: 'valid', rdbVersion: 10, crc, keyCount, trailingBytes: 0, damage: null, unknown: null };
    const { size } = { size: readFileSync(redis.file).length };

    expect(await checkRdb(redis.file)).toMatchObject({ ...common, sizeBytes: size, stoppedAt: size - 8 });
    expect(await checkRdb(redis.file, { depth: 'values' })).toMatchObject({ ...common, depth: 'values' });
    expect(refereeAccepts(redis.file)).toBe(true);

    const seen = new Map<string, string>();
    let expiring = 0;
    let libraries = 0;
    const visited = await checkRdb(redis.file, {
      visitor: {
        key({ bytes, start, end }, facts) {
          if (facts.expiresAtMs !== null) expiring += 1;
          const key = Buffer.from(bytes.subarray(start, end)).toString();
          const type = TYPE_NAMES[facts.type]?.[0] ?? '';
          if (facts.database === 0) seen.set(key, type === 'sortedSet' ? 'zset' : type);
        },
        record: (code) => void (libraries += code === OPCODE.function ? 1 : 0),
        module: () => undefined,
      },
    });
    expect(visited).toMatchObject(common);
    expect(expiring).toBe(3);
    expect(libraries).toBe(name === 'functions' ? 1 : 0);
    const plain = [...types].filter(([key]) => !key.includes('\\'));
    expect(plain.map(([key]) => [key, seen.get(key)])).toEqual(plain);
  });

  it('reads the same keys and element counts through a window that moves at any byte', async () => {
    const redis = await startTestRedis(folder, 'elements', []);
    try {
      redis.send(EVERY_TYPE);
      redis.save();
    } finally {
      await redis.stop();
    }
    const elements = new Map<string, number>();
    await checkRdb(redis.file, {
      visitor: {
        key: ({ bytes, start, end }, facts) =>
          void elements.set(Buffer.from(bytes.subarray(start, end)).toString(), facts.elements),
        record: () => undefined,
        module: () => undefined,
      },
    });
    const expected = { 'list:small': 6, 'list:many': 3000, 'list:plain': 3, 'set:ints': 4, 'set:many': 700 };
    const more = { 'hash:small': 3, 'hash:many': 600, 'zset:small': 4, 'zset:many': 300, 'stream:many': 499, 12345: 1 };
    expect(Object.fromEntries(elements)).toMatchObject({ ...expected, ...more });
  });

  it('is of one mind with redis-check-rdb and a server about what the server wrote and what is cut or turned in it', async () => {
    const good = await writtenByRedis(folder, { name: 'good', commands: SMALL_OF_EVERY_TYPE });
    const accepted = agreementOf(await judgeAll([good], { folder }));
    expect(accepted).toMatchObject({ ours: 0, referee: 0, server: 0, stalls: 0, countedOtherwise: 0 });
    const random = createRandom(3);
    const bad = [
      ...damagedCopies(good, { made: 'flip', count: 20, random }),
      ...damagedCopies(good, { made: 'truncation', count: 10, random }),
    ];
    const refused = agreementOf(await judgeAll(bad, { folder }));
    expect(refused).toMatchObject({ ours: 30, referee: 30, server: 30, stalls: 0 });
  });

  it('finds no damage without a checksum that redis-check-rdb does not find', async () => {
    const options = ['--rdbchecksum', 'no', '--rdbcompression', 'no'];
    const bytes = await writtenByRedis(folder, { name: 'damaged', options, commands: SMALL_OF_EVERY_TYPE });
    const random = createRandom(7);
    const bad = [
      ...damagedCopies(bytes, { made: 'flip', count: 30, random }),
      ...damagedCopies(bytes, { made: 'truncation', count: 10, random }),
    ];
    expect(agreementOf(await judgeAll(bad, { folder })).acceptedByReferee).toEqual([]);
  });
});
