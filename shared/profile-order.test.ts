import { describe, expect, it } from 'vitest';
import { groupsOf, lastUsedFirst, placeBeside, stepFrom } from './profile-order.ts';

const at = (id: string, group: string) => ({ id, group });
const LIST = [at('a', ''), at('s1', 'shop'), at('b', ''), at('s2', 'shop'), at('s3', 'shop'), at('p', 'pay')];

it('groups come in the order of their first profiles, and keep the order within', () => {
  const shape = groupsOf(LIST).map(({ name, profiles }) => `${name}: ${profiles.map(({ id }) => id).join()}`);
  expect(shape).toEqual([': a,b', 'shop: s1,s2,s3', 'pay: p']);
});

describe('a step through the list', () => {
  it.each([
    ['s2', 'up', { group: 'shop', beforeId: 's1' }],
    ['s1', 'down', { group: 'shop', beforeId: 's3' }],
    ['s2', 'down', { group: 'shop', beforeId: '' }],
    ['s1', 'up', { group: '', beforeId: '' }],
    ['b', 'down', { group: 'shop', beforeId: 's1' }],
    ['s3', 'down', { group: 'pay', beforeId: 'p' }],
    ['a', 'up', undefined],
    ['p', 'down', undefined],
    ['nobody', 'down', undefined],
  ] as const)('%s %s', (id, step, place) => {
    expect(stepFrom(LIST, id, step)).toEqual(place);
  });
});

it.each([
  ['s2', 'before', { group: 'shop', beforeId: 's2' }],
  ['s2', 'after', { group: 'shop', beforeId: 's3' }],
  ['b', 'after', { group: '', beforeId: '' }],
  ['nobody', 'after', undefined],
] as const)('the place beside %s, %s it', (id, edge, place) => {
  expect(placeBeside(LIST, id, edge)).toEqual(place);
});

it('the most recently used comes first, the unused stay as they are', () => {
  const used = (id: string, lastUsedAt: number | null) => ({ id, lastUsedAt });
  const list = [used('never', null), used('old', 1), used('new', 9), used('neither', null)];
  expect(lastUsedFirst(list).map(({ id }) => id)).toEqual(['new', 'old', 'never', 'neither']);
});
