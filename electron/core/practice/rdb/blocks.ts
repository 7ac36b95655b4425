import { crc64 } from '../../rdb/crc64.ts';
import { type Crc64Halves, crc64Halves, createCrc64Shift, fillLinear } from '../../rdb/crc64-polynomial.ts';
import { createRandom, integerBetween, type Random, randomBytes, randomText } from '../random.ts';
import { concatBytes, expiryAt, type RdbPart, rdbInteger, rdbString, TYPE, utf8 } from './encoding.ts';
import { FAR_EXPIRY_MS, fillerPart } from './samples.ts';
import { intset, packed, plainHash, plainSet, plainSortedSet, quicklist } from './values.ts';

export const BLOCK_BYTES = 65_536;
/** Digits of the block's number in every key: a nibble each, in a letter from @ to O. */
const DIGIT_COUNT = 6;
export const MAX_BLOCK_COUNT = 2 ** (4 * DIGIT_COUNT);
const ZERO_DIGITS = '@'.repeat(DIGIT_COUNT);
const LONGEST_ENTRY_BYTES = 2500;

/**
 * A block of keys that differs from its copies only in the number written into its keys. The number's bits are copied
 * into the bytes one to one, so the checksum of copy n is the template's, plus one fixed term per bit of n.
 */
export interface BlockTemplate extends RdbPart {
  /** Where each key holds the digits, ascending. */
  readonly digitOffsets: Int32Array;
}

type MakeEntry = (random: Random, at: number) => { type: number; name: string; value: Uint8Array; expires?: boolean };

/** What an application might keep: documents, small collections, queues, and a large binary value among counters. */
const MAKERS: readonly MakeEntry[] = [
  (random, at) => ({
    type: TYPE.string,
    name: 'session',
    value: rdbString(`{"user":${random()},"last":"${randomText(random, integerBetween(random, 150, 700))}"}`),
    expires: at % 4 === 0,
  }),
  (random, at) => makeCollection(random, at),
  (random) => ({ type: TYPE.quicklist, name: 'queue', value: quicklist([jobs(random), jobs(random)]) }),
  (random, at) =>
    at < 20
      ? { type: TYPE.string, name: 'photo', value: rdbString(randomBytes(random, 2400)) }
      : { type: TYPE.string, name: 'counter', value: rdbInteger(random() | 0) },
];

function makeCollection(random: Random, at: number): ReturnType<MakeEntry> {
  const names = Array.from({ length: integerBetween(random, 3, 12) }, (_, index) => `m${index}-${random() % 9999}`);
  const scores = names.map((_, index) => index * 1000 + (random() % 1000));
  const pairs = names.map((name, index) => [name, scores[index] ?? 0] as const);
  switch (at % 5) {
    case 0:
      return { type: TYPE.hash, name: 'cart', value: plainHash(pairs.map(([name, n]) => [name, `${n} pieces`])) };
    case 1:
      return { type: TYPE.hashListpack, name: 'profile', value: packed(pairs.flat()), expires: true };
    case 2:
      return { type: TYPE.set, name: 'tags', value: plainSet(names) };
    case 3:
      return { type: TYPE.sortedSet, name: 'ranking', value: plainSortedSet(pairs) };
    default:
      return { type: TYPE.intset, name: 'members', value: intset(scores) };
  }
}

function jobs(random: Random): Array<string | number> {
  return Array.from({ length: integerBetween(random, 2, 8) }, (_, at) =>
    at % 3 === 0 ? random() % 100_000 : randomText(random, 60),
  );
}

export function createBlockTemplates(seed: number): readonly BlockTemplate[] {
  return MAKERS.map((make, at) => createTemplate(make, createRandom(seed * 31 + at)));
}

function createTemplate(make: MakeEntry, random: Random): BlockTemplate {
  const parts: Uint8Array[] = [];
  const digitOffsets: number[] = [];
  let length = 0;
  let expiryCount = 0;
  for (let at = 0; length + LONGEST_ENTRY_BYTES * 2 < BLOCK_BYTES && at < 400; at += 1) {
    const { type, name, value, expires = false } = make(random, at);
    const head = expires ? concatBytes(expiryAt(FAR_EXPIRY_MS), Uint8Array.of(type)) : Uint8Array.of(type);
    const part = concatBytes(head, rdbString(`${name}:${ZERO_DIGITS}:${at}`), value);
    digitOffsets.push(length + head.length + 1 + name.length + 1);
    parts.push(part);
    length += part.length;
    if (expires) expiryCount += 1;
  }
  digitOffsets.push(length + 2 + 'page:'.length);
  const rest = BLOCK_BYTES - length;
  const page = fillerPart(rest, `page:${ZERO_DIGITS}`, (size) => textBytes(random, size));
  const bytes = concatBytes(...parts, page.bytes);
  return { bytes, keyCount: parts.length + 1, expiryCount, digitOffsets: Int32Array.from(digitOffsets) };
}

export function textBytes(random: Random, size: number): Uint8Array {
  return utf8(randomText(random, size)).slice(0, size);
}

/** Writes bytes [from, to) of block `number` to `target` at `at`. */
export function writeBlock(
  template: BlockTemplate,
  number: number,
  span: { readonly from: number; readonly to: number },
  target: Uint8Array,
  at: number,
): void {
  const { from, to } = span;
  target.set(template.bytes.subarray(from, to), at);
  for (const offset of template.digitOffsets) {
    if (offset + DIGIT_COUNT <= from) continue;
    if (offset >= to) break;
    for (let digit = 0; digit < DIGIT_COUNT; digit += 1) {
      const position = offset + digit;
      const nibble = (number >>> (4 * (DIGIT_COUNT - 1 - digit))) & 15;
      if (position >= from && position < to) target[position - from + at] = 0x40 | nibble;
    }
  }
}

/** Continues a checksum over blocks 0 … count-1, the templates in turn, without making them. */
export function continueOverBlocks(halves: Crc64Halves, templates: readonly BlockTemplate[], count: number): void {
  const used = templates.slice(0, count).map(createBlockChecksum);
  const shift = createCrc64Shift(BLOCK_BYTES);
  for (let number = 0; number < count; number += 1) {
    shift(halves);
    used[number % templates.length]?.(number, halves);
  }
}

/** @returns a function that adds the checksum of the template's copy with a number to `halves`. */
export function createBlockChecksum(template: BlockTemplate): (number: number, halves: Crc64Halves) => void {
  const base = crc64Halves(crc64(template.bytes));
  const table = new Uint32Array(3 * 256 * 2);
  const delta = new Uint8Array(BLOCK_BYTES);
  const columns = Array.from({ length: 4 * DIGIT_COUNT }, (_, bit) => {
    const mask = 1 << (bit % 4);
    const digit = DIGIT_COUNT - 1 - (bit >> 2);
    for (const offset of template.digitOffsets) delta[offset + digit] = mask;
    const column = crc64(delta);
    for (const offset of template.digitOffsets) delta[offset + digit] = 0;
    return column;
  });
  for (let byte = 0; byte < 3; byte += 1) fillLinear(table, byte * 512, columns.slice(byte * 8, byte * 8 + 8));
  return (number, halves) => {
    for (let half = 0; half < 2; half += 1) {
      const low = table[(number & 255) * 2 + half] ?? 0;
      const middle = table[512 + ((number >>> 8) & 255) * 2 + half] ?? 0;
      const high = table[1024 + ((number >>> 16) & 255) * 2 + half] ?? 0;
      halves[half] = (halves[half] ?? 0) ^ (base[half] ?? 0) ^ low ^ middle ^ high;
    }
  };
}
