import { instanceKey } from '#shared/backup-rows.ts';
import type { Instance } from '#shared/models/browse.ts';

const keys = new WeakMap<Instance, string>();

/** `instanceKey` of a row, put together once: tables ask for thousands of them with each key that is pressed. */
export function keyOfRow(row: Instance): string {
  const known = keys.get(row);
  if (known !== undefined) return known;
  const key = instanceKey(row);
  keys.set(row, key);
  return key;
}
