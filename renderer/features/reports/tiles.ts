import type { Amount, PrefixNode } from '#shared/models/rdb-summary.ts';

/** What areas and bars stand for. */
export type Measure = keyof Amount;

/**
 * One area of the map of prefixes: a branch of its own, the branches that are not listed, or the keys that end where
 * their parent does.
 */
export interface Tile extends Amount {
  readonly kind: 'branch' | 'others' | 'direct';
  readonly name: string;
  /** Among the children of the node; -1 where it is none. */
  readonly index: number;
  readonly canDescend: boolean;
}

/** The areas of a node, the largest first; together they are all of it. */
export function tilesOf(node: PrefixNode, measure: Measure): Tile[] {
  const branches = node.children.map((child, index): Tile => ({
    kind: 'branch',
    name: child.name,
    index,
    keys: child.keys,
    sizeBytes: child.sizeBytes,
    canDescend: child.children.length > 0,
  }));
  const { others } = node;
  const rest = (pick: Measure): number =>
    Math.max(0, node[pick] - others[pick] - branches.reduce((sum, branch) => sum + branch[pick], 0));
  const plain = { name: '', index: -1, canDescend: false } as const;
  return [
    ...branches,
    { ...plain, kind: 'others' as const, ...others },
    { ...plain, kind: 'direct' as const, keys: rest('keys'), sizeBytes: rest('sizeBytes') },
  ]
    .filter((tile) => tile[measure] > 0)
    .toSorted((a, b) => b[measure] - a[measure]);
}

/** The node a path of child indexes leads to, as far as it leads. */
export function nodeAt(root: PrefixNode, path: readonly number[]): { node: PrefixNode; names: string[] } {
  let node = root;
  const names: string[] = [];
  for (const index of path) {
    const child = node.children[index];
    if (child === undefined) break;
    node = child;
    names.push(child.name);
  }
  return { node, names };
}
