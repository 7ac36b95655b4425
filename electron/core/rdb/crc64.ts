/**
 * The CRC64 of an RDB file: Jones polynomial, reflected, nothing added at either end (Redis, src/crc64.c).
 * BigInt is far too slow per byte, so the work is done on two 32-bit halves, eight bytes a step.
 */
const POLYNOMIAL = 0x95ac9329ac4bc9b5n;
/** x^0 in reflected notation. */
const ONE = 1n << 63n;
const LOW_HALF = 0xffff_ffffn;

/** Halves of a checksum that is being computed: [low 32 bits, high 32 bits]. */
export type Crc64Halves = Uint32Array;

export function crc64Halves(value: bigint): Crc64Halves {
  return Uint32Array.of(Number(value & LOW_HALF), Number((value >> 32n) & LOW_HALF));
}

export function crc64FromHalves(halves: Crc64Halves): bigint {
  return (BigInt(halves[1] ?? 0) << 32n) | BigInt(halves[0] ?? 0);
}

/**
 * @param seed the checksum of the bytes before these, 0 at the start.
 * @returns the checksum of everything so far; over a whole file, its own trailer included, it is 0 when the file is right.
 */
export function crc64(bytes: Uint8Array, seed = 0n): bigint {
  const halves = crc64Halves(seed);
  updateCrc64(halves, bytes);
  return crc64FromHalves(halves);
}

/** The same as `crc64` without a BigInt: continues `halves` over the bytes, in place. */
export function updateCrc64(halves: Crc64Halves, bytes: Uint8Array): void {
  // Words can only be read where memory is aligned for them.
  const headLength = Math.min(bytes.length, -bytes.byteOffset & 3);
  const wordCount = ((bytes.length - headLength) >>> 3) * 2;
  updateByBytes(halves, bytes.subarray(0, headLength));
  if (wordCount > 0) updateByWords(halves, new Int32Array(bytes.buffer, bytes.byteOffset + headLength, wordCount));
  updateByBytes(halves, bytes.subarray(headLength + wordCount * 4));
}

// Indexing below stays inside the arrays' bounds; `?? 0` only says so to the type checker and costs nothing.

function updateByBytes(halves: Crc64Halves, bytes: Uint8Array): void {
  const table = stepTables();
  let low = halves[0] ?? 0;
  let high = halves[1] ?? 0;
  for (const byte of bytes) {
    const entry = ((low ^ byte) & 255) << 1;
    low = ((low >>> 8) | (high << 24)) ^ (table[entry] ?? 0);
    high = (high >>> 8) ^ (table[entry + 1] ?? 0);
  }
  halves[0] = low;
  halves[1] = high;
}

/** Eight bytes a step. Words are little endian, as on every processor Electron runs on. */
function updateByWords(halves: Crc64Halves, words: Int32Array): void {
  const table = stepTables();
  let low = halves[0] ?? 0;
  let high = halves[1] ?? 0;
  for (let at = 0; at < words.length; at += 2) {
    low ^= words[at] ?? 0;
    high ^= words[at + 1] ?? 0;
    const a = 3584 + ((low & 255) << 1);
    const b = 3072 + (((low >>> 8) & 255) << 1);
    const c = 2560 + (((low >>> 16) & 255) << 1);
    const d = 2048 + ((low >>> 24) << 1);
    const e = 1536 + ((high & 255) << 1);
    const f = 1024 + (((high >>> 8) & 255) << 1);
    const g = 512 + (((high >>> 16) & 255) << 1);
    const h = (high >>> 24) << 1;
    low =
      (table[a] ?? 0) ^
      (table[b] ?? 0) ^
      (table[c] ?? 0) ^
      (table[d] ?? 0) ^
      (table[e] ?? 0) ^
      (table[f] ?? 0) ^
      (table[g] ?? 0) ^
      (table[h] ?? 0);
    high =
      (table[a + 1] ?? 0) ^
      (table[b + 1] ?? 0) ^
      (table[c + 1] ?? 0) ^
      (table[d + 1] ?? 0) ^
      (table[e + 1] ?? 0) ^
      (table[f + 1] ?? 0) ^
      (table[g + 1] ?? 0) ^
      (table[h + 1] ?? 0);
  }
  halves[0] = low;
  halves[1] = high;
}

