import type { Comparison } from '#shared/models/comparison.ts';
import type { Amount, PrefixNode } from '#shared/models/rdb-summary.ts';

type Compared = Extract<Comparison['prefixes'], { status: 'compared' }>;
type PrefixChange = Compared['changed'][number];

const MOST_CHANGES = 200;
/** A prefix whose change is almost that of one below it says nothing of its own. */
const EXPLAINED = 0.9;

export interface Tree {
  readonly root: PrefixNode;
  /** Branches are missing that nobody counts as others. */
  readonly isPruned: boolean;
}

/**
 * Compares two trees of prefixes, branch by branch. Trees are bounded: a branch that one file lists may be among the
 * others in the other file, and then nothing is said of it.
 */
export function comparePrefixes(before: Tree, after: Tree): Omit<Compared, 'status' | 'delimiter'> {
  const childPairs = (pair: Pair): Pair[] => pairChildren(pair, before, after);
  const changes: PrefixChange[] = [];
  let notComparable = 0;
  const waiting: Pair[] = childPairs({ prefix: '', before: before.root, after: after.root });
  for (let each = waiting.pop(); each !== undefined; each = waiting.pop()) {
    if (each.before === null || each.after === null) {
      notComparable += 1;
      continue;
    }
    const below = childPairs(each);
    waiting.push(...below);
    const own = sizeChange(each);
    if (own === 0 && each.before.keys === each.after.keys) continue;
    const isExplained = below.some((child) => own !== 0 && sizeChange(child) / own >= EXPLAINED);
    if (!isExplained) changes.push({ prefix: each.prefix, before: amountOf(each.before), after: amountOf(each.after) });
  }
  const sorted = changes.toSorted(
    (a, b) => Math.abs(sizeChange(b)) - Math.abs(sizeChange(a)) || (a.prefix < b.prefix ? -1 : 1),
  );
  return {
    changed: sorted.slice(0, MOST_CHANGES),
    isApproximate: before.isPruned || after.isPruned,
    moreChanged: Math.max(0, sorted.length - MOST_CHANGES),
    notComparable,
  };
}

/** A branch in both trees; null where it is among the others of its parent. */
interface Pair {
  readonly prefix: string;
  readonly before: PrefixNode | null;
  readonly after: PrefixNode | null;
}

function pairChildren({ prefix, before, after }: Pair, beforeTree: Tree, afterTree: Tree): Pair[] {
  const [olds, news] = [byName(before), byName(after)];
  const absentIn = (parent: PrefixNode | null, { isPruned }: Tree, name: string): PrefixNode | null =>
    parent === null || parent.others.keys > 0 || isPruned ? null : emptyNode(name);
  return [...new Set([...olds.keys(), ...news.keys()])].map((name) => ({
    prefix: `${prefix}${name}`,
    before: olds.get(name) ?? absentIn(before, beforeTree, name),
    after: news.get(name) ?? absentIn(after, afterTree, name),
  }));
}

function byName(node: PrefixNode | null): ReadonlyMap<string, PrefixNode> {
  return new Map((node?.children ?? []).map((child) => [child.name, child]));
}

function emptyNode(name: string): PrefixNode {
  return { name, keys: 0, sizeBytes: 0, children: [], others: { keys: 0, sizeBytes: 0 } };
}

function amountOf({ keys, sizeBytes }: Amount): Amount {
  return { keys, sizeBytes };
}

function sizeChange({ before, after }: { readonly before: Amount | null; readonly after: Amount | null }): number {
  return before === null || after === null ? 0 : after.sizeBytes - before.sizeBytes;
}
