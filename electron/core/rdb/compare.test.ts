import { describe, expect, it } from 'vitest';
import type { RdbSummary } from '#shared/models/rdb-summary.ts';
import { concatBytes, expiryAt, rdbLength, rdbString } from '../practice/rdb/encoding.ts';
import { compareSummaries } from './compare.ts';
import { createSummary } from './summary/summary.ts';
import { checkBytes, keyRecord, rdbFile } from './test-rdb.ts';

const NOW = 1_790_000_000_000;
const text = (key: string, length = 1): Uint8Array => keyRecord(0, key, rdbString('x'.repeat(length)));
const many = (prefix: string, count: number, length = 10): Uint8Array[] =>
  Array.from({ length: count }, (_, at) => text(`${prefix}k${at}`, length));
const inDatabase = (database: number, ...records: Uint8Array[]): Uint8Array =>
  concatBytes(Uint8Array.of(254), rdbLength(database), ...records);

function summaryOf(records: readonly Uint8Array[], delimiter = ':'): RdbSummary {
  const summary = createSummary({ delimiter, now: NOW });
  expect(checkBytes(rdbFile('REDIS0010', records), { visitor: summary }).verdict).toBe('valid');
  return summary.result();
}
const compare = (before: readonly Uint8Array[], after: readonly Uint8Array[]) =>
  compareSummaries(summaryOf(before), summaryOf(after));
/** Prefix by prefix: keys before and after. */
function changes(before: readonly Uint8Array[], after: readonly Uint8Array[]): unknown {
  const { prefixes } = compare(before, after);
  if (prefixes.status !== 'compared') throw new Error('not compared');
  return prefixes.changed.map((change) => [change.prefix, change.before?.keys, change.after?.keys]);
}

describe('two backups', () => {
  it('that are the same differ in nothing', () => {
    const file = [...many('user:', 5), text('plain')];
    const { total, prefixes, biggestKeys } = compare(file, file);
    expect(total.before).toEqual(total.after);
    expect(prefixes).toMatchObject({ changed: [], moreChanged: 0, notComparable: 0, isApproximate: false });
    expect(biggestKeys).toEqual([]);
  });

  it('differ in keys and bytes, database by database and type by type', () => {
    const set = keyRecord(2, 'set', rdbLength(1), rdbString('member'));
    const expiring = concatBytes(expiryAt(NOW + 1000), text('e'));
    const {
      total,
      expiring: expiries,
      databases,
      types,
    } = compare([text('a'), inDatabase(3, text('b'))], [text('a'), expiring, inDatabase(7, set)]);
    expect([total.before?.keys, total.after?.keys]).toEqual([2, 3]);
    expect(expiries).toEqual({ before: 0, after: 1 });
    expect(databases.map(({ database, before, after }) => [database, before?.keys, after?.keys])).toEqual([
      [0, 1, 2],
      [3, 1, 0],
      [7, 0, 1],
    ]);
    expect(types.map(({ type, before, after }) => [type, before?.keys, after?.keys])).toEqual(
      expect.arrayContaining([
        ['string', 2, 2],
        ['set', 0, 1],
      ]),
    );
  });

  it('say nothing of a database that one of them counts among others', () => {
    const crowd = Array.from({ length: 70 }, (_, at) => inDatabase(at, text('k')));
    const { databases } = compare(crowd, [inDatabase(66, text('k'))]);
    expect(databases.find(({ database }) => database === 66)).toMatchObject({ before: null, after: { keys: 1 } });
    expect(databases.at(-1)).toMatchObject({ database: null, before: { keys: 6 }, after: { keys: 0 } });
  });
});

describe('prefixes', () => {
  it('that grew, shrank, came and went are listed, the most bytes first', () => {
    const before = [...many('user:', 10), ...many('cart:', 30), ...many('old:', 5)];
    const after = [...many('user:', 40), ...many('cart:', 10), ...many('new:', 2)];
    expect(changes(before, after)).toEqual([
      ['user:', 10, 40],
      ['cart:', 30, 10],
      ['old:', 5, 0],
      ['new:', 0, 2],
    ]);
  });

  it('are told by the one below where that explains the change', () => {
    const before = [...many('app:user:', 10), ...many('app:cart:', 10)];
    const after = [...many('app:user:', 90), ...many('app:cart:', 11)];
    expect(changes(before, after)).toEqual([
      ['app:user:', 10, 90],
      ['app:cart:', 10, 11],
    ]);
    expect(changes(many('app:', 10), [...many('app:a:', 50), ...many('app:b:', 50)])).toEqual([
      ['app:', 10, 100],
      ['app:a:', 0, 50],
      ['app:b:', 0, 50],
    ]);
  });

  it('with as many bytes but other keys are changes too', () => {
    const before = [text('p:aaaa', 10), text('p:bbbb', 10)];
    const after = [text('p:aaaa', 29)];
    expect(changes(before, after)).toEqual([['p:', 2, 1]]);
  });

  it('that one file counts among others are not compared, and their number is told', () => {
    const crowd = Array.from({ length: 60 }, (_, at) => text(`p${String.fromCodePoint(97 + (at % 26))}x${at}:k`, 90));
    const { prefixes } = compare([...crowd, ...many('small:', 1, 1)], many('small:', 500));
    expect(prefixes).toMatchObject({ notComparable: 1, isApproximate: false });
    expect(JSON.stringify(prefixes)).not.toContain('small:');
  });

  it('of a tree that was pruned are about right only, and none of them is called new or gone', () => {
    const before = summaryOf(many('user:', 10));
    const after = { ...summaryOf(many('cart:', 10)), arePrefixesPruned: true };
    expect(compareSummaries(before, after).prefixes).toMatchObject({
      isApproximate: true,
      changed: [{ prefix: 'cart:', before: { keys: 0 }, after: { keys: 10 } }],
      notComparable: 1,
    });
  });

  it('cut by different delimiters are not compared', () => {
    const [before, after] = [summaryOf([text('a:b')]), summaryOf([text('a:b')], '.')];
    expect(compareSummaries(before, after).prefixes).toEqual({ status: 'otherDelimiter' });
  });

  it('are a bounded list', () => {
    const { prefixes } = compare([], Array.from({ length: 40 }, (_, a) => many(`a${a}x:b:`, 2)).flat());
    expect(prefixes.status === 'compared' && prefixes.changed.length).toBe(40);
    const wide = Array.from({ length: 45 }, (_, a) =>
      Array.from({ length: 9 }, (_item, b) => many(`a${a}x:b${b}y:`, 1)),
    );
    const result = compare([], wide.flat(2)).prefixes;
    expect(result).toMatchObject({ moreChanged: 45 * 10 - 200 });
    expect(result.status === 'compared' && result.changed.length).toBe(200);
  });
});

describe('biggest keys', () => {
  it('are paired by name and database; one that is in one list only says so', () => {
    const { biggestKeys } = compare(
      [text('grows', 10), text('same', 5), text('goes', 400)],
      [text('grows', 900), text('same', 5), inDatabase(2, text('grows', 3))],
    );
    expect(
      biggestKeys.map(({ key, database, beforeBytes, afterBytes }) => [key, database, beforeBytes, afterBytes]),
    ).toEqual([
      ['grows', 0, expect.any(Number), expect.any(Number)],
      ['goes', 0, expect.any(Number), null],
      ['grows', 2, null, expect.any(Number)],
    ]);
  });
});
