import { concatBytes, littleEndian32, littleEndian64, rdbLength, rdbString, utf8 } from '../practice/rdb/encoding.ts';
import type { RdbReport } from '#shared/models/rdb-report.ts';
import { type ByteSource, memorySource } from './byte-source.ts';
import { checkSource, type RdbCheckOptions } from './check-source.ts';
import { crc64 } from './crc64.ts';

/** A time in 2026, when these tests were written; keys that expire in 2100 are alive. */
const NOW = 1_790_000_000_000;

/** @param options.pieceBytes how much may be read at a time, so that values are cut anywhere. */
export function checkBytes(
  bytes: Uint8Array,
  { pieceBytes, ...options }: Partial<RdbCheckOptions> & { pieceBytes?: number } = {},
): RdbReport {
  const open = (): ByteSource => memorySource(bytes, pieceBytes);
  return checkSource(open, { depth: 'auto', visitor: null, now: NOW, ...options });
}

export type Trailer = 'right' | 'zero' | 'none';

/** A file of these records; the end mark and the checksum come by themselves. */
export function rdbFile(magic: string, records: readonly Uint8Array[], trailer: Trailer = 'right'): Uint8Array {
  const body = concatBytes(utf8(magic), ...records, Uint8Array.of(0xff));
  if (trailer === 'none') return body;
  return concatBytes(body, trailer === 'zero' ? new Uint8Array(8) : littleEndian64(crc64(body)));
}

/** A key with its value. */
export function keyRecord(type: number, key: string, ...value: readonly Uint8Array[]): Uint8Array {
  return concatBytes(Uint8Array.of(type), rdbString(key), ...value);
}

export function numbers(...values: readonly number[]): Uint8Array {
  return concatBytes(...values.map(rdbLength));
}

/** Small texts as a ziplist (Redis, src/ziplist.c): total bytes, offset of the last entry, count, entries, end. */
export function ziplist(entries: readonly string[]): Uint8Array {
  let previous = 0;
  let at = 10;
  let lastAt = at;
  const encoded = entries.map((text) => {
    const bytes = concatBytes(Uint8Array.of(previous, text.length), utf8(text));
    lastAt = at;
    at += bytes.length;
    previous = bytes.length;
    return bytes;
  });
  const count = Uint8Array.of(entries.length & 255, entries.length >> 8);
  return concatBytes(littleEndian32(at + 1), littleEndian32(lastAt), count, ...encoded, Uint8Array.of(255));
}

/** Fields and values as a zipmap (Redis 2.4, src/zipmap.c); a value has `free` unused bytes behind it. */
export function zipmap(pairs: ReadonlyArray<readonly [string, string]>, free = 0): Uint8Array {
  const encoded = pairs.map(([field, value]) =>
    concatBytes(
      Uint8Array.of(field.length),
      utf8(field),
      Uint8Array.of(value.length, free),
      utf8(value),
      new Uint8Array(free),
    ),
  );
  return concatBytes(Uint8Array.of(pairs.length), ...encoded, Uint8Array.of(255));
}
