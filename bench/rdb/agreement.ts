import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createRandom } from '../../electron/core/practice/random.ts';
import { createRdbSource } from '../../electron/core/practice/rdb-writer.ts';
import {
  type Agreement,
  agreementOf,
  damagedCopies,
  type DamageMade,
  judgeAll,
} from '../../electron/core/rdb/test-damage.ts';
import { checkBytes } from '../../electron/core/rdb/test-rdb.ts';
import { FUNCTION_LIBRARY, SMALL_OF_EVERY_TYPE, WRITERS, writtenByRedis } from '../../electron/core/rdb/test-redis.ts';

/**
 * How well the check agrees with redis-check-rdb and with a server that loads the file, on good files and on damaged
 * ones, and whether it stands any bytes: `npm run prove:rdb -- [--count=2000]`, so many bits turned in each file, a
 * quarter as many cuts, fifty times as many small files with bytes changed. Ends with 1 where something is not as it
 * should be.
 */
const count = Number(process.argv.find((argument) => argument.startsWith('--count='))?.slice(8) ?? 2000);
const TELL_EVERY = 250;
let failures = 0;
const folder = mkdtempSync(path.join(tmpdir(), 'rdb-prove-'));

const written = (name: string, options: readonly string[], more: readonly string[] = []): Promise<Uint8Array> =>
  writtenByRedis(folder, { name, options, commands: [...SMALL_OF_EVERY_TYPE, ...more] });

function expectThat(isRight: boolean, words: string): void {
  if (isRight) return;
  failures += 1;
  console.log(`  WRONG: ${words}`);
}

async function judged(title: string, files: Iterable<Uint8Array>, number: number): Promise<Agreement> {
  const startedAt = performance.now();
  const onJudged = (done: number): void => {
    if (done % TELL_EVERY === 0 && done < number) console.log(`  ${title}: ${done} of ${number} …`);
  };
  const agreement = agreementOf(await judgeAll(files, { folder, onJudged }));
  const seconds = (performance.now() - startedAt) / 1000;
  tell(`${title}, ${number}`, agreement);
  console.log(`  ${seconds.toFixed(0)} s, slowest check ${agreement.slowestMs.toFixed(0)} ms`);
  expectThat(agreement.stalls === 0, `the server was given up with ${agreement.stalls}`);
  return agreement;
}

function tell(title: string, agreement: Agreement): void {
  const { ours, referee, server, crashes, acceptedByReferee, onlyReferee, loadedByServer, onlyServer } = agreement;
  console.log(`${title}:`);
  console.log(
    `  found by us ${ours}, by redis-check-rdb ${referee}, refused by the server ${server} (${crashes} crashes)`,
  );
  console.log(`  beside redis-check-rdb: only we ${acceptedByReferee.length}, only it ${onlyReferee}`);
  console.log(`  beside the server: only we ${loadedByServer.length}, only it ${onlyServer.length}`);
  console.log(`  valid, loaded, counted otherwise: ${agreement.countedOtherwise}`);
  const reasonOf = ({ verdict, damage, unknown }: (typeof acceptedByReferee)[number]): string =>
    `${verdict}, ${damage?.kind ?? ''} ${damage?.reason ?? unknown ?? ''}`;
  list('accepted by redis-check-rdb, yet', acceptedByReferee.map(reasonOf));
  list('loaded by the server, yet', loadedByServer.map(reasonOf));
  list('valid, yet the server says', onlyServer);
}

/** Each once, with its number. */
function list(title: string, all: readonly string[]): void {
  const times = new Map<string, number>();
  for (const one of all.map((words) => words.replaceAll(/\d+/gu, 'N'))) times.set(one, (times.get(one) ?? 0) + 1);
  for (const [words, number] of times) console.log(`  ${title} (${number}): ${words}`);
}

async function good(): Promise<void> {
  const files: Uint8Array[] = [];
  for (const [name, options] of WRITERS) {
    files.push(await written(name, options, name === 'functions' ? [FUNCTION_LIBRARY] : []));
  }
  for (const sizeBytes of [3000, 40_000]) files.push(createRdbSource({ seed: 1, sizeBytes }).read(0, sizeBytes));
  const { ours, referee, server, countedOtherwise } = await judged('good files', files, files.length);
  expectThat(ours + referee + server + countedOtherwise === 0, 'a good file must be good for all three');
}

async function damaged(title: string, bytes: Uint8Array, made: DamageMade, isSummed: boolean): Promise<void> {
  const number = made === 'flip' ? count : Math.ceil(count / 4);
  const files = damagedCopies(bytes, { made, count: number, random: createRandom(number) });
  const kilobytes = `file of ${(bytes.length / 1000).toFixed(0)} KB`;
  const { ours, loadedByServer } = await judged(`${title}, ${kilobytes}`, files, number);
  if (!isSummed) return;
  expectThat(ours === number, `${number - ours} were not found in spite of the checksum`);
  expectThat(loadedByServer.length === 0, 'the server loads what we call damaged in spite of the checksum');
}

function fuzz(templates: readonly Uint8Array[], rounds: number): void {
  const random = createRandom(1);
  const verdicts = new Map<string, number>();
  let slowestMs = 0;
  for (let round = 0; round < rounds; round += 1) {
    const bytes = (templates[random() % templates.length] ?? new Uint8Array()).slice();
    for (let edits = 1 + (random() % 8); edits > 0; edits -= 1) bytes[random() % bytes.length] = random() & 255;
    const startedAt = performance.now();
    const { verdict } = checkBytes(bytes, { depth: 'values' });
    slowestMs = Math.max(slowestMs, performance.now() - startedAt);
    verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
  }
  const peakMb = (process.resourceUsage().maxRSS * 1024) / 1e6;
  console.log(
    `mutations: ${rounds}, ${JSON.stringify(Object.fromEntries(verdicts))}, slowest ${slowestMs.toFixed(0)} ms, peak memory ${peakMb.toFixed(0)} MB`,
  );
  // Node, and what its collector has not taken yet of a hundred thousand checks; it must not grow with their number.
  expectThat(slowestMs <= 1000, 'a check took more than a second');
  expectThat(peakMb <= 400, 'memory grew');
}

try {
  const sums = await written('sums', []);
  const noSums = await written('no-sums', ['--rdbchecksum', 'no']);
  const plain = await written('plain-no-sums', ['--rdbchecksum', 'no', '--rdbcompression', 'no']);
  const source = createRdbSource({ seed: 1, sizeBytes: 3000 });
  // First, while the memory of this process is its own.
  fuzz([source.read(0, 3000), sums.subarray(0, 20_000)], count * 50);
  await good();
  await damaged('flips with checksum', sums, 'flip', true);
  await damaged('truncations with checksum', sums, 'truncation', true);
  await damaged('flips without checksum', noSums, 'flip', false);
  await damaged('truncations without checksum', noSums, 'truncation', false);
  await damaged('flips without checksum and compression', plain, 'flip', false);
} finally {
  rmSync(folder, { recursive: true });
}
if (failures > 0) console.log(`${failures} of these are not as they should be`);
process.exitCode = failures > 0 ? 1 : 0;
