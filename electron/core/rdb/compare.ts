import type { Change, Comparison } from '#shared/models/comparison.ts';
import type { Amount, RdbSummary } from '#shared/models/rdb-summary.ts';
import { comparePrefixes, type Tree } from './compare-prefixes.ts';

const MOST_BIGGEST_KEYS = 100;
const NOTHING: Amount = { keys: 0, sizeBytes: 0 };

/** What differs between the contents of two files, as far as their summaries tell. */
export function compareSummaries(before: RdbSummary, after: RdbSummary): Omit<Comparison, 'before' | 'after'> {
  return {
    total: { before: amountOf(before), after: amountOf(after) },
    expiring: { before: before.expiring, after: after.expiring },
    databases: compareDatabases(before, after),
    types: compareTypes(before, after),
    prefixes:
      before.delimiter === after.delimiter
        ? { status: 'compared', delimiter: after.delimiter, ...comparePrefixes(treeOf(before), treeOf(after)) }
        : { status: 'otherDelimiter' },
    biggestKeys: compareBiggest(before, after),
  };
}

function treeOf({ prefixes, arePrefixesPruned }: RdbSummary): Tree {
  return { root: prefixes, isPruned: arePrefixesPruned };
}

function amountOf({ keys, sizeBytes }: Amount): Amount {
  return { keys, sizeBytes };
}

/** Pairs what has the same name; what is missing on one side is `absent` there. */
function pair<Row extends Amount>(
  before: readonly Row[],
  after: readonly Row[],
  nameOf: (row: Row) => string,
  absent: { readonly before: Amount | null; readonly after: Amount | null },
): (Change & { readonly row: Row })[] {
  const olds = new Map(before.map((row) => [nameOf(row), row]));
  const news = new Map(after.map((row) => [nameOf(row), row]));
  return [...new Map([...olds, ...news])].map(([name, row]) => {
    const [old, fresh] = [olds.get(name), news.get(name)];
    return {
      row,
      before: old === undefined ? absent.before : amountOf(old),
      after: fresh === undefined ? absent.after : amountOf(fresh),
    };
  });
}

function compareDatabases(before: RdbSummary, after: RdbSummary): Comparison['databases'] {
  // Beyond its first ones a summary counts databases together: one that is not listed may be among those.
  const absentIn = ({ databases }: RdbSummary): Amount | null =>
    databases.some(({ database }) => database === null) ? null : NOTHING;
  const absent = { before: absentIn(before), after: absentIn(after) };
  return pair(before.databases, after.databases, ({ database }) => `${database ?? 'others'}`, absent)
    .map(({ row: { database }, ...change }) => Object.assign(change, { database }))
    .toSorted((a, b) => (a.database ?? Number.POSITIVE_INFINITY) - (b.database ?? Number.POSITIVE_INFINITY));
}

function compareTypes(before: RdbSummary, after: RdbSummary): Comparison['types'] {
  const nothing = { before: NOTHING, after: NOTHING };
  return pair(before.types, after.types, ({ type, encoding }) => `${type} ${encoding}`, nothing)
    .map(({ row: { type, encoding }, ...change }) => Object.assign(change, { type, encoding }))
    .toSorted((a, b) => (b.after?.sizeBytes ?? 0) - (a.after?.sizeBytes ?? 0));
}

function compareBiggest(before: RdbSummary, after: RdbSummary): Comparison['biggestKeys'] {
  const nameOf = ({ database, key }: RdbSummary['biggestKeys'][number]): string => `${database} ${key}`;
  const olds = new Map(before.biggestKeys.map((key) => [nameOf(key), key]));
  const news = new Map(after.biggestKeys.map((key) => [nameOf(key), key]));
  return [...new Map([...olds, ...news])]
    .map(([name, { key, database, type }]) => ({
      key,
      database,
      type,
      beforeBytes: olds.get(name)?.sizeBytes ?? null,
      afterBytes: news.get(name)?.sizeBytes ?? null,
    }))
    .filter(({ beforeBytes, afterBytes }) => beforeBytes !== afterBytes)
    .toSorted((a, b) => changeOf(b) - changeOf(a))
    .slice(0, MOST_BIGGEST_KEYS);
}

function changeOf({ beforeBytes, afterBytes }: Comparison['biggestKeys'][number]): number {
  return Math.abs((afterBytes ?? 0) - (beforeBytes ?? 0));
}
