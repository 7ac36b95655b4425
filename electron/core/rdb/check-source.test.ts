import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRdbSource } from '../practice/rdb-writer.ts';
import {
  auxField,
  binaryDouble,
  concatBytes,
  expiryAt,
  littleEndian64,
  rdbInteger,
  rdbString,
} from '../practice/rdb/encoding.ts';
import { stream } from '../practice/rdb/stream-value.ts';
import { intset, listpack, packed } from '../practice/rdb/values.ts';
import { checkBytes, keyRecord, numbers, rdbFile, ziplist, zipmap } from './test-rdb.ts';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const small = (): Uint8Array => createRdbSource({ seed: 1, sizeBytes: 3000 }).read(0, 3000);
const aKey = keyRecord(0, 'key', rdbString('value'));

function flipped(bytes: Uint8Array, at: number, mask: number): Uint8Array {
  const copy = bytes.slice();
  copy[at] = (copy[at] ?? 0) ^ mask;
  return copy;
}

describe('a file in order', () => {
  it('is valid whatever pieces it comes in', () => {
    const source = createRdbSource({ seed: 4, sizeBytes: 700_000 });
    const bytes = source.read(0, source.sizeBytes);
    for (const pieceBytes of [1009, 65_536, bytes.length])
      for (const depth of ['structure', 'values'] as const)
        expect(checkBytes(bytes, { pieceBytes, depth })).toMatchObject({
          verdict: 'valid',
          crc: 'passed',
          depth,
          keyCount: source.keyCount,
          sizeBytes: bytes.length,
          stoppedAt: bytes.length - 8,
          lastGoodKey: 'where',
          header: { dialect: 'redis', serverVersion: '7.0.15', createdAt: 1_767_225_600_000 },
        });
  });

  it('may have bytes after its end, which are counted', () => {
    const bytes = concatBytes(small(), text('garbage'));
    expect(checkBytes(bytes)).toMatchObject({ verdict: 'valid', crc: 'passed', trailingBytes: 7, stoppedAt: 2992 });
  });

  it('decodes every value by itself where there is no checksum', () => {
    const bytes = rdbFile('REDIS0009', [aKey], 'zero');
    expect(checkBytes(bytes)).toMatchObject({ verdict: 'valid', crc: 'absent', depth: 'values', keyCount: 1 });
  });

  it('says what it says of itself, keys escaped', () => {
    const record = concatBytes(
      Uint8Array.of(0),
      rdbString(Uint8Array.of(0x61, 0x5c, 0, 0xff, 0xe4, 0xb8, 0xad)),
      rdbString(''),
    );
    const report = checkBytes(
      rdbFile('VALKEY080', [auxField('valkey-ver', '9.0.0'), auxField('used-mem', '123'), record]),
    );
    expect(report.lastGoodKey).toBe('a\\\\\\x00\\xff中');
    expect(report.header).toMatchObject({
      dialect: 'valkey',
      serverVersion: '9.0.0',
      usedMemoryBytes: 123,
      createdAt: null,
    });
  });
});

