import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scoreOf, search, searchText } from './search.ts';

const entry = (name: string, rest = '', group = 'all') => ({ name, group, text: searchText(name, rest) });
const find = (names: readonly string[], query: string): string[] =>
  search(
    names.map((name) => entry(name)),
    query,
    10,
    () => 0,
  ).flatMap(({ entries }) => entries.map(({ name }) => name));

describe('a query', () => {
  test('finds the whole name before its beginning, a word of it, a part of it, and scattered letters', () => {
    const names = ['o-r-d-e-r-s', 'reorders', 'my-orders', 'orders-prod', 'orders', 'stock'];
    expect(find(names, 'orders')).toEqual(['orders', 'orders-prod', 'my-orders', 'reorders', 'o-r-d-e-r-s']);
  });

  test('finds the name whose letters stand closer, and the shorter of two', () => {
    expect(find(['o......p......', 'o.p'], 'op')).toEqual(['o.p', 'o......p......']);
    expect(find(['orders-production', 'orders-prod'], 'ord')).toEqual(['orders-prod', 'orders-production']);
  });

  test('asks for every word, in any order, in the name or beside it', () => {
    expect(scoreOf(['prod', 'orders'], searchText('orders', 'prod cn-bj2'))).toBeGreaterThan(0);
    expect(scoreOf(['orders', 'hk'], searchText('orders', 'prod cn-bj2'))).toBe(0);
  });

  test('counts what stands in the name for more than what stands beside it', () => {
    const entries = [entry('Beijing 2', 'cn-bj2'), entry('cn-bj2-copies')];
    expect(search(entries, 'cn-bj2', 10, () => 0)[0]?.entries[0]?.name).toBe('cn-bj2-copies');
  });

  test('is found in Chinese, without case, and in full-width letters', () => {
    expect(find(['前往“下载”', '暂停全部下载'], '下载')).toHaveLength(2);
    expect(find(['Orders'], 'ＯＲＤ')).toEqual(['Orders']);
  });

  test('of one letter is not looked for between other letters', () => {
    expect(find(['abc'], 'c')).toEqual(['abc']);
    expect(scoreOf(['x'], searchText('abc', ''))).toBe(0);
  });
});

describe('the results', () => {
  test('stand in groups, the one with the best of all first, each with the best it has', () => {
    const entries = [entry('mail', '', 'pages'), entry('my-orders', '', 'instances'), entry('orders', '', 'instances')];
    const groups = search([...entries, entry('reorder', '', 'pages')], 'orders', 1, () => 0);
    expect(groups).toMatchObject([{ group: 'instances', entries: [{ name: 'orders' }], more: 1 }]);
    expect(search([...entries, entry('reorder', '', 'pages')], 'order', 1, () => 0)).toMatchObject([
      { group: 'instances', entries: [{ name: 'orders' }], more: 1 },
      { group: 'pages', entries: [{ name: 'reorder' }], more: 0 },
    ]);
  });

  test('prefer what was used before among those that fit as well', () => {
    const entries = [entry('orders-1'), entry('orders-2')];
    const [group] = search(entries, 'orders', 10, ({ name }) => (name === 'orders-2' ? 5 : 0));
    expect(group?.entries.map(({ name }) => name)).toEqual(['orders-2', 'orders-1']);
  });
});

test('every name is found by itself, by any part of it, and by its letters in order', () => {
  const word = fc.stringMatching(/^[a-z\u4e00-\u4e20]{3,12}$/u);
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 3 }), fc.nat(), (parts, at) => {
      const name = parts.join('-');
      const text = searchText(name, '');
      const part = parts[at % parts.length] ?? '';
      const everySecond = part.replaceAll(/(.)./gu, '$1');
      expect(scoreOf([name], text)).toBeGreaterThan(0);
      expect(scoreOf([part], text)).toBeGreaterThan(0);
      expect(scoreOf([name], text)).toBeGreaterThanOrEqual(scoreOf([part], text));
      expect(scoreOf([everySecond], text)).toBeGreaterThan(0);
    }),
  );
});
