import { describe, expect, it } from 'vitest';
import type { PrefixNode } from '#shared/models/rdb-summary.ts';
import { nodeAt, tilesOf } from './tiles.ts';

const node = (
  name: string,
  keys: number,
  children: PrefixNode[] = [],
  others = { keys: 0, sizeBytes: 0 },
): PrefixNode => ({
  name,
  keys,
  sizeBytes: keys * 10,
  children,
  others,
});
const ROOT = node('', 100, [node('a:', 20, [node('b:', 20)]), node('c:', 50)], { keys: 10, sizeBytes: 100 });

describe('the map of prefixes', () => {
  it('shows all of a node: its branches, those not listed, and keys without a further part', () => {
    const tiles = tilesOf(ROOT, 'keys');
    expect(tiles.map(({ kind, name, keys }) => [kind, name, keys])).toEqual([
      ['branch', 'c:', 50],
      ['branch', 'a:', 20],
      ['direct', '', 20],
      ['others', '', 10],
    ]);
    expect(tiles.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)).toBe(ROOT.sizeBytes);
    expect(tiles.map(({ canDescend }) => canDescend)).toEqual([false, true, false, false]);
  });

  it('leaves out what has no area', () => {
    expect(tilesOf(node('x:', 5), 'sizeBytes')).toMatchObject([{ kind: 'direct', keys: 5 }]);
  });

  it('leads down by its path, and no further than there is one', () => {
    expect(nodeAt(ROOT, [0, 0])).toMatchObject({ node: { name: 'b:' }, names: ['a:', 'b:'] });
    expect(nodeAt(ROOT, [1, 7, 7])).toMatchObject({ node: { name: 'c:' }, names: ['c:'] });
  });
});
