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
      let hash = 0;
      let kind = DIGITS | HEX;
      for (let at = start, level = 0; at < end && level < MOST_LEVELS; at += 1) {
        const byte = bytes[at] ?? 0;
        if (byte !== mark) {
          hash = Math.imul(hash ^ byte, 0x85eb_ca6b);
          hash ^= hash >>> 15;
          kind &= KIND_OF_BYTE[byte] ?? 0;
          continue;
        }
        const length = at - from;
        if (length > LONGEST_PART) return;
        if (isId(kind, length)) hash = ID_HASH;
        branch = branchOf(branch, hash, bytes, from, at);
        branch.keys += 1;
        branch.sizeBytes += sizeBytes;
        from = at + 1;
        hash = 0;
        kind = DIGITS | HEX;
        level += 1;
      }
      if (branches > MOST_BRANCHES) branches = prune(root);
    },
    root: () => listed(root),
  };
}

const DIGITS = 1;
const HEX = 2;
/** What a part may still be when it holds this byte. */
const KIND_OF_BYTE = Uint8Array.from({ length: 256 }, (_, byte) => {
  const letter = String.fromCharCode(byte);
  return (/\d/u.test(letter) ? DIGITS : 0) | (/[\da-fA-F-]/u.test(letter) ? HEX : 0);
});
const SHORTEST_HEX_ID = 16;

function isId(kind: number, length: number): boolean {
  return length > 0 && ((kind & DIGITS) !== 0 || ((kind & HEX) !== 0 && length >= SHORTEST_HEX_ID));
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
