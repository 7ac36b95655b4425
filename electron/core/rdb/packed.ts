import { checkListpack, LISTPACK_HEAD_BYTES } from './listpack.ts';
import { big32, END, isCountRight, little32, type MemberCheck, statedCount } from './packed-bytes.ts';
import { isStreamNode } from './stream-node.ts';

/**
 * Collections packed into one string. Each check takes bytes [from, to), answers the number of entries, and -1 where
 * anything contradicts. Sources: Redis, src/listpack.c, src/ziplist.c, src/intset.c, src/zipmap.c.
 */
export type PackedKind = 'listpack' | 'streamNode' | 'ziplist' | 'intset' | 'zipmap';

/** @param perMember every so many entries one is a member that may come only once; 0 where any may repeat. */
export function checkPacked(
  kind: PackedKind,
  bytes: Uint8Array,
  from: number,
  to: number,
  perMember: number,
  isNew: MemberCheck,
): number {
  if (kind === 'listpack') return checkListpack(bytes, from, to, perMember, isNew);
  if (kind === 'streamNode') {
    const count = checkListpack(bytes, from, to, 0, isNew);
    return count >= 0 && isStreamNode(bytes, from, to) ? count : -1;
  }
  if (kind === 'ziplist') return checkZiplist(bytes, from, to, perMember, isNew);
  return kind === 'intset' ? checkIntset(bytes, from, to) : checkZipmap(bytes, from, to, isNew);
}

/** Bytes at the beginning that are enough for `countOfHead`. */
export const PACKED_HEAD_BYTES = 10;

/** The number of entries as the head states it; -1 where it does not. */
export function countOfHead(kind: PackedKind, bytes: Uint8Array, from: number, to: number): number {
  const length = to - from;
  if (kind === 'listpack' || kind === 'streamNode')
    return length < LISTPACK_HEAD_BYTES ? -1 : statedCount(bytes, from + 4);
  if (kind === 'ziplist') return length < ZIPLIST_HEAD_BYTES ? -1 : statedCount(bytes, from + 8);
  if (kind === 'intset') return length < INTSET_HEAD_BYTES ? -1 : little32(bytes, from + 4);
  const first = bytes[from] ?? 0;
  return length < 1 || first >= ZIPMAP_BIG ? -1 : first;
}

const ZIPLIST_HEAD_BYTES = 10;
const ZIPLIST_BIG = 254;

function checkZiplist(bytes: Uint8Array, from: number, to: number, perMember: number, isNew: MemberCheck): number {
  const last = to - 1;
  if (to - from <= ZIPLIST_HEAD_BYTES || little32(bytes, from) !== to - from || bytes[last] !== END) return -1;
  let at = from + ZIPLIST_HEAD_BYTES;
  let entryAt = at;
  let previousLength = 0;
  let count = 0;
  while (at < last) {
    entryAt = at;
    const isBig = bytes[at] === ZIPLIST_BIG;
    if (isBig && at + 5 > last) return -1;
    if ((isBig ? little32(bytes, at + 1) : (bytes[at] ?? 0)) !== previousLength) return -1;
    at += isBig ? 5 : 1;
    const length = ziplistEntryBytes(bytes, at);
    if (length === 0 || at + length > last) return -1;
    if (perMember > 0 && count % perMember === 0 && !isNew(bytes, at, at + length)) return -1;
    at += length;
    previousLength = at - entryAt;
    count += 1;
  }
  if (little32(bytes, from + 4) !== entryAt - from) return -1;
  return isCountRight(statedCount(bytes, from + 8), count) ? count : -1;
}

/** Bytes of an entry after the length of the one before; 0 for what is none. */
function ziplistEntryBytes(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x40) return 1 + first;
  if (first < 0x80) return 2 + (((first & 63) << 8) | (bytes[at + 1] ?? 0));
  if (first < 0xc0) return 5 + big32(bytes, at + 1);
  if (first === 0xc0) return 3;
  if (first === 0xd0) return 5;
  if (first === 0xe0) return 9;
  if (first === 0xf0) return 4;
  if (first === 0xfe) return 2;
  return first > 0xf0 && first < 0xfe ? 1 : 0;
}

const INTSET_HEAD_BYTES = 8;

function checkIntset(bytes: Uint8Array, from: number, to: number): number {
  if (to - from < INTSET_HEAD_BYTES) return -1;
  const width = little32(bytes, from);
  const count = little32(bytes, from + 4);
  if ((width !== 2 && width !== 4 && width !== 8) || to - from !== INTSET_HEAD_BYTES + count * width) return -1;
  const view = new DataView(bytes.buffer, bytes.byteOffset + from + INTSET_HEAD_BYTES, count * width);
  for (let at = width; at < count * width; at += width) if (!isAscending(view, at, width)) return -1;
  return count === 0 ? -1 : count;
}

function isAscending(view: DataView, at: number, width: number): boolean {
  if (width === 2) return view.getInt16(at - 2, true) < view.getInt16(at, true);
  if (width === 4) return view.getInt32(at - 4, true) < view.getInt32(at, true);
  return view.getBigInt64(at - 8, true) < view.getBigInt64(at, true);
}

/** From this count on, the head does not tell; as a length, it says that four bytes follow. */
const ZIPMAP_BIG = 254;

function checkZipmap(bytes: Uint8Array, from: number, to: number, isNew: MemberCheck): number {
  const last = to - 1;
  if (to - from < 2 || bytes[last] !== END) return -1;
  let at = from + 1;
  let count = 0;
  while (at < last) {
    const field = at;
    at = afterZipmapItem(bytes, at, last, false);
    if (at < 0 || at >= last || !isNew(bytes, field, at)) return -1;
    at = afterZipmapItem(bytes, at, last, true);
    if (at < 0) return -1;
    count += 1;
  }
  return isCountRight(countOfHead('zipmap', bytes, from, to), count) ? count : -1;
}

function afterZipmapItem(bytes: Uint8Array, at: number, last: number, isValue: boolean): number {
  const first = bytes[at] ?? 0;
  if (first === END || (first === ZIPMAP_BIG && at + 5 > last)) return -1;
  const length = first === ZIPMAP_BIG ? little32(bytes, at + 1) : first;
  let next = at + (first === ZIPMAP_BIG ? 5 : 1);
  // A value may have room left behind it; a byte before it says how much.
  const free = isValue ? (bytes[next] ?? 0) : 0;
  if (isValue) next += 1;
  next += length + free;
  return next > last ? -1 : next;
}
