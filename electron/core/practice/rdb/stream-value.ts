import { concatBytes, littleEndian64, rdbLength, rdbString } from './encoding.ts';
import { packed } from './values.ts';

/** Every field of the entries is the same, which is what the flag says. */
const SAME_FIELDS = 2;

/**
 * A stream of one node: an entry per value, `field` each, a millisecond apart, read by one group whose one consumer has
 * not acknowledged the first (Redis 7.0, rdbSaveObject).
 */
export function stream(field: string, values: readonly string[], firstMs: number): Uint8Array {
  const lastMs = firstMs + values.length - 1;
  const master = [values.length, 0, 1, field, 0];
  const entries = values.flatMap((value, at) => [SAME_FIELDS, at, 0, value, 4]);
  const ids = [lastMs, 0, firstMs, 0, 0, 0];
  return concatBytes(
    rdbLength(1),
    rdbString(streamId(firstMs)),
    packed([...master, ...entries]),
    rdbLength(values.length),
    ...ids.map(rdbLength),
    rdbLength(values.length),
    rdbLength(1),
    group(firstMs),
  );
}

function group(readMs: number): Uint8Array {
  const pending = concatBytes(streamId(readMs), littleEndian64(BigInt(readMs)), rdbLength(1));
  const consumer = concatBytes(rdbString('worker-1'), littleEndian64(BigInt(readMs)), rdbLength(1), streamId(readMs));
  const readUpTo = [rdbLength(readMs), rdbLength(0), rdbLength(1)];
  return concatBytes(rdbString('workers'), ...readUpTo, rdbLength(1), pending, rdbLength(1), consumer);
}

function streamId(ms: number): Uint8Array {
  const bytes = new Uint8Array(16);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(ms));
  return bytes;
}
