import { describe, expect, test } from 'vitest';
import { extendTo, NOTHING_SELECTED, only, toggle, toggleAll } from './selection.ts';

const order = ['a', 'b', 'c', 'd', 'e'];
const idsOf = ({ ids }: { ids: ReadonlySet<string> }): string => [...ids].toSorted().join('');

describe('a selection', () => {
  test('takes one in and out', () => {
    const one = toggle(NOTHING_SELECTED, 'b');
    expect(idsOf(one)).toBe('b');
    expect(idsOf(toggle(one, 'b'))).toBe('');
  });

  test('stretches from the anchor in either direction and keeps what was there', () => {
    const one = toggle(toggle(NOTHING_SELECTED, 'e'), 'c');
    expect(idsOf(extendTo(one, order, 'a'))).toBe('abce');
    expect(idsOf(extendTo(one, order, 'd'))).toBe('cde');
    expect(idsOf(extendTo(extendTo(one, order, 'a'), order, 'd'))).toBe('abcde');
  });

  test('follows the order as it is now, and takes one where the anchor is out of sight', () => {
    const one = toggle(NOTHING_SELECTED, 'b');
    expect(idsOf(extendTo(one, ['e', 'b', 'a'], 'e'))).toBe('be');
    expect(idsOf(extendTo(one, ['e', 'd'], 'e'))).toBe('be');
    expect(idsOf(extendTo(one, order, 'z'))).toBe('b');
  });

  test('takes all in sight, or lets them go, and leaves the hidden ones alone', () => {
    const hidden = toggle(NOTHING_SELECTED, 'z');
    const all = toggleAll(hidden, order);
    expect(idsOf(all)).toBe('abcdez');
    expect(idsOf(toggleAll(all, order))).toBe('z');
    expect(idsOf(toggleAll(hidden, []))).toBe('z');
  });

  test('forgets rows that are gone', () => {
    const all = toggleAll(NOTHING_SELECTED, order);
    expect(idsOf(only(all, new Set(['a', 'x'])))).toBe('a');
    expect(only(all, new Set(order))).toBe(all);
  });
});