/**
 * The checksum of two runs of bytes put together, from their own checksums and the second one's length: CRC is linear,
 * so the first is multiplied by x^(8·length) and the second added.
 */
export function combineCrc64(first: bigint, second: bigint, secondLength: number | bigint): bigint {
  return multiply(powerOfX(BigInt(secondLength) * 8n), first) ^ second;
}

/**
 * Prepares the step "append so many bytes whose checksum will be added": for long chains of equally long blocks, where
 * `combineCrc64` would be too slow. The returned function changes `halves` in place.
 */
export function createCrc64Shift(lengthBytes: number): (halves: Crc64Halves) => void {
  const factor = powerOfX(BigInt(lengthBytes) * 8n);
  const columns = Array.from({ length: 64 }, (_, bit) => multiply(factor, 1n << BigInt(bit)));
  const table = new Uint32Array(8 * 256 * 2);
  for (let byte = 0; byte < 8; byte += 1) fillLinear(table, byte * 512, columns.slice(byte * 8, byte * 8 + 8));
  return (halves) => {
    let low = 0;
    let high = 0;
    for (let byte = 0; byte < 8; byte += 1) {
      const value = ((halves[byte >> 2] ?? 0) >>> ((byte & 3) * 8)) & 255;
      const entry = byte * 512 + value * 2;
      low ^= table[entry] ?? 0;
      high ^= table[entry + 1] ?? 0;
    }
    halves[0] = low;
    halves[1] = high;
  };
}

/** Writes, for each of 256 byte values, the sum of the columns whose bit is set: low and high halves in turn. */
export function fillLinear(table: Uint32Array | Int32Array, offset: number, columns: readonly bigint[]): void {
  for (let value = 1; value < 256; value += 1) {
    const highestBit = 31 - Math.clz32(value);
    const rest = offset + (value ^ (1 << highestBit)) * 2;
    const column = crc64Halves(columns[highestBit] ?? 0n);
    table[offset + value * 2] = (table[rest] ?? 0) ^ (column[0] ?? 0);
    table[offset + value * 2 + 1] = (table[rest + 1] ?? 0) ^ (column[1] ?? 0);
  }
}

let tables: Int32Array | undefined;

/** Table k at k·512: what a byte does to the checksum with k zero bytes after it; low and high halves in turn. */
function stepTables(): Int32Array {
  if (tables !== undefined) return tables;
  const built = new Int32Array(8 * 256 * 2);
  for (let distance = 0; distance < 8; distance += 1) {
    const factor = powerOfX(8n * BigInt(distance + 1));
    const columns = Array.from({ length: 8 }, (_, bit) => multiply(factor, 1n << BigInt(bit)));
    fillLinear(built, distance * 512, columns);
  }
  tables = built;
  return built;
}

/** Product of two polynomials modulo ours. */
function multiply(left: bigint, right: bigint): bigint {
  let product = 0n;
  let shifted = right;
  for (let bit = ONE; bit !== 0n; bit >>= 1n) {
    if ((left & bit) !== 0n) {
      product ^= shifted;
      if ((left & (bit - 1n)) === 0n) break;
    }
    shifted = (shifted & 1n) === 0n ? shifted >> 1n : (shifted >> 1n) ^ POLYNOMIAL;
  }
  return product;
}

/** x^(2^k), grown as far as it was needed. */
const squares: bigint[] = [];

function powerOfX(exponent: bigint): bigint {
  let power = ONE;
  for (let rest = exponent, k = 0; rest !== 0n; rest >>= 1n, k += 1) {
    const previous = squares[k - 1];
    const square = squares[k] ?? (previous === undefined ? ONE >> 1n : multiply(previous, previous));
    squares[k] = square;
    if ((rest & 1n) === 1n) power = multiply(square, power);
  }
  return power;
}
