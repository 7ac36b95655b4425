import { downloadFile } from '#core/downloads/download.ts';
import { startRunningCheck } from '#core/downloads/running-check.ts';
import type { Transport } from '#core/ports.ts';

/** Handed over in the environment, for a process that does nothing else. */
export interface EngineJob {
  readonly url: string;
  readonly destination: string;
  readonly connections: number;
  /** A file with the authority of an https storage; empty for none. */
  readonly caFile: string;
  /** Whether the file is read as a database while it comes, as in the app. */
  readonly isChecked: boolean;
}

export const JOB_VARIABLE = 'BACKHAUL_BENCH_JOB';

/** Said on stdout when the file is complete. */
export interface EngineReport {
  /** From the call to the finished, synced and renamed file; the start of the process is not in it. */
  readonly seconds: number;
}

export function readJob(): EngineJob {
  const job: EngineJob = JSON.parse(process.env[JOB_VARIABLE] ?? 'null');
  return job;
}

export async function runJob(transport: Transport, job: EngineJob): Promise<void> {
  const startedMs = performance.now();
  await downloadFile({
    transport,
    getLink: () => Promise.resolve({ url: job.url, expiresAt: null }),
    destination: job.destination,
    connections: job.connections,
    ...(job.isChecked ? { startCheck: (file) => startRunningCheck(file, { wantsEtag: false }) } : {}),
  });
  const report: EngineReport = { seconds: (performance.now() - startedMs) / 1000 };
  console.log(JSON.stringify(report));
}
