import type { RdbInput } from './input.ts';
import { ID_BYTES } from './stream-id.ts';
import type { ValueParts } from './values.ts';

const TIME_BYTES = 8;

/**
 * Passes a stream (Redis, src/rdb.c: rdbLoadObject, RDB_TYPE_STREAM_LISTPACKS*) and answers its number of entries.
 * @param form 1 to 5: since Redis 5.0, 7.0, 7.2, 8.6 and 8.8.
 */
export function walkStream(input: RdbInput, parts: ValueParts, form: number): number {
  for (let nodes = input.readLength(); nodes > 0; nodes -= 1) {
    if (input.readStringHead() !== ID_BYTES) throw input.damage('a stream node whose key is no entry id');
    input.skip(ID_BYTES);
    parts.packed('streamNode', 0);
  }
  const entries = input.readLength();
  // The last id; since form 2 also the first, the highest deleted one and how many were ever added.
  lengths(input, form >= 2 ? 7 : 2);
  for (let groups = input.readLength(); groups > 0; groups -= 1) walkGroup(input, parts, form);
  if (form >= 4) walkProducers(input, parts);
  return entries;
}

function lengths(input: RdbInput, count: number): void {
  for (let left = count; left > 0; left -= 1) input.readLength();
}

function walkGroup(input: RdbInput, parts: ValueParts, form: number): void {
  parts.string();
  lengths(input, form >= 2 ? 3 : 2);
  parts.beginMembers();
  for (let pending = input.readLength(); pending > 0; pending -= 1) {
    parts.pendingId();
    input.skip(TIME_BYTES);
    input.readLength();
  }
  for (let consumers = input.readLength(); consumers > 0; consumers -= 1) {
    parts.string();
    input.skip(form >= 3 ? TIME_BYTES * 2 : TIME_BYTES);
    for (let pending = input.readLength(); pending > 0; pending -= 1) parts.ownedId();
  }
  // Entries that were given back and belong to no consumer.
  if (form >= 5) for (let returned = input.readLength(); returned > 0; returned -= 1) parts.returnedId();
}

/** What makes adding an entry twice harmless: two settings, then for each producer the ids it used, then two counters. */
function walkProducers(input: RdbInput, parts: ValueParts): void {
  lengths(input, 2);
  for (let producers = input.readLength(); producers > 0; producers -= 1) {
    parts.string();
    for (let ids = input.readLength(); ids > 0; ids -= 1) {
      parts.string();
      lengths(input, 2);
    }
  }
  lengths(input, 2);
}
