import { listpackEntryBytes, afterListpackEntry, LISTPACK_HEAD_BYTES } from './listpack.ts';

/** Every field of an entry is named as in the node's first one. */
const SAME_FIELDS = 2;
/** Flags and two numbers of the id stand before an entry's own. */
const ENTRY_NUMBERS = 3;

/**
 * Whether a listpack that holds together is a node of a stream (Redis, src/t_stream.c: streamValidateListpackIntegrity):
 * counts of entries and of deleted ones, the names of fields, a zero; then so many entries that each say their length.
 */
export function isStreamNode(bytes: Uint8Array, from: number, to: number): boolean {
  const last = to - 1;
  let at = from + LISTPACK_HEAD_BYTES;
  /** The next number; NaN where none is. */
  const number = (): number => {
    if (at >= last) return Number.NaN;
    const value = listpackNumber(bytes, at);
    at = afterListpackEntry(bytes, at);
    return value;
  };
  const skip = (count: number): void => {
    for (let left = count; left > 0 && at < last; left -= 1) at = afterListpackEntry(bytes, at);
  };

  const entries = number() + number();
  const masterFields = number();
  skip(masterFields);
  if (number() !== 0) return false;
  for (let left = entries; left > 0; left -= 1) {
    const flags = number();
    // The two numbers of the id may have any form.
    skip(2);
    const isSame = (flags & SAME_FIELDS) !== 0;
    const fields = isSame ? masterFields : number();
    const length = ENTRY_NUMBERS + (isSame ? fields : 1 + fields * 2);
    skip(isSame ? fields : fields * 2);
    if (Number.isNaN(flags) || number() !== length) return false;
  }
  return at === last && entries >= 0;
}

/** The whole number of an entry; NaN where it is text. */
function listpackNumber(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return first;
  if (first >= 0xc0 && first < 0xe0) return ((((first & 31) << 8) | (bytes[at + 1] ?? 0)) << 19) >> 19;
  if (first < 0xf1 || first > 0xf4) return Number.NaN;
  const width = listpackEntryBytes(bytes, at) - 1;
  let value = 0;
  for (let byte = width - 1; byte >= 0; byte -= 1) value = value * 256 + (bytes[at + 1 + byte] ?? 0);
  const range = 256 ** width;
  return value * 2 >= range ? value - range : value;
}
