import { ENCODED_LZF, MOST_CONTIGUOUS_BYTES, type RdbInput } from './input.ts';
import { createKeyPlace } from './key-place.ts';
import { inflateLzf } from './lzf.ts';
import { createMemberSet } from './member-set.ts';
import { checkPacked, countOfHead, PACKED_HEAD_BYTES, type PackedKind } from './packed.ts';
import { ID_BYTES } from './stream-id.ts';
import type { ValueParts } from './values.ts';

/** Only the way to the next value: nothing inside is looked at. */
export function passingParts(input: RdbInput): ValueParts {
  return {
    string: () => input.skipString(),
    beginMembers: () => undefined,
    member: () => input.skipString(),
    pendingId: () => input.skip(ID_BYTES),
    ownedId: () => input.skip(ID_BYTES),
    returnedId: () => input.skip(ID_BYTES),
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

  const packed = (kind: PackedKind, perMember: number): number => {
    const length = input.readStringHead();
    if (length >= 0) {
      const known = input.ensureUpTo(Math.min(length, PACKED_HEAD_BYTES));
      const count = countOfHead(kind, input.buffer, input.position, input.position + known);
      if (count >= 0 || length > MOST_CONTIGUOUS_BYTES) {
        input.skip(length);
        return Math.max(0, count);
      }
      return whole.checkRaw(kind, perMember, length);
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
    return whole.checkCompressed(kind, perMember, compressed, inflated);
  };
  return { ...passingParts(input), packed };
}

/** Packed collections beyond this are passed, not decoded: no server writes them unless told to. */
const MOST_PACKED_BYTES = 4 * 1_048_576;

interface CheckingParts extends ValueParts {
  /** How many packed collections were too big to be decoded. */
  readonly passedOver: number;
  checkRaw(kind: PackedKind, perMember: number, length: number): number;
  checkCompressed(kind: PackedKind, perMember: number, compressed: number, length: number): number;
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
  const members = createMemberSet();
  /** Of the entries that a group waits for, those that have a consumer. */
  const owned = createMemberSet();
  const place = createKeyPlace();
  let view: DataView = new DataView(scratch.buffer);
  const isNew = (bytes: Uint8Array, from: number, to: number): boolean => {
    if (view.buffer !== bytes.buffer) view = new DataView(bytes.buffer);
    return members.add(view, from, to);
  };
  const judge = (kind: PackedKind, perMember: number, bytes: Uint8Array, from: number, to: number): number => {
    members.clear();
    const count = checkPacked(kind, bytes, from, to, perMember, isNew);
    if (count < 0) throw input.damage(`a ${kind} that contradicts itself`);
    return count;
  };
  /** A number is the same member whatever its width. */
  const number = new DataView(new ArrayBuffer(8));
  const isNewMember = (start: number, end: number): boolean => {
    const first = input.buffer[start] ?? 0;
    if (first < 0xc0 || first > 0xc2) return members.add(input.view, start, end);
    number.setInt32(4, numberAt(input, start));
    return members.add(number, 0, 8);
  };
  const string = (): void => {
    const head = input.readStringHead();
    if (head >= 0) input.skip(head);
    else if (head === ENCODED_LZF) passCompressed(input, input.readLength(), input.readLength());
    else input.skipEncoded(head);
  };
  const checkRaw = (kind: PackedKind, perMember: number, length: number): number => {
    if (length > MOST_PACKED_BYTES) return passOver(length);
    if (length > MOST_CONTIGUOUS_BYTES) {
      raw = readOver(input, raw, length);
      return judge(kind, perMember, raw, 0, length);
    }
    input.ensure(length);
    const at = input.position;
    const count = judge(kind, perMember, input.buffer, at, at + length);
    input.position += length;
    return count;
  };
  const checkCompressed = (kind: PackedKind, perMember: number, compressed: number, length: number): number => {
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
    return judge(kind, perMember, scratch, 0, length);
  };

  /** Passes the id of an entry that the group waits for, and answers where it stands. */
  const knownId = (): number => {
    input.ensure(ID_BYTES);
    const at = input.position;
    input.position += ID_BYTES;
    if (!members.has(input.view, at, at + ID_BYTES)) throw input.damage('an entry that its group does not wait for');
    return at;
  };
  return {
    get passedOver() {
      return passedOver;
    },
    checkRaw,
    checkCompressed,
    string,
    beginMembers() {
      members.clear();
      owned.clear();
    },
    member() {
      input.passInto(place);
      if (place.isCopied) return;
      // Once more, now that all of it is in the window.
      input.position = place.start;
      string();
      if (!isNewMember(place.start, place.end)) throw input.damage('a member that comes twice');
    },
    pendingId() {
      input.ensure(ID_BYTES);
      const at = input.position;
      input.position += ID_BYTES;
      if (!members.add(input.view, at, at + ID_BYTES)) throw input.damage('an entry that a group waits for twice');
    },
    ownedId() {
      const at = knownId();
      if (!owned.add(input.view, at, at + ID_BYTES)) throw input.damage('an entry that two consumers have');
    },
    returnedId: () => void knownId(),
    packed(kind, perMember) {
      const head = input.readStringHead();
      if (head >= 0) return checkRaw(kind, perMember, head);
      if (head !== ENCODED_LZF) throw input.damage('a number where a packed collection should be');
      return checkCompressed(kind, perMember, input.readLength(), input.readLength());
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

/** The number that is stored as a string of 8, 16 or 32 bits. */
function numberAt({ view, buffer }: RdbInput, start: number): number {
  if (buffer[start] === 0xc0) return view.getInt8(start + 1);
  return buffer[start] === 0xc1 ? view.getInt16(start + 1, true) : view.getInt32(start + 1, true);
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
