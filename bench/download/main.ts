import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { makeTestCertificates } from '#core/practice/test-certificates.ts';
import { gather, withAndWithoutCheck, type Contestant } from './contestants.ts';
import { hasNetem, lossyCommand } from './lossy-loopback.ts';
import { measure, type Run } from './measure.ts';
import { startServer } from './server-process.ts';
import { printMemory, printTable } from './table.ts';

const HELP = `npm run bench:download -- [--quick] [--size 2000] [--rounds 3] [--large 5000] [--folder DIR] [--only http,https,paced,checked,lossy,memory,app]
Compares this engine with curl, wget and aria2c on loopback, alternating. Sizes in MB.`;

const MB = 1_000_000;
const PACE_BYTES_PER_SECOND = 20 * MB;
/** 1 Gbit/s, over one connection: what US3 documents as the limit for public downloads. */
const GIGABIT_BYTES_PER_SECOND = 125 * MB;
const LOSSY_BYTES = 50 * MB;
const CONNECTIONS = 8;

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    size: { type: 'string' },
    rounds: { type: 'string' },
    large: { type: 'string' },
    folder: { type: 'string', default: tmpdir() },
    only: { type: 'string', default: 'http,https,paced,checked,lossy,memory,app' },
    help: { type: 'boolean', default: false },
  },
});

const sizeBytes = Number(values.size ?? (values.quick ? 300 : 2000)) * MB;
const largeBytes = Number(values.large ?? (values.quick ? 1000 : 5000)) * MB;
const smallBytes = 100 * MB;
const pacedBytes = Math.min(sizeBytes, 800 * MB);
const rounds = Number(values.rounds ?? (values.quick ? 1 : 3));
const wanted = new Set(values.only.split(','));

if (values.help) console.log(HELP);
else await compareAll();

async function compareAll(): Promise<void> {
  const folder = mkdtempSync(path.join(values.folder, 'backhaul-bench-'));
  try {
    const contestants = await gather((line) => console.log(line));
    console.log(
      `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}, files in ${values.folder}`,
    );
    const https = makeTestCertificates(folder);
    if (wanted.has('http')) await compare('http, as fast as it goes', contestants, { folder, sizeBytes });
    if (wanted.has('https')) await compare('https, as fast as it goes', contestants, { folder, sizeBytes, https });
    if (wanted.has('paced')) {
      const bytesPerSecond = PACE_BYTES_PER_SECOND;
      await compare('http, 20 MB/s for each connection', contestants, {
        folder,
        sizeBytes: pacedBytes,
        bytesPerSecond,
      });
    }
    if (wanted.has('checked')) {
      const [alone, checking] = withAndWithoutCheck();
      await compare('http, 125 MB/s, the file read as a database while it comes', [alone, checking], {
        folder,
        sizeBytes: pacedBytes,
        bytesPerSecond: GIGABIT_BYTES_PER_SECOND,
        connections: 1,
        reference: alone.name,
      });
    }
    if (wanted.has('lossy')) compareLossy();
    if (wanted.has('memory')) await compareMemory(contestants, folder);
    if (wanted.has('app')) measureApp();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The same comparison by a process of its own in a network of its own, where the kernel can lose packets. */
function compareLossy(): void {
  if (!hasNetem()) {
    console.log('\n50 ms and 0.5 % loss: not measured, netem needs root and a kernel that has it');
    return;
  }
  console.log('\nIn a network with 50 ms there and back and 0.5 % loss:');
  const flags = ['--only', 'http', '--size', `${LOSSY_BYTES / MB}`, '--rounds', `${rounds}`, '--folder', values.folder];
  const [command = '', ...args] = lossyCommand([process.execPath, import.meta.filename, ...flags]);
  spawnSync(command, args, { stdio: 'inherit' });
}

/** How the built app's desktop process answers while it downloads. */
function measureApp(): void {
  console.log('\nthe app, with its window open:');
  const script = path.resolve(import.meta.dirname, '../../e2e/measure/event-loop.ts');
  spawnSync(process.execPath, [script, values.folder], { stdio: ['ignore', 'inherit', 'inherit'] });
}

interface Surroundings {
  readonly folder: string;
  readonly sizeBytes: number;
  readonly https?: ReturnType<typeof makeTestCertificates>;
  readonly bytesPerSecond?: number;
  readonly connections?: number;
  /** Whose speed counts as 1. */
  readonly reference?: string;
}

/** Everybody in turn, and each round in another order, so that no one has the quiet minutes for itself. */
async function compare(title: string, contestants: readonly Contestant[], around: Surroundings): Promise<void> {
  const server = await startServer({
    sizesBytes: [around.sizeBytes],
    bytesPerSecondPerConnection: around.bytesPerSecond,
    storageTls: around.https?.storage,
  });
  const runs = new Map<string, Run[]>();
  const hashes = new Set<string>();
  const job = {
    url: server.linkTo(around.sizeBytes),
    destination: path.join(around.folder, 'file'),
    connections: around.connections ?? CONNECTIONS,
    caFile: around.https?.caFile ?? '',
    isChecked: false,
  };
  for (let round = 0; round < rounds; round += 1) {
    for (const contestant of [...contestants.slice(round), ...contestants.slice(0, round)]) {
      const run = await measure(contestant, job, around.sizeBytes);
      runs.set(contestant.name, [...(runs.get(contestant.name) ?? []), run]);
      if (round === 0) hashes.add(await hashOf(job.destination));
    }
  }
  await server.close();
  if (hashes.size !== 1) throw new Error(`${title}: the files differ.`);
  printTable(title, around.sizeBytes, runs, around.reference ?? 'aria2c');
}

async function compareMemory(contestants: readonly Contestant[], folder: string): Promise<void> {
  const sizes = [smallBytes, largeBytes];
  const server = await startServer({
    sizesBytes: sizes,
    bytesPerSecondPerConnection: undefined,
    storageTls: undefined,
  });
  const peaks = new Map<string, number[]>();
  for (const size of sizes) {
    for (const contestant of contestants.filter(({ isOurs }) => isOurs)) {
      const job = {
        url: server.linkTo(size),
        destination: path.join(folder, 'file'),
        connections: CONNECTIONS,
        caFile: '',
        isChecked: false,
      };
      const { peakBytes } = await measure(contestant, job, size);
      peaks.set(contestant.name, [...(peaks.get(contestant.name) ?? []), peakBytes]);
    }
  }
  await server.close();
  printMemory(sizes, peaks);
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file, { highWaterMark: MB })) hash.update(chunk);
  return hash.digest('hex');
}
