import { createCrc64Shift, type Crc64Halves } from './crc64-polynomial.ts';

/** Backwards goes a step a byte; beyond this nobody would wait for it. */
const MOST_BYTES = 4_294_967_296;

/**
 * Where the one byte is that differs from what was written, when only one does: the two checksums differ by what its
 * bits become on their way to the end, and that way can be walked back. With 64 bits, some other damage looks like one
 * byte of a gigabyte once in seventy million.
 * @param difference of the stored and the computed checksum, low and high half; not 0.
 * @param length of the bytes that the checksum covers.
 * @returns its position, and null where more than one byte changed.
 */
export function findDamagedByte(difference: Crc64Halves, length: number): number | null {
  const { low: stepLow, high: stepHigh, byteOfTop } = backwardTables();
  let low = (difference[0] ?? 0) | 0;
  let high = (difference[1] ?? 0) | 0;
  const farthest = Math.min(length, MOST_BYTES);
  for (let distance = 0; distance < farthest; distance += 1) {
    const byte = byteOfTop[high >>> 24] ?? 0;
    low ^= stepLow[byte] ?? 0;
    high ^= stepHigh[byte] ?? 0;
    high = (high << 8) | (low >>> 24);
    low = (low << 8) | byte;
    if (high === 0 && low >>> 8 === 0) return length - 1 - distance;
  }
  return null;
}

interface BackwardTables {
  /** What a byte does to an empty checksum. */
  readonly low: Int32Array;
  readonly high: Int32Array;
  /** The byte that leaves this at the top. */
  readonly byteOfTop: Uint8Array;
}

let tables: BackwardTables | undefined;

function backwardTables(): BackwardTables {
  if (tables !== undefined) return tables;
  const built = { low: new Int32Array(256), high: new Int32Array(256), byteOfTop: new Uint8Array(256) };
  const shift = createCrc64Shift(1);
  for (let byte = 0; byte < 256; byte += 1) {
    const halves = Uint32Array.of(byte, 0);
    shift(halves);
    built.low[byte] = halves[0] ?? 0;
    built.high[byte] = halves[1] ?? 0;
    built.byteOfTop[(halves[1] ?? 0) >>> 24] = byte;
  }
  tables = built;
  return built;
}
