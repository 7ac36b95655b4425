import { END, isCountRight, little32, type MemberCheck, statedCount } from './packed-bytes.ts';

export const LISTPACK_HEAD_BYTES = 6;

/** Bytes [from, to) as a listpack (Redis, src/listpack.c): the number of its entries, or -1. */
export function checkListpack(
  bytes: Uint8Array,
  from: number,
  to: number,
  perMember: number,
  isNew: MemberCheck,
): number {
  const last = to - 1;
  if (to - from <= LISTPACK_HEAD_BYTES || little32(bytes, from) !== to - from || bytes[last] !== END) return -1;
  let at = from + LISTPACK_HEAD_BYTES;
  let count = 0;
  while (at < last) {
    const length = listpackEntryBytes(bytes, at);
    if (length === 0 || at + length >= last) return -1;
    if (perMember > 0 && count % perMember === 0 && !isNew(bytes, at, at + length)) return -1;
    at += length;
    const back = backLengthBytes(length);
    if (at + back > last || readBackLength(bytes, at + back - 1) !== length) return -1;
    at += back;
    count += 1;
  }
  return isCountRight(statedCount(bytes, from + 4), count) ? count : -1;
}

/** Bytes of an entry without its length at the end; 0 for what is none. */
export function listpackEntryBytes(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  if (first < 0xc0) return 1 + (first & 63);
  if (first < 0xe0) return 2;
  if (first < 0xf0) return 2 + (((first & 15) << 8) | (bytes[at + 1] ?? 0));
  if (first === 0xf0) return 5 + little32(bytes, at + 1);
  if (first < 0xf4) return first - 0xf1 + 3;
  return first === 0xf4 ? 9 : 0;
}

/** Where the entry after this one begins, in a listpack that holds together. */
export function afterListpackEntry(bytes: Uint8Array, at: number): number {
  const length = listpackEntryBytes(bytes, at);
  return at + length + backLengthBytes(length);
}

/** How many bytes the length at an entry's end takes. */
function backLengthBytes(length: number): number {
  if (length < 128) return 1;
  if (length < 16_384) return 2;
  if (length < 2_097_152) return 3;
  return length < 268_435_456 ? 4 : 5;
}

/** That length as it is read from its end: seven bits a byte, until one has no eighth. -1 where that never comes. */
function readBackLength(bytes: Uint8Array, lastAt: number): number {
  let length = 0;
  for (let index = 0, factor = 1; index < 5; index += 1, factor *= 128) {
    const byte = bytes[lastAt - index] ?? 0;
    length += (byte & 127) * factor;
    if (byte < 128) return length;
  }
  return -1;
}
