import { expect, test } from 'vitest';
import type { RdbSummary } from '#shared/models/rdb-summary.ts';
import { concatBytes, expiryAt, rdbString } from '../practice/rdb/encoding.ts';
import { createSummary } from '../rdb/summary/summary.ts';
import { checkBytes, keyRecord, rdbFile } from '../rdb/test-rdb.ts';
import { readInfo } from './ask-server.ts';
import { judgeLoad, readLoadFacts } from './judge-load.ts';

const NOW = 1_790_000_000_000;
const text = (key: string): Uint8Array => keyRecord(0, key, rdbString('value'));
const expiring = (key: string, inMs: number): Uint8Array => concatBytes(expiryAt(NOW + inMs), text(key));

/** Database 0: one key that stays, one that will expire, one that has; database 9: one key. */
function summary(): RdbSummary {
  const made = createSummary({ delimiter: ':', now: NOW });
  const records = [text('a'), expiring('b', 1000), expiring('c', -1000), Uint8Array.of(254, 9), text('d')];
  checkBytes(rdbFile('REDIS0010', records), { visitor: made });
  return made.result();
}
const verdictOn = (info: string) => judgeLoad(summary(), readLoadFacts(readInfo(info)));

test.each([
  ['everything that has not expired', 'db0:keys=2,expires=1\r\ndb9:keys=1,expires=0', true],
  ['one less where one may have expired meanwhile', 'db0:keys=1\ndb9:keys=1', true],
  ['one key too few', 'db0:keys=0\ndb9:keys=1', false],
  ['one key too many', 'db0:keys=3\ndb9:keys=1', false],
  ['a database that is missing', 'db0:keys=2', false],
  ['a database that should not be there', 'db0:keys=2\ndb9:keys=1\ndb12:keys=1', false],
])('a server with %s is judged so', (_, info, isAsExpected) => {
  expect(verdictOn(info).isAsExpected).toBe(isAsExpected);
});

test('where the server counts what it loaded and dropped, the sum is exact', () => {
  const keyspace = 'db0:keys=2\ndb9:keys=1\n';
  const counts = (loaded: number, expired: number): string =>
    `${keyspace}rdb_last_load_keys_loaded:${loaded}\nrdb_last_load_keys_expired:${expired}`;
  expect(verdictOn(counts(3, 1)).isAsExpected).toBe(true);
  expect(verdictOn(counts(3, 0)).isAsExpected).toBe(false);
});
