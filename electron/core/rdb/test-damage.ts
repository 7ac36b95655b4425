import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { RdbReport } from '#shared/models/rdb-report.ts';
import type { RdbSummary } from '#shared/models/rdb-summary.ts';
import type { Random } from '../practice/random.ts';
import { createLoader, type Loader, type Loading } from '../restore/test-loading.ts';
import { createSummary } from './summary/summary.ts';
import { checkBytes } from './test-rdb.ts';

export type DamageMade = 'flip' | 'truncation';

/** Copies of a file, each with one bit turned, or cut somewhere; made one by one, as they are asked for. */
export function* damagedCopies(
  bytes: Uint8Array,
  { made, count, random }: { readonly made: DamageMade; readonly count: number; readonly random: Random },
): Generator<Uint8Array, void> {
  for (let round = 0; round < count; round += 1) yield damagedCopy(bytes, random, made);
}

function damagedCopy(bytes: Uint8Array, random: Random, made: DamageMade): Uint8Array {
  if (made === 'truncation') return bytes.slice(0, random() % bytes.length);
  const copy = bytes.slice();
  const bit = random() % (bytes.length * 8);
  copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return copy;
}

/** What three say of one file: we, redis-check-rdb, and a server that loads it. */
export interface Judgement {
  readonly report: RdbReport;
  readonly checkMs: number;
  readonly isRefusedByReferee: boolean;
  readonly loading: Loading;
}

/** Two, since a server that starts mostly waits. */
const LANES = 2;

/** Asks all three about each file. */
export async function judgeAll(
  files: Iterable<Uint8Array>,
  { folder, onJudged }: { readonly folder: string; readonly onJudged?: (count: number) => void },
): Promise<Judgement[]> {
  const load = await createLoader(folder);
  const judgements: Judgement[] = [];
  // One queue for all lanes: each takes the next.
  const queue = files[Symbol.iterator]();
  const lane = async (_: unknown, number: number): Promise<void> => {
    const file = path.join(folder, `judged-${number}.rdb`);
    for (let next = queue.next(); next.done !== true; next = queue.next()) {
      judgements.push(await judge(next.value, file, load));
      onJudged?.(judgements.length);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return judgements;
}

async function judge(bytes: Uint8Array, file: string, load: Loader): Promise<Judgement> {
  const now = Date.now();
  const startedAt = performance.now();
  const report = checkBytes(bytes, { now });
  const checkMs = performance.now() - startedAt;
  writeFileSync(file, bytes);
  const isRefusedByReferee = await refereeRefuses(file);
  return { report, checkMs, isRefusedByReferee, loading: await load(file, summaryOf(bytes, now)) };
}

function summaryOf(bytes: Uint8Array, now: number): RdbSummary {
  const visitor = createSummary({ delimiter: ':', now });
  checkBytes(bytes, { visitor, now });
  return visitor.result();
}

function refereeRefuses(file: string): Promise<boolean> {
  return new Promise((resolve) => {
    execFile('redis-check-rdb', [file], { maxBuffer: 64e6 }, (error) => resolve(error !== null));
  });
}

/** What a server says when it does not refuse a file but breaks over it. */
const CRASH = /crashed by signal|guru meditation|out of memory|^==>/iu;

/** The same files seen by three. */
export interface Agreement {
  /** Not `valid` in our eyes. */
  readonly ours: number;
  readonly referee: number;
  /** Refused by the server, crashes included. */
  readonly server: number;
  readonly crashes: number;
  readonly stalls: number;
  /** Found by us, accepted by redis-check-rdb. */
  readonly acceptedByReferee: readonly RdbReport[];
  /** Found by us, loaded by the server. */
  readonly loadedByServer: readonly RdbReport[];
  /** Valid in our eyes, refused by redis-check-rdb. */
  readonly onlyReferee: number;
  /** Valid in our eyes, refused by the server: its words. */
  readonly onlyServer: readonly string[];
  /** Valid in our eyes and loaded, but with other numbers of keys. */
  readonly countedOtherwise: number;
  readonly slowestMs: number;
}

export function agreementOf(all: readonly Judgement[]): Agreement {
  const found = all.filter(({ report }) => report.verdict !== 'valid');
  const valid = all.filter(({ report }) => report.verdict === 'valid');
  const reportsOf = (some: readonly Judgement[]): RdbReport[] => some.map(({ report }) => report);
  const wordsOf = ({ loading }: Judgement): string[] => (loading.outcome === 'refused' ? [...loading.words] : []);
  const refused = (some: readonly Judgement[]): Judgement[] =>
    some.filter(({ loading }) => loading.outcome === 'refused');
  return {
    ours: found.length,
    referee: all.filter(({ isRefusedByReferee }) => isRefusedByReferee).length,
    server: refused(all).length,
    crashes: refused(all).filter((one) => wordsOf(one).some((words) => CRASH.test(words))).length,
    stalls: all.filter(({ loading }) => loading.outcome === 'stalled').length,
    acceptedByReferee: reportsOf(found.filter(({ isRefusedByReferee }) => !isRefusedByReferee)),
    loadedByServer: reportsOf(found.filter(({ loading }) => loading.outcome === 'loaded')),
    onlyReferee: valid.filter(({ isRefusedByReferee }) => isRefusedByReferee).length,
    onlyServer: refused(valid).map((one) => wordsOf(one).join('; ')),
    countedOtherwise: valid.filter(({ loading }) => loading.outcome === 'loaded' && !loading.isAsExpected).length,
    slowestMs: Math.max(0, ...all.map(({ checkMs }) => checkMs)),
  };
}
