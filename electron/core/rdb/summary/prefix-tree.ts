import type { Amount, PrefixNode } from '#shared/models/rdb-summary.ts';
import { type KeyBytes, printableBytes } from '../key-bytes.ts';

/**
 * Keys by what stands before their delimiters, in bounded memory. Parts that are numbers or ids count as one, `*`,
 * because a branch for every user or session tells nothing; where there are still too many branches, the smallest go
 * and their keys count for the branch they hung on.
 */
export interface PrefixTree {
  add(key: KeyBytes, sizeBytes: number): void;
  root(): PrefixNode;
  /** Whether branches had to go, so that those that are left may count less than there is. */
  wasPruned(): boolean;
}

interface Branch extends Amount {
  readonly name: string;
  /** By a hash of the part's bytes; two parts share one branch once in four thousand million. */
  readonly children: Map<number, Branch>;
}

const MOST_BRANCHES = 16_384;
const MOST_LEVELS = 6;
const MOST_LISTED = 50;
/** Parts longer than this are ids too, or texts; nobody groups by them. */
const LONGEST_PART = 64;
const ID_HASH = 1;

export function createPrefixTree(delimiter: string): PrefixTree {
  const mark = delimiter.charCodeAt(0);
  const root: Branch = { name: '', keys: 0, sizeBytes: 0, children: new Map() };
  let branches = 0;
  let wasPruned = false;

  const branchOf = (parent: Branch, hash: number, bytes: Uint8Array, from: number, to: number): Branch => {
    const known = parent.children.get(hash);
    if (known !== undefined) return known;
    const name = hash === ID_HASH ? '*' : printableBytes(bytes.subarray(from, to));
    const branch = { name: `${name}${delimiter}`, keys: 0, sizeBytes: 0, children: new Map<number, Branch>() };
    parent.children.set(hash, branch);
    branches += 1;
    return branch;
  };

  return {
    add({ bytes, start, end }, sizeBytes) {
      root.keys += 1;
      root.sizeBytes += sizeBytes;
      let branch = root;
      let from = start;
      for (let at = start, level = 0; at < end && level < MOST_LEVELS; at += 1) {
        if (bytes[at] !== mark) continue;
        if (at - from > LONGEST_PART) break;
        const hash = isId(bytes, from, at) ? ID_HASH : hashOf(bytes, from, at);
        branch = branchOf(branch, hash, bytes, from, at);
        branch.keys += 1;
        branch.sizeBytes += sizeBytes;
        from = at + 1;
        level += 1;
      }
      if (branches > MOST_BRANCHES) {
        branches = prune(root);
        wasPruned = true;
      }
    },
    root: () => listed(root),
    wasPruned: () => wasPruned,
  };
}

function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = to - from;
  for (let at = from; at < to; at += 1) {
    hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x85eb_ca6b);
    hash ^= hash >>> 15;
  }
  return hash;
}

const SHORTEST_HEX_ID = 16;
const ZERO = 0x30;
const NINE = 0x39;
const DASH = 0x2d;

function isId(bytes: Uint8Array, from: number, to: number): boolean {
  let at = from;
  while (at < to && isDigit(bytes[at] ?? 0)) at += 1;
  if (at === to) return to > from;
  if (to - from < SHORTEST_HEX_ID) return false;
  while (at < to && isHexOrDash(bytes[at] ?? 0)) at += 1;
  return at === to;
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= NINE;
}

function isHexOrDash(byte: number): boolean {
  const lower = byte | 0x20;
  return isDigit(byte) || byte === DASH || (lower >= 0x61 && lower <= 0x66);
}

/** Takes off the smaller half of the branches that end somewhere; answers how many are left. */
function prune(root: Branch): number {
  const leaves: Array<readonly [parent: Branch, hash: number, keys: number]> = [];
  const visit = (branch: Branch): void => {
    for (const [hash, child] of branch.children) {
      if (child.children.size === 0) leaves.push([branch, hash, child.keys]);
      else visit(child);
    }
  };
  visit(root);
  leaves.sort(([, , a], [, , b]) => a - b);
  for (const [parent, hash] of leaves.slice(0, Math.ceil(leaves.length / 2))) parent.children.delete(hash);
  return countBranches(root);
}

function countBranches(branch: Branch): number {
  let count = branch.children.size;
  for (const child of branch.children.values()) count += countBranches(child);
  return count;
}

function listed({ name, keys, sizeBytes, children }: Branch): PrefixNode {
  const bySize = [...children.values()].toSorted((a, b) => b.sizeBytes - a.sizeBytes);
  const shown = bySize.slice(0, MOST_LISTED).map(listed);
  const others = { keys: 0, sizeBytes: 0 };
  for (const child of bySize.slice(MOST_LISTED)) {
    others.keys += child.keys;
    others.sizeBytes += child.sizeBytes;
  }
  return { name, keys, sizeBytes, children: shown, others };
}
