import {
  concatBytes,
  expiryAt,
  OPCODE,
  type RdbPart,
  rdbCompressed,
  rdbInteger,
  rdbString,
  TYPE,
  utf8,
} from './encoding.ts';
import { stream } from './stream-value.ts';
import { intset, packed, plainHash, plainList, plainSet, plainSortedSet, quicklist } from './values.ts';

/** 2100-01-01: far enough that no key is gone when somebody loads the file. */
export const FAR_EXPIRY_MS = 4_102_444_800_000;
/** 2026-01-01, the time inside the files. It is fixed, so that a file is the same after every start. */
export const FILE_TIME_MS = 1_767_225_600_000;

const LIBRARY = `#!lua name=practice
redis.register_function('practice_ping', function() return 'pong' end)`;

/** A function library, which stands before the first database. */
export function libraryPart(): Uint8Array {
  return concatBytes(Uint8Array.of(OPCODE.function), rdbString(LIBRARY));
}

function entry(type: number, key: string | Uint8Array, value: Uint8Array): Uint8Array {
  return concatBytes(Uint8Array.of(type), rdbString(key), value);
}

function numbered(count: number, word: string): string[] {
  return Array.from({ length: count }, (_, at) => `${word}-${at}`);
}

/** One key of each kind and encoding Redis 7.0 writes, so that whoever reads the file meets them all. */
export function samplesPart(): RdbPart {
  const { string, list, set, hash, sortedSet } = TYPE;
  const lasting = [
    entry(string, 'sample:text', rdbString('bring it home')),
    entry(string, 'sample:文字', rdbString('把备份带回家')),
    entry(string, Uint8Array.of(0x73, 0, 0xff, 0x0a), rdbString(Uint8Array.of(0, 1, 2, 254, 255))),
    entry(string, 'sample:empty', rdbString('')),
    entry(string, 'sample:int8', rdbInteger(-7)),
    entry(string, 'sample:int16', rdbInteger(30_000)),
    entry(string, 'sample:int32', rdbInteger(-2_000_000_000)),
    entry(string, 'sample:compressed', rdbCompressed('backhaul ', 500)),
    entry(list, 'sample:list', plainList(numbered(5, 'item'))),
    entry(TYPE.quicklist, 'sample:quicklist', quicklist([[1, -2, 5000, 'three', 100_000], 'x'.repeat(300)])),
    entry(set, 'sample:set', plainSet(numbered(6, 'member'))),
    entry(TYPE.intset, 'sample:intset', intset([-70_000, -1, 0, 5, 80_000])),
    entry(hash, 'sample:hash', plainHash(numbered(4, 'field').map((field) => [field, `value of ${field}`]))),
    entry(TYPE.hashListpack, 'sample:hash:small', packed(['city', '上海', 'visits', 12, 'note', 'n'.repeat(80)])),
    entry(
      sortedSet,
      'sample:zset',
      plainSortedSet([
        ['low', -1.5],
        ['high', 1e9],
      ]),
    ),
    entry(TYPE.sortedSetListpack, 'sample:zset:small', packed(['bronze', 1, 'silver', 200, 'gold', 30_000])),
    entry(TYPE.stream, 'sample:stream', stream('temperature', numbered(10, 'reading'), FILE_TIME_MS)),
    concatBytes(Uint8Array.of(OPCODE.idle, 60), entry(string, 'sample:idle', rdbString('untouched for a minute'))),
    concatBytes(Uint8Array.of(OPCODE.frequency, 9), entry(string, 'sample:frequent', rdbString('asked for often'))),
  ];
  const expiring = [
    entry(string, 'sample:expiring', rdbString('until the year 2100')),
    entry(hash, 'sample:expiring:hash', plainHash([['a', 'b']])),
  ].map((bytes) => concatBytes(expiryAt(FAR_EXPIRY_MS), bytes));
  const bytes = concatBytes(...lasting, ...expiring);
  return { bytes, keyCount: lasting.length + expiring.length, expiryCount: expiring.length };
}

/** The only key of the second database. */
export function secondDatabasePart(): RdbPart {
  return { bytes: entry(TYPE.string, utf8('where'), rdbString('database 1')), keyCount: 1, expiryCount: 0 };
}

/** A string of exactly `length` bytes in the file, its key and head included. */
export function fillerPart(length: number, key: string, content: (size: number) => Uint8Array): RdbPart {
  const head = concatBytes(Uint8Array.of(TYPE.string), rdbString(key));
  const size = length - head.length - 5;
  if (size < 0) throw new RangeError(`A filler of ${length} bytes has no room for its key.`);
  const wide = Uint8Array.of(0x80, size >>> 24, (size >>> 16) & 255, (size >>> 8) & 255, size & 255);
  return { bytes: concatBytes(head, wide, content(size)), keyCount: 1, expiryCount: 0 };
}
