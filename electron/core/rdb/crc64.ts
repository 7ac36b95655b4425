import { createCrc64Lanes, type Crc64Lanes, LANES } from './crc64-lanes.ts';
import {
  createCrc64Shift,
  crc64FromHalves,
  type Crc64Halves,
  crc64Halves,
  fillLinear,
  multiply,
  powerOfX,
} from './crc64-polynomial.ts';

/**
 * The CRC64 of an RDB file: Jones polynomial, reflected, nothing added at either end (Redis, src/crc64.c).
 * BigInt is far too slow per byte, so the work is done on two 32-bit halves, eight bytes a step, and where there are
 * thousands of bytes in several lanes at once.
 */

/**
 * @param seed the checksum of the bytes before these, 0 at the start.
 * @returns the checksum of everything so far; over a whole file, its own trailer included, it is 0 when the file is right.
 */
export function crc64(bytes: Uint8Array, seed = 0n): bigint {
  const halves = crc64Halves(seed);
  updateCrc64(halves, bytes);
  return crc64FromHalves(halves);
}

/** Lanes of these lengths, the longest first; what is left goes one step after the other. */
const LANE_BYTES = [8192, 512] as const;
const MOST_LANE_BYTES = LANES * LANE_BYTES[0];

/** The same as `crc64` without a BigInt: continues `halves` over the bytes, in place. */
export function updateCrc64(halves: Crc64Halves, bytes: Uint8Array): void {
  let at = 0;
  for (const laneBytes of LANE_BYTES) {
    for (const step = LANES * laneBytes; bytes.length - at >= step; at += step) {
      updateByLanes(halves, bytes.subarray(at, at + step), laneBytes);
    }
  }
  updateByOne(halves, bytes.subarray(at));
}

interface Machine {
  readonly lanes: Crc64Lanes;
  readonly shiftOf: ReadonlyMap<number, (halves: Crc64Halves) => void>;
}
let machine: Machine | undefined;

function createMachine(): Machine {
  const lanes = createCrc64Lanes(stepTables(), MOST_LANE_BYTES);
  return { lanes, shiftOf: new Map(LANE_BYTES.map((bytes) => [bytes, createCrc64Shift(bytes)])) };
}

/** The first lane goes on from what was, the others start from nothing; each is shifted past those behind it. */
function updateByLanes(halves: Crc64Halves, bytes: Uint8Array, laneBytes: number): void {
  machine ??= createMachine();
  const { lanes, shiftOf } = machine;
  const { data, states } = lanes;
  data.set(bytes);
  states.fill(0);
  states.set(halves);
  lanes.update(laneBytes);
  halves.set(states.subarray(0, 2));
  for (let lane = 1; lane < LANES; lane += 1) {
    shiftOf.get(laneBytes)?.(halves);
    halves[0] = (halves[0] ?? 0) ^ (states[lane * 2] ?? 0);
    halves[1] = (halves[1] ?? 0) ^ (states[lane * 2 + 1] ?? 0);
  }
}

function updateByOne(halves: Crc64Halves, bytes: Uint8Array): void {
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
