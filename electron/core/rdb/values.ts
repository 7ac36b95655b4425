import { Unknown } from './damage.ts';
import { type Dialect, TYPE } from './format.ts';
import type { RdbInput } from './input.ts';
import type { PackedKind } from './packed.ts';
import { walkStream } from './stream.ts';

/** What is done with the parts of values on the way through them; see `value-parts.ts`. */
export interface ValueParts {
  /** Passes a string. */
  string(): void;
  /** Members of one collection follow, none of which may come twice. */
  beginMembers(): void;
  /** Passes a string that is a member of a set, or a field of a hash. */
  member(): void;
  /**
   * Passes a string that holds a packed collection; answers its number of entries, 0 where nobody counts.
   * @param perMember every so many entries one is a member that may come only once; 0 where any may repeat.
   */
  packed(kind: PackedKind, perMember: number): number;
  /** Passes the id of an entry that a stream's group waits for; each comes once. */
  pendingId(): void;
  /** Passes such an id again, where it says which consumer has it: one at most. */
  ownedId(): void;
  /** Passes such an id again, where it says that it was given back. */
  returnedId(): void;
  /** Passes a score in eight bytes. */
  score(): void;
  /** Passes a score in letters, as up to Redis 3.2. */
  textScore(): void;
}

/**
 * Passes the value of a type (Redis, src/rdb.c: rdbLoadObject) and answers how many elements it has. Throws Damage, and
 * Unknown for a type that the dialect does not have.
 */
export function walkValue(input: RdbInput, parts: ValueParts, dialect: Dialect, type: number): number {
  switch (type) {
    case TYPE.string:
      parts.string();
      return 1;
    case TYPE.list:
      return list(input, parts);
    case TYPE.set:
      return set(input, parts);
    case TYPE.hash:
      return hash(input, parts);
    case TYPE.sortedSet:
      return scored(input, parts, () => parts.textScore());
    case TYPE.sortedSet2:
      return scored(input, parts, () => parts.score());
    case TYPE.hashZipmap:
      return parts.packed('zipmap', 2);
    case TYPE.listZiplist:
      return parts.packed('ziplist', 0);
    case TYPE.setIntset:
      return parts.packed('intset', 1);
    case TYPE.sortedSetZiplist:
    case TYPE.hashZiplist:
      return pairs(input, parts.packed('ziplist', 2), 2);
    case TYPE.quicklist:
      return quicklist(input, parts);
    case TYPE.quicklist2:
      return quicklist2(input, parts);
    case TYPE.hashListpack:
    case TYPE.sortedSetListpack:
      return pairs(input, parts.packed('listpack', 2), 2);
    case TYPE.setListpack:
      return parts.packed('listpack', 1);
    case TYPE.stream:
      return walkStream(input, parts, 1);
    case TYPE.stream2:
      return walkStream(input, parts, 2);
    case TYPE.stream3:
      return walkStream(input, parts, 3);
    default:
      return walkExpiringFields(input, parts, dialect, type);
  }
}

/** Hashes whose fields expire, and newer streams; the codes that Redis and Valkey do not share. */
function walkExpiringFields(input: RdbInput, parts: ValueParts, dialect: Dialect, type: number): number {
  if (dialect === 'valkey') {
    if (type === TYPE.hashFieldsPreGaOrHash2) return valkeyHash(input, parts);
    throw unknownType(input, type);
  }
  switch (type) {
    case TYPE.hashFieldsPreGaOrHash2:
      return expiringHash(input, parts);
    case TYPE.hashFields:
      input.skip(8);
      return expiringHash(input, parts);
    case TYPE.hashListpackFieldsPreGa:
      return pairs(input, parts.packed('listpack', 3), 3);
    case TYPE.hashListpackFields:
      input.skip(8);
      return pairs(input, parts.packed('listpack', 3), 3);
    case TYPE.stream4:
      return walkStream(input, parts, 4);
    case TYPE.stream5:
      return walkStream(input, parts, 5);
    default:
      throw unknownType(input, type);
  }
}

function unknownType(input: RdbInput, type: number): Unknown {
  return new Unknown(`type ${type}`, input.offset());
}

function list(input: RdbInput, parts: ValueParts): number {
  const count = input.readLength();
  for (let left = count; left > 0; left -= 1) parts.string();
  return count;
}

function set(input: RdbInput, parts: ValueParts): number {
  const count = input.readLength();
  parts.beginMembers();
  for (let left = count; left > 0; left -= 1) parts.member();
  return count;
}

function hash(input: RdbInput, parts: ValueParts): number {
  const count = input.readLength();
  parts.beginMembers();
  for (let left = count; left > 0; left -= 1) {
    parts.member();
    parts.string();
  }
  return count;
}

function scored(input: RdbInput, parts: ValueParts, score: () => void): number {
  const count = input.readLength();
  parts.beginMembers();
  for (let left = count; left > 0; left -= 1) {
    parts.member();
    score();
  }
  return count;
}

/** Entries of a packed collection by twos or threes: field and value, member and score, field, value and time. */
function pairs(input: RdbInput, entries: number, perElement: number): number {
  if (entries % perElement !== 0) throw input.damage('an entry without its partner');
  return entries / perElement;
}

function quicklist(input: RdbInput, parts: ValueParts): number {
  let elements = 0;
  for (let nodes = input.readLength(); nodes > 0; nodes -= 1) elements += parts.packed('ziplist', 0);
  return elements;
}

const PLAIN_NODE = 1;
const PACKED_NODE = 2;

function quicklist2(input: RdbInput, parts: ValueParts): number {
  let elements = 0;
  for (let nodes = input.readLength(); nodes > 0; nodes -= 1) {
    const container = input.readLength();
    if (container === PLAIN_NODE) {
      parts.string();
      elements += 1;
    } else if (container === PACKED_NODE) {
      elements += parts.packed('listpack', 0);
    } else {
      throw input.damage('an unknown kind of list node');
    }
  }
  return elements;
}

/** Redis since 7.4: each field's time, less the earliest one of the hash, stands before it. */
function expiringHash(input: RdbInput, parts: ValueParts): number {
  const count = input.readLength();
  parts.beginMembers();
  for (let left = count; left > 0; left -= 1) {
    input.readLength();
    parts.member();
    parts.string();
  }
  return count;
}

/** Valkey since 9.0: each field's time, or -1, stands after its value. */
function valkeyHash(input: RdbInput, parts: ValueParts): number {
  const count = input.readLength();
  parts.beginMembers();
  for (let left = count; left > 0; left -= 1) {
    parts.member();
    parts.string();
    input.skip(8);
  }
  return count;
}
