import type { ByteSource } from './byte-source.ts';
import { updateCrc64 } from './crc64.ts';
import { Damage } from './damage.ts';
import { createKeyPlace, type KeyPlace } from './key-place.ts';

/**
 * How a string is stored, where it is not as its own bytes (Redis, src/rdb.h: RDB_ENC_*): -1, -2 and -3 for a number of
 * 8, 16 and 32 bits, and this for compressed bytes.
 */
export const ENCODED_LZF = -4;

const BUFFER_BYTES = 262_144;
/** What `ensure` can promise to have in one piece. */
export const MOST_CONTIGUOUS_BYTES = BUFFER_BYTES / 2;
/** Bytes behind the position that survive, so that the file's tail can be looked at from its end. */
const KEPT_BYTES = 32;
/** With room for this much, the heads of a string can be read without asking for each byte. */
const LONGEST_SHORT_HEAD = 8;

let spareBuffer: Uint8Array<ArrayBuffer> | undefined;

/**
 * The file as the reader sees it: a window that moves forward, with a checksum of everything that left it. Lengths are
 * the file's word and never trusted: nothing is allocated for one, and what is not there is a Damage of kind
 * `truncated`. A class, because engines make its fields and methods fast where closures are not.
 */
export class RdbInput {
  readonly buffer: Uint8Array<ArrayBuffer>;
  readonly view: DataView;
  /** The next byte, within the buffer. */
  position = 0;
  /** The key that is being read and the one before it; they survive the window's moves. */
  currentKey: KeyPlace = createKeyPlace();
  lastKey: KeyPlace = createKeyPlace();
  private filled = 0;
  /** Where the buffer begins in the file. */
  private base = 0;
  private checkedTo = 0;
  private readonly crc = new Uint32Array(2);
  private readonly source: ByteSource;

  constructor(source: ByteSource) {
    this.source = source;
    this.buffer = spareBuffer ?? new Uint8Array(BUFFER_BYTES);
    this.view = new DataView(this.buffer.buffer);
    spareBuffer = undefined;
  }

  /** Gives the window to the next reader, so that many small files do not pile up memory. Nothing may be read after. */
  release(): void {
    spareBuffer = this.buffer;
  }

  /** Where the next byte is in the file. */
  offset(): number {
    return this.base + this.position;
  }

  /** Checksum of everything before the next byte: low and high half. */
  crcSoFar(): Uint32Array {
    updateCrc64(this.crc, this.buffer.subarray(this.checkedTo, this.position));
    this.checkedTo = this.position;
    return this.crc;
  }

  /** Makes `count` bytes readable at the position in one piece; at most MOST_CONTIGUOUS_BYTES. */
  ensure(count: number): void {
    if (this.filled - this.position < count) this.refill(count);
  }

  /** The same, without damage where the file ends sooner. Answers how many there are, up to `count`. */
  ensureUpTo(count: number): number {
    if (this.filled - this.position < count) this.fill(count);
    return Math.min(count, this.filled - this.position);
  }

  readByte(): number {
    if (this.position === this.filled) this.refill(1);
    const byte = this.buffer[this.position] ?? 0;
    this.position += 1;
    return byte;
  }

  skip(count: number): void {
    if (count <= this.filled - this.position) this.position += count;
    else this.skipFar(count);
  }

  /** A length that is no string's: of a collection, or a number. Beyond 2^53 it is only about right. */
  readLength(): number {
    const length = this.readStringHead();
    if (length < 0) throw this.damage('an encoding where a length should be');
    return length;
  }

  /** The length of a string's own bytes, which follow, or how else it is stored, which is negative. */
  readStringHead(): number {
    const first = this.readByte();
    if (first < 0x40) return first;
    if (first < 0x80) return ((first & 0x3f) << 8) | this.readByte();
    if (first === 0x80) return this.readBigEndian32();
    if (first === 0x81) return this.readBigEndian32() * 4_294_967_296 + this.readBigEndian32();
    if (first >= 0xc0 && first <= 0xc3) return 0xbf - first;
    throw this.damage('an unknown form of length');
  }

  skipString(): void {
    const end = this.endOfString();
    if (end > 0) {
      this.position = end;
      return;
    }
    const head = this.readStringHead();
    if (head >= 0) this.skip(head);
    else this.skipEncoded(head);
  }

