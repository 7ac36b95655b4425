/** The pieces an RDB file is made of (Redis 7.0, src/rdb.h). */

export const OPCODE = {
  function: 0xf5,
  idle: 0xf8,
  frequency: 0xf9,
  aux: 0xfa,
  resizeDatabase: 0xfb,
  expiryMs: 0xfc,
  selectDatabase: 0xfe,
  end: 0xff,
} as const;

export const TYPE = {
  string: 0,
  list: 1,
  set: 2,
  hash: 4,
  sortedSet: 5,
  intset: 11,
  hashListpack: 16,
  sortedSetListpack: 17,
  quicklist: 18,
  stream: 19,
} as const;

/** Bytes of a file with what they add to a database. */
export interface RdbPart {
  readonly bytes: Uint8Array;
  readonly keyCount: number;
  readonly expiryCount: number;
}

export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** The shortest form of a length. */
export function rdbLength(value: number): Uint8Array {
  if (value < 64) return Uint8Array.of(value);
  if (value < 16_384) return Uint8Array.of(0x40 | (value >> 8), value & 255);
  return value < 2 ** 32 ? wideLength(value) : longLength(BigInt(value));
}

/** Always five bytes, so that a layout does not depend on the number. */
export function wideLength(value: number): Uint8Array {
  const bytes = Uint8Array.of(0x80, 0, 0, 0, 0);
  new DataView(bytes.buffer).setUint32(1, value);
  return bytes;
}

function longLength(value: bigint): Uint8Array {
  const bytes = new Uint8Array(9);
  bytes[0] = 0x81;
  new DataView(bytes.buffer).setBigUint64(1, value);
  return bytes;
}

export function rdbString(value: string | Uint8Array): Uint8Array {
  const bytes = typeof value === 'string' ? utf8(value) : value;
  return concatBytes(rdbLength(bytes.length), bytes);
}

/** An integer stored as a string of 8, 16 or 32 bits. */
export function rdbInteger(value: number): Uint8Array {
  if (value >= -128 && value < 128) return Uint8Array.of(0xc0, value & 255);
  if (value >= -32_768 && value < 32_768) return Uint8Array.of(0xc1, value & 255, (value >> 8) & 255);
  return concatBytes(Uint8Array.of(0xc2), littleEndian32(value));
}

/** `pattern` over and over, stored compressed: the pattern once, then references to what is already there. */
export function rdbCompressed(pattern: string, times: number): Uint8Array {
  const bytes = utf8(pattern);
  const compressed: number[] = [bytes.length - 1, ...bytes];
  for (let rest = bytes.length * (times - 1); rest > 0;) {
    const longest = Math.min(rest, 264);
    // A reference is at least three bytes long, so none may leave one or two behind.
    const length = rest - longest > 0 && rest - longest < 3 ? longest - 3 : longest;
    const head = length - 2 < 7 ? [(length - 2) << 5] : [7 << 5, length - 9];
    compressed.push(...head, bytes.length - 1);
    rest -= length;
  }
  const sizes = [rdbLength(compressed.length), rdbLength(bytes.length * times)];
  return concatBytes(Uint8Array.of(0xc3), ...sizes, Uint8Array.from(compressed));
}

export function littleEndian32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setInt32(0, value, true);
  return bytes;
}

export function littleEndian64(value: bigint): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigInt64(0, value, true);
  return bytes;
}

export function binaryDouble(value: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setFloat64(0, value, true);
  return bytes;
}

export function auxField(name: string, value: string): Uint8Array {
  return concatBytes(Uint8Array.of(OPCODE.aux), rdbString(name), rdbString(value));
}

/** Opens a database and announces how much it holds; always as long, whatever the numbers. */
export function databaseHead(database: number, contents: { keyCount: number; expiryCount: number }): Uint8Array {
  const select = Uint8Array.of(OPCODE.selectDatabase, database, OPCODE.resizeDatabase);
  return concatBytes(select, wideLength(contents.keyCount), wideLength(contents.expiryCount));
}

/** What stands before the type of a key that expires. */
export function expiryAt(expiresAtMs: number): Uint8Array {
  return concatBytes(Uint8Array.of(OPCODE.expiryMs), littleEndian64(BigInt(expiresAtMs)));
}
