import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import path from 'node:path';
import { makeFile } from './make-file.ts';

/**
 * How fast files are checked, beside redis-check-rdb and sha256sum on the same file in the same run:
 * `npm run bench:rdb -- [--size=100mb|1gb] [--rounds=5] [--file=PATH]`.
 */
const CASES = ['crc64', 'check', 'report', 'deep', 'redis-check-rdb', 'sha256sum'] as const;
type Case = (typeof CASES)[number];

interface Result {
  readonly ms: number;
  readonly peakBytes: number;
}

const folder = path.join(import.meta.dirname, '..', '..', '.cache', 'bench-rdb');
const flag = (name: string, fallback: string): string =>
  process.argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3) ?? fallback;

async function main(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const sizeBytes = flag('size', '100mb') === '1gb' ? 1_000_000_000 : 100_000_000;
  const file = flag('file', '') || (await makeFile(folder, sizeBytes));
  const { size } = statSync(file);
  const rounds = Number(flag('rounds', '5'));
  const results = new Map<Case, Result[]>(CASES.map((name) => [name, []]));
  // The file is in the page cache after this, for all of them.
  await runCase('sha256sum', file);
  for (let round = 0; round < rounds; round += 1) {
    const order = [...CASES.slice(round % CASES.length), ...CASES.slice(0, round % CASES.length)];
    for (const name of order) results.get(name)?.push(await runCase(name, file));
  }
  console.log(`${path.basename(file)}: ${(size / 1e6).toFixed(0)} MB; medians of ${rounds} interleaved rounds;`);
  console.log(`${availableParallelism()} processors, load ${loadavg()[0]?.toFixed(1)}, Node ${process.version}\n`);
  const referee = median((results.get('redis-check-rdb') ?? []).map(({ ms }) => ms));
  console.log('case              MB/s   x redis-check-rdb   peak memory');
  for (const [name, all] of results) {
    const ms = median(all.map((result) => result.ms));
    const peak = Math.max(...all.map(({ peakBytes }) => peakBytes));
    const speed = (size / 1000 / ms).toFixed(0).padStart(6);
    console.log(
      `${name.padEnd(16)}${speed}${(referee / ms).toFixed(2).padStart(20)}${(peak / 1e6).toFixed(0).padStart(11)} MB`,
    );
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Ours tell their time without the start of Node; the tools are timed as a whole, their start is a few milliseconds. */
async function runCase(name: Case, file: string): Promise<Result> {
  const isOurs = name !== 'redis-check-rdb' && name !== 'sha256sum';
  const own = [path.join(import.meta.dirname, 'case.ts'), name, file];
  const startedAt = performance.now();
  const child = isOurs ? spawn(process.execPath, own) : spawn(name, [file]);
  let text = '';
  let peakBytes = 0;
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => process.stderr.write(chunk));
  const watch = setInterval(() => (peakBytes = Math.max(peakBytes, peakOf(child.pid ?? 0))), 10);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  clearInterval(watch);
  const ms = performance.now() - startedAt;
  if (code !== 0) throw new Error(`${name} ended with ${code}`);
  if (!isOurs) return { ms, peakBytes };
  const result: Result = JSON.parse(text);
  return result;
}

/** Linux tells the peak of a process while it lives. */
function peakOf(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+) kB/u.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

await main();
