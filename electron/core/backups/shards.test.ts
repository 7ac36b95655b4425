import { expect, test } from 'vitest';
import { shardIdsOf } from './shards.ts';

test.each([
  [
    'the blocks’ ids, wherever in the path they are',
    [
      'https://h/udredis-00pakopv/udredis-00pakopv_0/nightly?x=1',
      'https://h/udredis-00pakopv/udredis-00pakopv_10/nightly',
    ],
    ['udredis-00pakopv_0', 'udredis-00pakopv_10'],
  ],
  [
    'the objects’ names where the blocks’ ids do not differ',
    ['https://h/s/nightly-a_1-shard0', 'https://h/s/nightly-a_1-shard1'],
    ['nightly-a_1-shard0', 'nightly-a_1-shard1'],
  ],
  ['the objects’ names, decoded', ['https://h/%E4%B8%80', 'https://h/%E4%BA%8C'], ['一', '二']],
  ['the whole path where the names do not differ', ['https://h/0/dump', 'https://h/1/dump'], ['/0/dump', '/1/dump']],
  ['nothing where nothing differs', ['https://h/dump?a=1', 'https://h/dump?a=2'], ['', '']],
  ['nothing where the names are too long', [`https://h/${'x'.repeat(201)}`, `https://h/${'y'.repeat(201)}`], ['', '']],
])('shards are told apart by %s', (_name, urls, names) => {
  expect(shardIdsOf(urls)).toEqual(names);
});
