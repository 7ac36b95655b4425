import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createRandom } from '../../electron/core/practice/random.ts';
import { createRdbSource } from '../../electron/core/practice/rdb-writer.ts';
import { compareWithReferee, type DamageMade } from '../../electron/core/rdb/test-damage.ts';
import { checkBytes } from '../../electron/core/rdb/test-rdb.ts';
import { EVERY_TYPE, startTestRedis } from '../../electron/core/rdb/test-redis.ts';

/**
 * How well the check agrees with redis-check-rdb on damaged files, and whether it stands any bytes:
 * `npm run prove:rdb -- [--flips=2000] [--truncations=500] [--mutations=100000]`. Ends with 1 where it does not.
 */
const flag = (name: string, fallback: number): number =>
  Number(process.argv.find((argument) => argument.startsWith(`--${name}=`))?.split('=')[1] ?? fallback);
const counts = {
  flips: flag('flips', 2000),
  truncations: flag('truncations', 500),
  mutations: flag('mutations', 100_000),
};
let failures = 0;
const folder = mkdtempSync(path.join(tmpdir(), 'rdb-prove-'));

async function writtenBy(name: string, options: readonly string[]): Promise<Uint8Array> {
  const redis = await startTestRedis(folder, name, options);
  try {
    redis.send(EVERY_TYPE.filter((line) => !line.includes("'noise'") && !line.includes("'big'")));
    redis.save();
  } finally {
    await redis.stop();
  }
  return new Uint8Array(readFileSync(redis.file));
}

function compare(title: string, bytes: Uint8Array, made: DamageMade, count: number): void {
  const sum = compareWithReferee(bytes, { folder, made, count, random: createRandom(count) });
  const { ours, theirs, onlyOurs, onlyTheirs, slowestMs } = sum;
  console.log(
    `${title}: of ${count} we found ${ours} and redis-check-rdb ${theirs}; slowest ${slowestMs.toFixed(0)} ms`,
  );
  console.log(`  only we: ${onlyOurs.length}, only it: ${onlyTheirs}`);
  const reasons = new Set(onlyOurs.map(({ damage, unknown }) => damage?.reason ?? unknown ?? ''));
  for (const reason of reasons) console.log(`  only we: ${reason}`);
  if (title.includes('with checksum') && ours < count) failures += 1;
}

function fuzz(templates: readonly Uint8Array[], count: number): void {
  const random = createRandom(1);
  const verdicts = new Map<string, number>();
  let slowestMs = 0;
  for (let round = 0; round < count; round += 1) {
    const bytes = (templates[random() % templates.length] ?? new Uint8Array()).slice();
    for (let edits = 1 + (random() % 8); edits > 0; edits -= 1) bytes[random() % bytes.length] = random() & 255;
    const startedAt = performance.now();
    const { verdict } = checkBytes(bytes, { depth: 'values' });
    slowestMs = Math.max(slowestMs, performance.now() - startedAt);
    verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
  }
  const peakMb = (process.resourceUsage().maxRSS * 1024) / 1e6;
  console.log(
    `mutations: ${count}, ${JSON.stringify(Object.fromEntries(verdicts))}, slowest ${slowestMs.toFixed(0)} ms, peak memory ${peakMb.toFixed(0)} MB`,
  );
  // Node, and what its collector has not taken yet of a hundred thousand checks; it must not grow with their number.
  if (slowestMs > 1000 || peakMb > 400) failures += 1;
}

try {
  const sums = await writtenBy('sums', []);
  const noSums = await writtenBy('no-sums', ['--rdbchecksum', 'no']);
  const plain = await writtenBy('plain', ['--rdbchecksum', 'no', '--rdbcompression', 'no']);
  compare('flips with checksum', sums, 'flip', counts.flips);
  compare('truncations with checksum', sums, 'truncation', counts.truncations);
  compare('flips without checksum', noSums, 'flip', counts.flips);
  compare('truncations without checksum', noSums, 'truncation', counts.truncations);
  compare('flips without checksum and compression', plain, 'flip', counts.flips);
  const source = createRdbSource({ seed: 1, sizeBytes: 3000 });
  fuzz([source.read(0, 3000), sums.subarray(0, 20_000)], counts.mutations);
} finally {
  rmSync(folder, { recursive: true });
}
if (failures > 0) console.log(`${failures} of these are not as they should be`);
process.exitCode = failures > 0 ? 1 : 0;
