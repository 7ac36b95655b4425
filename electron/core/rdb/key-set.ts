import { hashStored, otherHalf } from './stored-hash.ts';

/**
 * The keys of a file, to notice one that comes twice: Redis refuses to load such a file (src/rdb.c: "RDB has duplicated
 * key"). Asking a big table about each key would cost more than reading the key, so hashes are only noted down, sorted
 * into parts by some of their bits, and each part is looked through in the end, when it fits the processor's cache. Equal
 * hashes are a suspicion that needs a second look at the bytes themselves.
 */
export interface KeySet {
  /** Notes the stored key in bytes [from, to) of a database. */
  add(view: DataView, from: number, to: number, database: number): void;
}

export interface KeyHashes extends KeySet {
  /** Hashes that came more than once, at most MOST_SUSPECTS. To be asked once, after the last key. */
  repeated(): readonly KeyHash[];
  /** How many keys did not find room. */
  readonly skipped: number;
}

/** 64 bits of it. */
export type KeyHash = readonly [mark: number, place: number];

const MOST_SUSPECTS = 64;
const PART_BITS = 8;
const PARTS = 2 ** PART_BITS;
/** Two numbers each. */
const CHUNK_NUMBERS = 512;
/** Memory is asked for in pieces of 32 KB. */
const CHUNKS_A_SLAB = 16;
/** 32 MB: four million keys. */
const MOST_CHUNKS = (32 * 1_048_576) / (CHUNK_NUMBERS * 4);

export function createKeyHashes(): KeyHashes {
  const chunks: Int32Array[][] = Array.from({ length: PARTS }, () => []);
  const current: Int32Array[] = Array.from({ length: PARTS }, () => new Int32Array(0));
  /** Numbers in the current chunk of each part. */
  const used = new Int32Array(PARTS);
  let slab = new Int32Array(0);
  let chunkCount = 0;
  let skipped = 0;

  const addChunk = (part: number): boolean => {
    if (chunkCount >= MOST_CHUNKS) return false;
    const from = (chunkCount % CHUNKS_A_SLAB) * CHUNK_NUMBERS;
    if (from === 0) slab = new Int32Array(CHUNKS_A_SLAB * CHUNK_NUMBERS);
    const chunk = slab.subarray(from, from + CHUNK_NUMBERS);
    chunks[part]?.push(chunk);
    current[part] = chunk;
    used[part] = 0;
    chunkCount += 1;
    return true;
  };

  return {
    get skipped() {
      return skipped;
    },
    add(view, from, to, database) {
      const hash = hashStored(view, from, to, database << 16);
      const mark = otherHalf();
      const part = hash >>> (32 - PART_BITS);
      let chunk = current[part];
      let at = used[part] ?? 0;
      if (chunk === undefined || at === chunk.length) {
        if (!addChunk(part)) {
          skipped += 1;
          return;
        }
        chunk = current[part];
        at = 0;
      }
      if (chunk === undefined) return;
      chunk[at] = mark;
      chunk[at + 1] = hash;
      used[part] = at + 2;
    },
    repeated: () => chunks.flatMap((part, index) => repeatedIn(part, used[index] ?? 0)).slice(0, MOST_SUSPECTS),
  };
}

/** Two thirds of a table stay empty, so that most keys find their place at once. */
const ROOM = 3;
let table = new Int32Array(0);

function repeatedIn(chunks: readonly Int32Array[], usedInLast: number): KeyHash[] {
  const count = ((chunks.length - 1) * CHUNK_NUMBERS + usedInLast) / 2;
  if (count < 2) return [];
  const size = 2 ** Math.ceil(Math.log2(count * ROOM));
  if (table.length < size * 2) table = new Int32Array(size * 2);
  else table.fill(0, 0, size * 2);
  const slots = table;
  const found: KeyHash[] = [];
  for (const [index, chunk] of chunks.entries()) {
    const end = index === chunks.length - 1 ? usedInLast : CHUNK_NUMBERS;
    for (let at = 0; at < end; at += 2) {
      const mark = chunk[at] ?? 0;
      const place = chunk[at + 1] ?? 0;
      let slot = (place & (size - 1)) * 2;
      while (slots[slot] !== 0 && (slots[slot] !== mark || slots[slot + 1] !== place))
        slot = (slot + 2) & (size * 2 - 1);
      if (slots[slot] !== 0 && found.length < MOST_SUSPECTS) found.push([mark, place]);
      slots[slot] = mark;
      slots[slot + 1] = place;
    }
  }
  return found;
}

/**
 * Looks at the bytes of keys whose hashes came more than once, while the file is read again: stands in the place of the
 * hashes.
 * @param offset where in the file the key ends that is being added.
 */
export function createKeyProof(
  suspects: readonly KeyHash[],
  offset: () => number,
): KeySet & {
  /** Where the first key stands that came before; null where all were only alike. */
  duplicateAt(): number | null;
} {
  const seen = new Map(suspects.map(([mark, place]) => [`${mark} ${place}`, new Set<string>()]));
  let duplicateAt: number | null = null;
  return {
    add(view, from, to, database) {
      const place = hashStored(view, from, to, database << 16);
      const alike = seen.get(`${otherHalf()} ${place}`);
      if (alike === undefined || duplicateAt !== null) return;
      const key = `${database} ${Buffer.from(view.buffer, from, to - from).toString('latin1')}`;
      if (alike.has(key)) duplicateAt = offset() - (to - from);
      alike.add(key);
    },
    duplicateAt: () => duplicateAt,
  };
}
