import { ENCODED_LZF, MOST_CONTIGUOUS_BYTES, type RdbInput } from './input.ts';
import { inflateLzf } from './lzf.ts';
import { checkPacked, countOfHead, PACKED_HEAD_BYTES, type PackedKind } from './packed.ts';
import type { ValueParts } from './values.ts';

/** Only the way to the next value: nothing inside is looked at. */
export function passingParts(input: RdbInput): ValueParts {
  return {
    string: () => input.skipString(),
    packed() {
      input.skipString();
      return 0;
    },
    score: () => input.skip(8),
    textScore: () => passTextScore(input),
  };
}

/** Passes too, and counts packed entries by what their heads say. */
export function countingParts(input: RdbInput): ValueParts {
  const head = new Uint8Array(PACKED_HEAD_BYTES);
  /** So many compressed bytes always hold a head: at worst nine steps of one byte, then one of thirty-two. */
  const compressedHeadBytes = 64;
  const whole = checkingParts(input);

  const packed = (kind: PackedKind): number => {
    const length = input.readStringHead();
    if (length >= 0) {
      const known = input.ensureUpTo(Math.min(length, PACKED_HEAD_BYTES));
      const count = countOfHead(kind, input.buffer, input.position, input.position + known);
      if (count >= 0 || length > MOST_CONTIGUOUS_BYTES) {
        input.skip(length);
        return Math.max(0, count);
      }
      return whole.checkRaw(kind, length);
    }
    if (length !== ENCODED_LZF) throw input.damage('a number where a packed collection should be');
    const compressed = input.readLength();
    const inflated = input.readLength();
    const known = input.ensureUpTo(Math.min(compressed, compressedHeadBytes));
    const got = inflateLzf(input.buffer, input.position, input.position + known, head, PACKED_HEAD_BYTES, true);
    const count = countOfHead(kind, head, 0, Math.max(0, got));
    if (count >= 0) {
      input.skip(compressed);
      return count;
    }
    return whole.checkCompressed(kind, compressed, inflated);
  };
  return { ...passingParts(input), packed };
}

/** Packed collections beyond this are passed, not decoded: no server writes them unless told to. */
const MOST_PACKED_BYTES = 4 * 1_048_576;

interface CheckingParts extends ValueParts {
  /** How many packed collections were too big to be decoded. */
  readonly passedOver: number;
  checkRaw(kind: PackedKind, length: number): number;
  checkCompressed(kind: PackedKind, compressed: number, length: number): number;
}

/** Decodes everything: compressed strings must unpack to their length, packed collections hold together. */
export function checkingParts(input: RdbInput): CheckingParts {
  let scratch = new Uint8Array(0);
  let raw = new Uint8Array(0);
  let passedOver = 0;

  const passOver = (length: number): number => {
    passedOver += 1;
    input.skip(length);
    return 0;
  };
  const judged = (count: number, kind: PackedKind): number => {
    if (count < 0) throw input.damage(`a ${kind} that contradicts itself`);
    return count;
  };
  const checkRaw = (kind: PackedKind, length: number): number => {
    if (length > MOST_PACKED_BYTES) return passOver(length);
    if (length > MOST_CONTIGUOUS_BYTES) {
      raw = readOver(input, raw, length);
      return judged(checkPacked(kind, raw, 0, length), kind);
    }
    input.ensure(length);
    const at = input.position;
    const count = judged(checkPacked(kind, input.buffer, at, at + length), kind);
    input.position += length;
    return count;
  };
  const checkCompressed = (kind: PackedKind, compressed: number, length: number): number => {
    if (Math.max(compressed, length) > MOST_PACKED_BYTES) return passOver(compressed);
    if (scratch.length < length) scratch = new Uint8Array(roomFor(length));
    let got: number;
    if (compressed > MOST_CONTIGUOUS_BYTES) {
      raw = readOver(input, raw, compressed);
      got = inflateLzf(raw, 0, compressed, scratch, length);
    } else {
      input.ensure(compressed);
      got = inflateLzf(input.buffer, input.position, input.position + compressed, scratch, length);
      input.position += compressed;
    }
    if (got !== length) throw input.damage('compressed bytes that do not unpack');
    return judged(checkPacked(kind, scratch, 0, length), kind);
  };

  return {
    get passedOver() {
      return passedOver;
    },
    checkRaw,
    checkCompressed,
    string() {
      const head = input.readStringHead();
      if (head >= 0) input.skip(head);
      else if (head === ENCODED_LZF) passCompressed(input, input.readLength(), input.readLength());
      else input.skipEncoded(head);
    },
    packed(kind) {
      const head = input.readStringHead();
      if (head >= 0) return checkRaw(kind, head);
      if (head !== ENCODED_LZF) throw input.damage('a number where a packed collection should be');
      return checkCompressed(kind, input.readLength(), input.readLength());
    },
    score() {
      if (Number.isNaN(input.readDouble())) throw input.damage('a score that is no number');
    },
    textScore() {
      if (passTextScore(input) === NOT_A_NUMBER) throw input.damage('a score that is no number');
    },
  };
}

/** Lengths that stand for a score themselves: no number, plus and minus infinity. */
const NOT_A_NUMBER = 253;

function passTextScore(input: RdbInput): number {
  const length = input.readByte();
  if (length < NOT_A_NUMBER) input.skip(length);
  return length;
}

function roomFor(length: number): number {
  return Math.min(MOST_PACKED_BYTES, Math.max(65_536, length * 2));
}

/** Copies the next bytes out of the window, into `old` where it is big enough. */
function readOver(input: RdbInput, old: Uint8Array<ArrayBuffer>, length: number): Uint8Array<ArrayBuffer> {
  const target = old.length < length ? new Uint8Array(roomFor(length)) : old;
  for (let at = 0; at < length;) {
    const step = Math.min(length - at, MOST_CONTIGUOUS_BYTES);
    input.ensure(step);
    target.set(input.buffer.subarray(input.position, input.position + step), at);
    input.position += step;
    at += step;
  }
  return target;
}

/** Follows compressed bytes without unpacking them: any content is a string, so only lengths and distances count. */
function passCompressed(input: RdbInput, compressed: number, length: number): void {
  const end = input.offset() + compressed;
  let out = 0;
  while (input.offset() < end) {
    const control = input.readByte();
    if (control < 32) {
      input.skip(control + 1);
      out += control + 1;
    } else {
      const count = (control >> 5) + 2 + (control >= 224 ? input.readByte() : 0);
      const distance = ((control & 31) << 8) + input.readByte() + 1;
      if (distance > out) throw input.damage('compressed bytes that point before their beginning');
      out += count;
    }
  }
  if (out !== length || input.offset() !== end) throw input.damage('compressed bytes that do not unpack');
}
