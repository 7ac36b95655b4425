import { describe, expect, test } from 'vitest';
import { matchesAll, nextSorting, normalise, sortRows, wordsOf } from './order.ts';

describe('sorting', () => {
  test.each<[string, (string | number | null)[], boolean, (string | number | null)[]]>([
    ['numbers inside texts', ['node-10', 'node-9'], false, ['node-9', 'node-10']],
    ['numbers', [3, 20, 1], true, [20, 3, 1]],
    ['what is unknown last, upwards', [null, 2, 1], false, [1, 2, null]],
    ['what is unknown last, downwards', [null, 2, 1], true, [2, 1, null]],
  ])('puts %s in order', (_name, values, isDescending, expected) => {
    expect(sortRows(values, (value) => value, isDescending, 'en')).toEqual(expected);
  });

  test('leaves equal rows in their order', () => {
    const rows = [
      { id: 1, name: 'a' },
      { id: 2, name: 'A' },
      { id: 3, name: 'a' },
    ];
    expect(sortRows(rows, ({ name }) => name, true, 'en').map(({ id }) => id)).toEqual([1, 2, 3]);
  });

  test('turns round with the same column and begins anew with another', () => {
    const byName = { columnId: 'name', isDescending: false };
    expect(nextSorting(byName, 'name', false)).toEqual({ columnId: 'name', isDescending: true });
    expect(nextSorting(byName, 'time', true)).toEqual({ columnId: 'time', isDescending: true });
  });
});

test('a filter finds every word, in any order, case or width', () => {
  const text = normalise('Orders-Prod 订单 uredis-onb4ha');
  expect(matchesAll(text, wordsOf(' ONB4 orders '))).toBe(true);
  expect(matchesAll(text, wordsOf('ｏｒｄｅｒｓ 订单'))).toBe(true);
  expect(matchesAll(text, wordsOf('orders test'))).toBe(false);
  expect(matchesAll(text, wordsOf('  '))).toBe(true);
});
