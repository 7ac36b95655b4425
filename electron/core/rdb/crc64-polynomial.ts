/**
 * Arithmetic of the CRC64 of RDB files (Redis, src/crc64.c): polynomials modulo the Jones polynomial, reflected.
 * A checksum is a polynomial too, and appending bytes multiplies it, so checksums of parts can be put together.
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
  const halves = columns.map(crc64Halves);
  for (let value = 1; value < 256; value += 1) {
    const highestBit = 31 - Math.clz32(value);
    const rest = offset + (value ^ (1 << highestBit)) * 2;
    const column = halves[highestBit];
    table[offset + value * 2] = (table[rest] ?? 0) ^ (column?.[0] ?? 0);
    table[offset + value * 2 + 1] = (table[rest + 1] ?? 0) ^ (column?.[1] ?? 0);
  }
}

/** Product of two polynomials modulo ours. */
export function multiply(left: bigint, right: bigint): bigint {
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

export function powerOfX(exponent: bigint): bigint {
  let power = ONE;
  for (let rest = exponent, k = 0; rest !== 0n; rest >>= 1n, k += 1) {
    const previous = squares[k - 1];
    const square = squares[k] ?? (previous === undefined ? ONE >> 1n : multiply(previous, previous));
    squares[k] = square;
    if ((rest & 1n) === 1n) power = multiply(square, power);
  }
  return power;
}