describe('versions and encodings that no server here writes', () => {
  const pairs = ['field', 'value', 'other', '12'];
  // Layouts: Redis, src/rdb.c of the version named, and redis/librdb for what came after 7.2.
  const cases: ReadonlyArray<readonly [what: string, magic: string, records: readonly Uint8Array[], keys: number]> = [
    ['nothing at all', 'REDIS0001', [], 0],
    [
      'version 1: lists, sets, sorted sets with scores in letters',
      'REDIS0001',
      [
        Uint8Array.of(0xfe, 0),
        keyRecord(1, 'list', numbers(2), rdbString('a'), rdbString('b')),
        keyRecord(2, 'set', numbers(1), rdbString('a')),
        keyRecord(
          3,
          'zset',
          numbers(3),
          rdbString('a'),
          Uint8Array.of(3, 0x31, 0x2e, 0x35),
          rdbString('b'),
          Uint8Array.of(254),
          rdbString('c'),
          Uint8Array.of(255),
        ),
        concatBytes(Uint8Array.of(0xfd, 0, 0, 0, 0x7f), aKey),
      ],
      4,
    ],
    [
      'version 2: zipmaps',
      'REDIS0002',
      [
        keyRecord(
          9,
          'hash',
          rdbString(
            zipmap(
              [
                ['a', 'b'],
                ['c', 'd'],
              ],
              2,
            ),
          ),
        ),
      ],
      1,
    ],
    [
      'version 3 to 4: ziplists and intsets',
      'REDIS0004',
      [
        keyRecord(10, 'list', rdbString(ziplist(pairs))),
        keyRecord(11, 'set', intset([1, 2, 3])),
        keyRecord(12, 'zset', rdbString(ziplist(pairs))),
        keyRecord(13, 'hash', rdbString(ziplist(pairs))),
      ],
      4,
    ],
    [
      'version 7: quicklists of ziplists',
      'REDIS0007',
      [keyRecord(14, 'list', numbers(2), rdbString(ziplist(['a'])), rdbString(ziplist(['b', 'c'])))],
      1,
    ],
    [
      'version 8: a module’s value and data',
      'REDIS0008',
      [
        concatBytes(Uint8Array.of(0xf7, 0x81), littleEndian64(0x1234_5678_9abc_def0n), numbers(2, 1, 2, 7, 0)),
        concatBytes(
          Uint8Array.of(7),
          rdbString('m'),
          Uint8Array.of(0x81),
          littleEndian64(77n),
          numbers(5),
          rdbString('x'),
          numbers(1, 3, 4),
          binaryDouble(1),
          numbers(3),
          new Uint8Array(4),
          numbers(0),
        ),
      ],
      1,
    ],
    [
      'version 9: streams',
      'REDIS0009',
      [
        keyRecord(
          15,
          's',
          numbers(1),
          rdbString(new Uint8Array(16)),
          packed([0, 0, 0, 0]),
          numbers(1, 5, 0, 1),
          rdbString('group'),
          numbers(1, 0, 1),
          new Uint8Array(24),
          numbers(1, 1),
          rdbString('consumer'),
          new Uint8Array(8),
          numbers(1),
          new Uint8Array(16),
        ),
      ],
      1,
    ],
    [
      'version 10: functions of a release candidate',
      'REDIS0010',
      [
        concatBytes(
          Uint8Array.of(0xf6),
          rdbString('f'),
          rdbString('LUA'),
          numbers(1),
          rdbString('about'),
          rdbString('code'),
        ),
        aKey,
      ],
      1,
    ],
    [
      'version 11: packed sets, streams with times of activity',
      'REDIS0011',
      [
        keyRecord(20, 'set', packed(['a', 'b', 7])),
        keyRecord(
          21,
          's',
          numbers(0, 0, 0, 0, 0, 0, 0, 0, 0, 1),
          rdbString('g'),
          numbers(0, 0, 0, 0, 1),
          rdbString('c'),
          new Uint8Array(16),
          numbers(0),
        ),
      ],
      2,
    ],
    [
      'version 12: hash fields that expire, sizes of slots',
      'REDIS0012',
      [
        concatBytes(Uint8Array.of(0xf4), numbers(5, 6, 7)),
        keyRecord(22, 'pre', numbers(1, 0), rdbString('f'), rdbString('v')),
        keyRecord(23, 'pre:packed', packed(['f', 'v', 0])),
        keyRecord(
          24,
          'h',
          new Uint8Array(8),
          numbers(2, 0),
          rdbString('f'),
          rdbString('v'),
          numbers(9),
          rdbString('g'),
          rdbString('w'),
        ),
        keyRecord(25, 'h:packed', new Uint8Array(8), packed(['f', 'v', 0, 'g', 'w', 100])),
      ],
      4,
    ],
    [
      'version 13: what modules keep with keys, streams that know their producers',
      'REDIS0013',
      [
        concatBytes(Uint8Array.of(0xf3), numbers(1), new Uint8Array(4), numbers(2, 9, 0), aKey),
        keyRecord(
          26,
          's',
          numbers(0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
          numbers(100, 10, 1),
          rdbString('producer'),
          numbers(1),
          rdbString('id'),
          numbers(1, 0, 3, 4),
        ),
      ],
      2,
    ],
    [
      'version 14: streams with entries given back',
      'REDIS0014',
      [
        keyRecord(
          27,
          's',
          numbers(0, 0, 0, 0, 0, 0, 0, 0, 0, 1),
          rdbString('g'),
          numbers(0, 0, 0, 1),
          new Uint8Array(24),
          numbers(1, 0, 1),
          new Uint8Array(16),
          numbers(100, 10, 0, 0, 0),
        ),
      ],
      1,
    ],
    [
      'Valkey 9: hash fields that expire, a slot on its way',
      'VALKEY080',
      [
        concatBytes(Uint8Array.of(0xf3), rdbString('job'), numbers(1, 5, 9)),
        keyRecord(22, 'h', numbers(1), rdbString('f'), rdbString('v'), littleEndian64(-1n)),
      ],
      1,
    ],
  ];

  it.each(cases)('reads %s', (_, magic, records, keyCount) => {
    const hasChecksum = !/^REDIS000[1-4]/u.test(magic);
    const bytes = rdbFile(magic, records, hasChecksum ? 'right' : 'none');
    const expected = { verdict: 'valid', crc: hasChecksum ? 'passed' : 'absent', keyCount, trailingBytes: 0 };
    for (const depth of ['structure', 'values'] as const) expect(checkBytes(bytes, { depth })).toMatchObject(expected);
    expect(checkBytes(bytes, { pieceBytes: 1 })).toMatchObject(expected);
    const visitor = { key: () => undefined, record: () => undefined, module: () => undefined };
    expect(checkBytes(bytes, { visitor })).toMatchObject(expected);
  });

  it('does not take a code of Redis for one of Valkey', () => {
    const record = keyRecord(25, 'h', new Uint8Array(8), packed(['f', 'v', 0]));
    expect(checkBytes(rdbFile('REDIS0012', [record]))).toMatchObject({ verdict: 'valid' });
    expect(checkBytes(rdbFile('VALKEY080', [record]))).toMatchObject({ verdict: 'notUnderstood', unknown: 'type 25' });
  });
});

describe('what is newer than this program', () => {
  it('is not understood, and its checksum is told all the same', () => {
    const bytes = rdbFile('REDIS0099', [aKey]);
    expect(checkBytes(bytes)).toMatchObject({ verdict: 'notUnderstood', rdbVersion: 99, crc: 'passed', damage: null });
    bytes[20] = 0;
    expect(checkBytes(bytes)).toMatchObject({ verdict: 'notUnderstood', crc: 'failed' });
  });

  it('is not understood where a record is unknown, unless the checksum says that a byte changed', () => {
    const unknown = concatBytes(Uint8Array.of(200), text('whatever this is'));
    const bytes = rdbFile('REDIS0012', [aKey, unknown]);
    expect(checkBytes(bytes)).toMatchObject({
      verdict: 'notUnderstood',
      crc: 'passed',
      keyCount: 1,
      unknown: 'record 200',
    });
    expect(checkBytes(flipped(bytes, bytes.length - 12, 1))).toMatchObject({
      verdict: 'corrupt',
      crc: 'failed',
      damage: { kind: 'bitDamage' },
    });
    expect(checkBytes(rdbFile('REDIS0012', [unknown], 'zero'))).toMatchObject({
      verdict: 'notUnderstood',
      crc: 'absent',
    });
  });
});

describe('damage', () => {
  it('is noticed for single bits all over a file with a checksum', () => {
    const bytes = small();
    const unnoticed: number[] = [];
    for (let bit = 0; bit < bytes.length * 8; bit += 11) {
      if (checkBytes(flipped(bytes, bit >> 3, 1 << (bit & 7))).verdict === 'valid') unnoticed.push(bit);
    }
    expect(unnoticed).toEqual([]);
  });

  it('is a truncation wherever a file is cut, with the last key that was whole', () => {
    const bytes = rdbFile('REDIS0010', [aKey, keyRecord(0, 'second', rdbString('x'.repeat(50)))]);
    for (let cut = 9; cut < bytes.length; cut += 1)
      expect(checkBytes(bytes.slice(0, cut))).toMatchObject({ verdict: 'corrupt', damage: { kind: 'truncated' } });
    expect(checkBytes(bytes.slice(0, 50))).toMatchObject({ keyCount: 1, lastGoodKey: 'key', damage: { offset: 50 } });
    expect(checkBytes(bytes.slice(0, -3))).toMatchObject({ keyCount: 2, lastGoodKey: 'second', crc: 'failed' });
  });

  it('is damage of bits where a length points past an end that is there', () => {
    const bytes = small();
    const at = Buffer.from(bytes).indexOf('sample:text') - 1;
    bytes[at] = 0x80;
    expect(checkBytes(bytes)).toMatchObject({ verdict: 'corrupt', crc: 'failed', damage: { kind: 'bitDamage' } });
  });

  it('tells a changed checksum from changed data', () => {
    const bytes = small();
    expect(checkBytes(flipped(bytes, 2995, 4))).toMatchObject({
      crc: 'failed',
      damage: { kind: 'wrongTrailer', offset: 2992 },
    });
    const inside = Buffer.from(bytes).indexOf('bring it home');
    const first = checkBytes(flipped(bytes, inside, 4));
    expect(first).toMatchObject({ crc: 'failed', damage: { kind: 'bitDamage', offset: inside }, lastGoodKey: null });
    const later = Buffer.from(bytes).indexOf('until the year');
    const second = checkBytes(flipped(bytes, later, 1));
    expect(second).toMatchObject({ damage: { kind: 'bitDamage', offset: later }, lastGoodKey: 'sample:frequent' });
    const both = checkBytes(flipped(flipped(bytes, later, 1), inside, 1));
    expect(both).toMatchObject({ damage: { kind: 'bitDamage', offset: null }, lastGoodKey: 'where' });
  });

  it('is a key that comes twice in one database, and only there', () => {
    const select = (database: number): Uint8Array => Uint8Array.of(0xfe, database);
    const other = keyRecord(0, 'other', rdbString('x'));
    const twice = rdbFile('REDIS0009', [select(0), aKey, other, aKey]);
    const offset = twice.length - 9 - aKey.length + 1;
    expect(checkBytes(twice)).toMatchObject({
      verdict: 'corrupt',
      crc: 'passed',
      damage: { kind: 'duplicateKey', offset },
    });
    expect(checkBytes(rdbFile('REDIS0009', [select(0), aKey, select(1), aKey]))).toMatchObject({ verdict: 'valid' });
    const gone = concatBytes(expiryAt(1000), aKey);
    expect(checkBytes(rdbFile('REDIS0009', [aKey, gone]))).toMatchObject({ verdict: 'valid' });
  });

  it('does not take a number for the text with the same byte', () => {
    const asText = keyRecord(0, '\u0005', rdbString('x'));
    const asNumber = concatBytes(Uint8Array.of(0, 0xc0, 5), rdbString('x'));
    expect(checkBytes(rdbFile('REDIS0009', [asText, asNumber]))).toMatchObject({ verdict: 'valid', keyCount: 2 });
  });

  it.each([
    ['<!DOCTYPE html><html>sign in</html>', 'htmlPage', 'html'],
    ['<?xml version="1.0"?><Error/>', 'notRdb', 'xml'],
    ['{"RetCode":-1,"ErrMsg":"expired"}', 'notRdb', 'json'],
    ['*2\r\n$6\r\nSELECT\r\n$1\r\n0\r\n', 'notRdb', 'aof'],
    ['\u001f\u008b whatever', 'notRdb', 'other'],
    ['REDISabcd', 'notRdb', 'other'],
    ['', 'notRdb', 'empty'],
  ])('names %j for what it is', (content, kind, lookalike) => {
    expect(checkBytes(text(content))).toMatchObject({
      verdict: 'corrupt',
      rdbVersion: null,
      crc: 'absent',
      damage: { kind, lookalike },
      header: null,
    });
  });

  it.each([
    ['a listpack of another length', 16, rdbString(listpack(['a', 'b']).fill(9, 0, 1))],
    ['a listpack whose entry says another length', 16, rdbString(listpack(['a', 'b']).fill(9, 8, 9))],
    ['a ziplist whose entry says another length before it', 13, rdbString(ziplist(['a', 'b']).fill(9, 13, 14))],
    ['an intset out of order', 11, intset([3, 2])],
    ['a zipmap without an end', 9, rdbString(zipmap([['a', 'b']]).fill(7, 6, 7))],
    ['compressed text that points before its beginning', 0, concatBytes(Uint8Array.of(0xc3, 4, 4, 0, 0x61, 0x20, 9))],
    ['a member twice', 2, concatBytes(numbers(2), rdbString('m'), rdbString('m'))],
    ['a number twice', 2, concatBytes(numbers(2), rdbInteger(5), Uint8Array.of(0xc1, 5, 0))],
    ['a field twice', 4, concatBytes(numbers(2), ...['f', 'a', 'f', 'b'].map(rdbString))],
    ['a packed field twice', 16, packed(['f', 1, 'f', 2])],
    ['a packed member twice', 20, packed([7, 8, 7])],
    ['a field of a ziplist twice', 13, rdbString(ziplist(['f', 'a', 'f', 'b']))],
    [
      'a field of a zipmap twice',
      9,
      rdbString(
        zipmap([
          ['f', 'a'],
          ['f', 'b'],
        ]),
      ),
    ],
    [
      'a stream node that counts wrongly',
      15,
      concatBytes(numbers(1), rdbString(new Uint8Array(16)), packed([1, 0, 0, 0]), numbers(0, 0, 0, 0)),
    ],
    [
      'an entry that a group waits for twice',
      15,
      concatBytes(
        numbers(0, 0, 0, 0, 1),
        rdbString('g'),
        numbers(0, 0, 2),
        new Uint8Array(24),
        numbers(1),
        new Uint8Array(24),
        numbers(1, 0),
      ),
    ],
    [
      'a consumer’s entry that its group does not wait for',
      15,
      concatBytes(
        numbers(0, 0, 0, 0, 1),
        rdbString('g'),
        numbers(0, 0, 0, 1),
        rdbString('c'),
        new Uint8Array(8),
        numbers(1),
        new Uint8Array(16),
      ),
    ],
    [
      'an entry that two consumers have',
      15,
      concatBytes(
        numbers(0, 0, 0, 0, 1),
        rdbString('g'),
        numbers(0, 0, 1),
        new Uint8Array(24),
        numbers(1, 2),
        rdbString('one'),
        new Uint8Array(8),
        numbers(1),
        new Uint8Array(16),
        rdbString('two'),
        new Uint8Array(8),
        numbers(1),
        new Uint8Array(16),
      ),
    ],
    ['a score that is no number', 5, concatBytes(numbers(1), rdbString('m'), binaryDouble(Number.NaN))],
  ])('is found in values that are decoded: %s', (_, type, value) => {
    const bytes = rdbFile('REDIS0010', [aKey, keyRecord(type, 'bad', value)], 'zero');
    expect(checkBytes(bytes, { depth: 'structure' })).toMatchObject({ verdict: 'valid' });
    const reason = expect.any(String);
    expect(checkBytes(bytes)).toMatchObject({
      verdict: 'corrupt',
      lastGoodKey: 'key',
      damage: { kind: 'bitDamage', reason },
    });
  });
});

describe('whatever the bytes', () => {
  const templates = [small(), rdbFile('REDIS0011', [keyRecord(19, 's', stream('f', ['a', 'b'], 5))], 'zero')];

  it('answers, and soon', () => {
    const edit = fc.tuple(
      fc.nat(3000),
      fc.constantFrom<number>(0, 1, 0x3f, 0x40, 0x7f, 0x80, 0x81, 0xc0, 0xc3, 0xfe, 0xff),
    );
    fc.assert(
      fc.property(fc.constantFrom(...templates), fc.array(edit, { maxLength: 6 }), (template, edits) => {
        const bytes = template.slice();
        for (const [at, value] of edits) bytes[at % bytes.length] = value;
        const startedAt = performance.now();
        expect(checkBytes(bytes, { depth: 'values' }).sizeBytes).toBe(bytes.length);
        expect(performance.now() - startedAt).toBeLessThan(1000);
      }),
      { numRuns: 2000 },
    );
  });

  it('takes huge lengths at no cost', () => {
    const huge = concatBytes(Uint8Array.of(0x81), new Uint8Array(8).fill(0x7f));
    for (const type of [0, 1, 2, 4, 5, 10, 14, 18, 19, 20])
      expect(checkBytes(rdbFile('REDIS0010', [keyRecord(type, 'k', huge)], 'zero')).verdict).toBe('corrupt');
  });
});
