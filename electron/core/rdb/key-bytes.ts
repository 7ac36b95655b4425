import type { KeyPlace } from './key-place.ts';
import { MOST_KEY_BYTES } from './key-place.ts';
import { inflateLzf } from './lzf.ts';

/** A key's own bytes [start, end): of a very long one, the first. Only good until the next key is read. */
export interface KeyBytes {
  bytes: Uint8Array;
  start: number;
  end: number;
  /** Of the whole key. */
  length: number;
}

const unpacked = new Uint8Array(MOST_KEY_BYTES);
const digits = new Uint8Array(16);
const here: KeyBytes = { bytes: digits, start: 0, end: 0, length: 0 };

/** The bytes of a key that was passed; numbers become digits and compressed ones are unpacked. */
export function keyBytesOf(place: KeyPlace, window: Uint8Array): KeyBytes {
  const bytes = place.isCopied ? place.copy : window;
  const { start, end } = place;
  const first = bytes[start] ?? 0;
  if (first < 0x40) return raw(bytes, start + 1, end, first);
  if (first < 0x80) return raw(bytes, start + 2, end, ((first & 0x3f) << 8) | (bytes[start + 1] ?? 0));
  if (first === 0x80) return raw(bytes, start + 5, end, big32(bytes, start + 1));
  if (first === 0x81) return raw(bytes, start + 9, end, big32(bytes, start + 5));
  if (first === 0xc3) return compressed(bytes, start + 1, end);
  return number(littleEndian(bytes, start + 1, 1 << (first & 3)));
}

function raw(bytes: Uint8Array, start: number, end: number, length: number): KeyBytes {
  here.bytes = bytes;
  here.start = start;
  here.end = Math.min(end, start + MOST_KEY_BYTES);
  here.length = length;
  return here;
}

function compressed(bytes: Uint8Array, at: number, end: number): KeyBytes {
  const packedHead = headBytes(bytes[at] ?? 0);
  const lengthAt = at + packedHead;
  const from = lengthAt + headBytes(bytes[lengthAt] ?? 0);
  const got = inflateLzf(bytes, from, end, unpacked, MOST_KEY_BYTES, true);
  return raw(unpacked, 0, Math.max(0, got), lengthOf(bytes, lengthAt));
}

function headBytes(first: number): number {
  if (first < 0x40) return 1;
  if (first < 0x80) return 2;
  return first === 0x80 ? 5 : 9;
}

function lengthOf(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x40) return first;
  if (first < 0x80) return ((first & 0x3f) << 8) | (bytes[at + 1] ?? 0);
  return big32(bytes, first === 0x80 ? at + 1 : at + 5);
}

function number(value: number): KeyBytes {
  const text = `${value}`;
  for (let at = 0; at < text.length; at += 1) digits[at] = text.charCodeAt(at);
  return raw(digits, 0, text.length, text.length);
}

function littleEndian(bytes: Uint8Array, at: number, width: number): number {
  let value = 0;
  for (let byte = 0; byte < width; byte += 1) value |= (bytes[at + byte] ?? 0) << (byte * 8);
  const unused = 32 - width * 8;
  return (value << unused) >> unused;
}

function big32(bytes: Uint8Array, at: number): number {
  return (
    (((bytes[at] ?? 0) << 24) | ((bytes[at + 1] ?? 0) << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)) >>> 0
  );
}

/**
 * A key as text that is safe to show: printable Unicode stays, a backslash is doubled and every other byte becomes
 * `\xNN`. Ends in `…` where the key is longer than `mostBytes`.
 */
export function printableKey({ bytes, start, end, length }: KeyBytes, mostBytes = 256): string {
  const cut = Math.min(end, start + mostBytes);
  const text = printableBytes(bytes.subarray(start, cut));
  return cut - start < length ? `${text}…` : text;
}

const SPACE = 0x20;
const TILDE = 0x7e;
const BACKSLASH = 0x5c;

export function printableBytes(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length;) {
    const byte = bytes[at] ?? 0;
    if (byte >= SPACE && byte <= TILDE && byte !== BACKSLASH) {
      text += String.fromCharCode(byte);
      at += 1;
      continue;
    }
    const width = utf8Width(bytes, at);
    const letter = width === 0 ? '' : new TextDecoder().decode(bytes.subarray(at, at + width));
    text += width > 0 && byte !== BACKSLASH && isPrintable(letter) ? letter : escaped(bytes, at, Math.max(1, width));
    at += Math.max(1, width);
  }
  return text;
}

function isPrintable(letter: string): boolean {
  return !/[\p{C}\p{Zl}\p{Zp}]/u.test(letter);
}

function escaped(bytes: Uint8Array, at: number, count: number): string {
  let text = '';
  for (let index = at; index < at + count; index += 1) {
    const byte = bytes[index] ?? 0;
    text += byte === BACKSLASH ? '\\\\' : `\\x${byte.toString(16).padStart(2, '0')}`;
  }
  return text;
}

/** Bytes of the UTF-8 letter that begins here; 0 where none does. */
function utf8Width(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  const width = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0;
  if (width === 0 || at + width > bytes.length) return 0;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(at, at + width));
    return width;
  } catch {
    return 0;
  }
}
