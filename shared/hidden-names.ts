import type { CheckReport } from './models/check-report.ts';
import type { Comparison } from './models/comparison.ts';
import type { PrefixNode } from './models/rdb-summary.ts';

/** What stands for a name that is not shown. */
export const HIDDEN_NAME = '•••';

/** The same report without a word of the user's data: keys and prefixes are only numbered, the biggest first. */
export function withoutNames(report: CheckReport): CheckReport {
  const { rdb, summary } = report;
  return {
    ...report,
    rdb: { ...rdb, lastGoodKey: rdb.lastGoodKey === null ? null : HIDDEN_NAME },
    summary: summary && {
      ...summary,
      biggestKeys: summary.biggestKeys.map((big, at) => Object.assign({}, big, { key: numbered(at) })),
      prefixes: { ...summary.prefixes, children: summary.prefixes.children.map(hidden) },
    },
  };
}

/** The same comparison without a word of the user's data. */
export function comparisonWithoutNames(comparison: Comparison): Comparison {
  const { prefixes, biggestKeys } = comparison;
  return {
    ...comparison,
    prefixes:
      prefixes.status === 'compared'
        ? {
            ...prefixes,
            changed: prefixes.changed.map((change, at) => Object.assign({}, change, { prefix: numbered(at) })),
          }
        : prefixes,
    biggestKeys: biggestKeys.map((big, at) => Object.assign({}, big, { key: numbered(at) })),
  };
}

function hidden(node: PrefixNode, at: number): PrefixNode {
  return { ...node, name: `${numbered(at)} `, children: node.children.map(hidden) };
}

function numbered(at: number): string {
  return `${HIDDEN_NAME} ${at + 1}`;
}
