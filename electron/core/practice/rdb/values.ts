import { binaryDouble, concatBytes, littleEndian32, rdbLength, rdbString, utf8 } from './encoding.ts';

/** Values of every collection type, as Redis 7.0 stores them; the type byte and the key come before. */

type Element = string | number;

/** The compact list inside small hashes, sorted sets, lists and streams (Redis, src/listpack.c). */
export function listpack(elements: readonly Element[]): Uint8Array {
  const entries = elements.map(listpackEntry);
  const length = entries.reduce((sum, entry) => sum + entry.length, 7);
  const count = Uint8Array.of(elements.length & 255, elements.length >> 8);
  return concatBytes(littleEndian32(length), count, ...entries, Uint8Array.of(0xff));
}

function listpackEntry(element: Element): Uint8Array {
  const body = typeof element === 'number' ? listpackInteger(element) : listpackText(utf8(element));
  const backLength =
    body.length < 128 ? Uint8Array.of(body.length) : Uint8Array.of(body.length >> 7, (body.length & 127) | 128);
  return concatBytes(body, backLength);
}

function listpackInteger(value: number): Uint8Array {
  if (value >= 0 && value < 128) return Uint8Array.of(value);
  if (value >= -4096 && value < 4096) return Uint8Array.of(0xc0 | ((value >> 8) & 0x1f), value & 255);
  return concatBytes(Uint8Array.of(0xf3), littleEndian32(value));
}

/** Texts up to 4095 bytes, which is all that small collections hold. */
function listpackText(bytes: Uint8Array): Uint8Array {
  const { length } = bytes;
  const head = length < 64 ? [0x80 | length] : [0xe0 | (length >> 8), length & 255];
  return concatBytes(Uint8Array.from(head), bytes);
}

export function plainList(elements: readonly string[]): Uint8Array {
  return concatBytes(rdbLength(elements.length), ...elements.map(rdbString));
}

/** A plain set is written the way a plain list is. */
export function plainSet(members: readonly string[]): Uint8Array {
  return plainList(members);
}

export function plainHash(fields: ReadonlyArray<readonly [string, string]>): Uint8Array {
  return concatBytes(rdbLength(fields.length), ...fields.flat().map(rdbString));
}

export function plainSortedSet(members: ReadonlyArray<readonly [string, number]>): Uint8Array {
  const encoded = members.flatMap(([member, score]) => [rdbString(member), binaryDouble(score)]);
  return concatBytes(rdbLength(members.length), ...encoded);
}

/** @param values in ascending order, each within 32 bits. */
export function intset(values: readonly number[]): Uint8Array {
  const head = [littleEndian32(4), littleEndian32(values.length)];
  return rdbString(concatBytes(...head, ...values.map(littleEndian32)));
}

/** A list of nodes: an array is a packed node, a text one big element of its own. */
export function quicklist(nodes: ReadonlyArray<readonly Element[] | string>): Uint8Array {
  const encoded = nodes.map((node) =>
    typeof node === 'string'
      ? concatBytes(rdbLength(1), rdbString(node))
      : concatBytes(rdbLength(2), rdbString(listpack(node))),
  );
  return concatBytes(rdbLength(nodes.length), ...encoded);
}

/** A packed hash or sorted set. */
export function packed(elements: readonly Element[]): Uint8Array {
  return rdbString(listpack(elements));
}