  /** Where the string that begins here ends, if it is short and all of it is in the window, as most are; else 0. */
  private endOfString(): number {
    const { buffer, position, filled } = this;
    if (position + LONGEST_SHORT_HEAD > filled) return 0;
    const first = buffer[position] ?? 0;
    let end = position + 1;
    if (first < 0x40) {
      end += first;
    } else if (first < 0x80) {
      end += 1 + (((first & 0x3f) << 8) | (buffer[end] ?? 0));
    } else if (first >= 0xc0 && first < 0xc3) {
      end += 1 << (first & 3);
    } else if (first === 0xc3) {
      let compressed = buffer[end] ?? 0;
      end += 1;
      if (compressed === 0 || compressed >= 0x80) return 0;
      if (compressed >= 0x40) {
        compressed = ((compressed & 0x3f) << 8) | (buffer[end] ?? 0);
        end += 1;
      }
      const unpacked = buffer[end] ?? 0;
      if (unpacked >= 0x81) return 0;
      end += compressed + (unpacked < 0x40 ? 1 : unpacked < 0x80 ? 2 : 5);
    } else {
      return 0;
    }
    return end <= filled ? end : 0;
  }

  /** After a head that was negative. */
  skipEncoded(head: number): void {
    if (head !== ENCODED_LZF) {
      this.skip(1 << (-head - 1));
      return;
    }
    const compressed = this.readLength();
    if (this.readLength() === 0 || compressed === 0) throw this.damage('compressed text without content');
    this.skip(compressed);
  }

  readLittleEndian64(): number {
    this.ensure(8);
    const at = this.position;
    this.position += 8;
    return this.view.getUint32(at, true) + this.view.getInt32(at + 4, true) * 4_294_967_296;
  }

  readLittleEndian32(): number {
    this.ensure(4);
    this.position += 4;
    return this.view.getInt32(this.position - 4, true);
  }

  readDouble(): number {
    this.ensure(8);
    this.position += 8;
    return this.view.getFloat64(this.position - 8, true);
  }

  /** Reads on to the end; answers how many bytes that were. */
  drain(): number {
    const from = this.offset();
    do this.position = this.filled;
    while (this.fill(1) > 0);
    return this.offset() - from;
  }

  /** The file's last bytes, at most 32; only after `drain`. */
  tail(count: number): Uint8Array {
    return this.buffer.slice(Math.max(0, this.filled - count), this.filled);
  }

  /**
   * Passes a key and remembers it as `currentKey`. Answers how many bytes of its stored form are still in the window,
   * up to the position: all, unless it is longer than MOST_CONTIGUOUS_BYTES.
   */
  passKey(): number {
    const next = this.lastKey;
    this.passInto(next);
    this.lastKey = this.currentKey;
    this.currentKey = next;
    return next.end - next.start;
  }

  /** Passes a string and notes where it is; a very long one is only copied in part. */
  passInto(place: KeyPlace): void {
    const end = this.endOfString();
    if (end === 0) {
      this.passLong(place);
      return;
    }
    place.start = this.position;
    place.end = end;
    place.isCopied = false;
    this.position = end;
  }

  private passLong(place: KeyPlace): void {
    this.ensureUpTo(KEPT_BYTES);
    const start = this.position;
    const head = this.readStringHead();
    let length = head;
    if (head === ENCODED_LZF) {
      length = this.readLength();
      this.readLength();
    } else if (head < 0) {
      length = 1 << (-head - 1);
    }
    const headBytes = this.position - start;
    const kept = Math.min(length, MOST_CONTIGUOUS_BYTES);
    this.ensure(kept);
    place.start = this.position - headBytes;
    place.end = this.position + kept;
    place.isCopied = false;
    if (length > kept) {
      place.leave(this.buffer, this.buffer.length);
      this.skip(length);
      return;
    }
    this.position += length;
  }

  damage(reason: string): Damage {
    return new Damage('bitDamage', reason, this.offset());
  }

  private readBigEndian32(): number {
    this.ensure(4);
    this.position += 4;
    return this.view.getUint32(this.position - 4);
  }

  private skipFar(count: number): void {
    let rest = count - (this.filled - this.position);
    this.position = this.filled;
    while (rest > 0) {
      this.refill(1);
      const step = Math.min(rest, this.filled - this.position);
      this.position += step;
      rest -= step;
    }
  }

  private refill(count: number): void {
    if (this.fill(count) < count) {
      throw new Damage('truncated', 'the file ends in the middle', this.base + this.filled);
    }
  }

  /** Moves the window and reads until `count` bytes are there or the file ends; answers how many there are. */
  private fill(count: number): number {
    this.crcSoFar();
    const from = Math.max(0, this.position - KEPT_BYTES);
    this.currentKey.leave(this.buffer, from);
    this.lastKey.leave(this.buffer, from);
    this.buffer.copyWithin(0, from, this.filled);
    this.base += from;
    this.position -= from;
    this.filled -= from;
    this.checkedTo = this.position;
    while (this.filled - this.position < count) {
      const read = this.source.read(this.buffer.subarray(this.filled));
      if (read === 0) break;
      this.filled += read;
    }
    return this.filled - this.position;
  }
}
