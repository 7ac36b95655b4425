import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, statSync } from 'node:fs';
import type { Contestant } from './contestants.ts';
import type { EngineJob, EngineReport } from './engine.ts';
import { watchUsage, type Usage } from './usage.ts';

export interface Run extends Usage {
  readonly seconds: number;
}

const LIMIT_MS = 15 * 60_000;

/** One download by one contestant, measured. Throws when it fails or the file does not have the size. */
export async function measure(contestant: Contestant, job: EngineJob, sizeBytes: number): Promise<Run> {
  rmSync(job.destination, { force: true });
  const startedMs = performance.now();
  const child = spawn(contestant.command, contestant.args(job), {
    env: { ...process.env, ...contestant.environment(job) },
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: LIMIT_MS,
  });
  let said = '';
  child.stdout.on('data', (text: Buffer) => {
    said += text.toString();
  });
  const watch = watchUsage(child.pid ?? 0);
  const [code]: unknown[] = await once(child, 'close');
  const wallSeconds = (performance.now() - startedMs) / 1000;
  const usage = watch.end();
  if (code !== 0) throw new Error(`${contestant.name} ended with ${String(code)}.`);
  if (statSync(job.destination).size !== sizeBytes) throw new Error(`${contestant.name}: the file has another size.`);
  return { ...usage, seconds: contestant.isOurs ? reportOf(said).seconds : wallSeconds };
}

function reportOf(said: string): EngineReport {
  const line = said.split('\n').find((one) => one.startsWith('{'));
  const report: EngineReport = JSON.parse(line ?? 'null');
  return report;
}
