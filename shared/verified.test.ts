import { expect, test } from 'vitest';
import type { Check } from './models/download.ts';
import { isVerified } from './verified.ts';

const length: Check = { name: 'length', outcome: 'passed', reason: '' };
const etag: Check = { name: 'etag', outcome: 'passed', reason: '' };
const structure: Check = { name: 'structure', outcome: 'passed', reason: '' };
const crc: Check = { name: 'crc', outcome: 'passed', reason: '' };

test.each<[what: string, checks: Check[], isEnough: boolean]>([
  ['everything passed', [length, etag, structure, crc], true],
  [
    'the ETag is none of US3’s',
    [length, { ...etag, outcome: 'notComparable', reason: 'foreignEtag' }, structure, crc],
    true,
  ],
  [
    'the server wrote no checksum',
    [length, etag, structure, { ...crc, outcome: 'notComparable', reason: 'noChecksum' }],
    true,
  ],
  [
    'nobody said how long it is',
    [{ ...length, outcome: 'notComparable', reason: 'noLength' }, etag, structure, crc],
    false,
  ],
  [
    'it holds something newer',
    [length, etag, { ...structure, outcome: 'notComparable', reason: 'notUnderstood' }, crc],
    false,
  ],
  ['it is no RDB', [length, etag, { ...structure, outcome: 'notComparable', reason: 'notRdb' }], false],
  ['the checksum differs', [length, etag, structure, { ...crc, outcome: 'failed' }], false],
  ['it was finished before files were read', [length, etag], false],
  ['nothing was checked', [], false],
])('where %s, verified: %j → %s', (_what, checks, isEnough) => {
  expect(isVerified(checks)).toBe(isEnough);
});
