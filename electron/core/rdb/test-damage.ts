import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Random } from '../practice/random.ts';
import type { RdbReport } from '#shared/models/rdb-report.ts';
import { checkBytes } from './test-rdb.ts';

export type DamageMade = 'flip' | 'truncation';

/** A copy with one bit turned, or cut somewhere. */
export function damagedCopy(bytes: Uint8Array, random: Random, made: DamageMade): Uint8Array {
  if (made === 'truncation') return bytes.slice(0, random() % bytes.length);
  const copy = bytes.slice();
  const bit = random() % (bytes.length * 8);
  copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return copy;
}

export interface Agreement {
  count: number;
  /** Not `valid` in our eyes. */
  ours: number;
  /** Refused by redis-check-rdb. */
  theirs: number;
  /** What only we found, for a look at each. */
  readonly onlyOurs: RdbReport[];
  onlyTheirs: number;
  slowestMs: number;
}

/** Damages a file in so many ways, one at a time, and asks both. */
export function compareWithReferee(
  bytes: Uint8Array,
  { folder, made, count, random }: { folder: string; made: DamageMade; count: number; random: Random },
): Agreement {
  const file = path.join(folder, 'damaged.rdb');
  const sum: Agreement = { count, ours: 0, theirs: 0, onlyOurs: [], onlyTheirs: 0, slowestMs: 0 };
  for (let round = 0; round < count; round += 1) {
    const copy = damagedCopy(bytes, random, made);
    const startedAt = performance.now();
    const report = checkBytes(copy, { now: Date.now() });
    sum.slowestMs = Math.max(sum.slowestMs, performance.now() - startedAt);
    writeFileSync(file, copy);
    const isRefused = spawnSync('redis-check-rdb', [file]).status !== 0;
    const isFound = report.verdict !== 'valid';
    if (isFound) sum.ours += 1;
    if (isRefused) sum.theirs += 1;
    if (isFound && !isRefused) sum.onlyOurs.push(report);
    if (!isFound && isRefused) sum.onlyTheirs += 1;
  }
  return sum;
}
