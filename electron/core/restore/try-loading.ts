import { AppError } from '#shared/errors.ts';
import type { RdbSummary } from '#shared/models/rdb-summary.ts';
import type { RestoreProgress, RestoreServer, TestRestoreResult } from '#shared/models/test-restore.ts';
import type { Clock } from '../ports.ts';
import { readInfo } from './ask-server.ts';
import { judgeLoad, readLoadFacts } from './judge-load.ts';
import type { Scratch } from './scratch.ts';
import { startServer, type ServerEnd, type ServerProcess } from './server-process.ts';
import { troubleIn } from './server-words.ts';

export interface TryOptions {
  readonly server: RestoreServer;
  readonly isServerSuitable: boolean;
  readonly scratch: Scratch;
  readonly summary: RdbSummary;
  readonly databases: number;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: RestoreProgress) => void;
  /** Longest time in which nothing is loaded. */
  readonly patienceMs?: number;
}

const LOOK_EVERY_MS = 200;
const PATIENCE_MS = 120_000;

/**
 * Lets a server load a backup and asks what it holds then. The server is gone when this settles. Throws AppError
 * `restoreStalled` where nothing moves for too long, and `cancelled`.
 */
export async function tryLoading(options: TryOptions): Promise<TestRestoreResult> {
  const { server, isServerSuitable, scratch, databases, clock } = options;
  const startedAt = clock.now();
  const process = startServer(server.path, scratch, databases);
  const over = new AbortController();
  const signal = AbortSignal.any([options.signal, over.signal]);
  try {
    const end = await Promise.race([process.ended, untilLoaded(process, { ...options, signal })]);
    const about = { server, durationMs: clock.now() - startedAt };
    if (end !== null) return { outcome: 'refused', ...about, isServerSuitable, ...refusalOf(process, end) };
    return { outcome: 'loaded', ...about, ...(await lookInside(process, options.summary)) };
  } finally {
    over.abort();
    await process.end();
  }
}

/** Resolves with null when everything is loaded. */
async function untilLoaded(process: ServerProcess, options: TryOptions): Promise<null> {
  const { clock, signal, onProgress, patienceMs = PATIENCE_MS } = options;
  let seen = '';
  let seenAt = clock.now();
  for (;;) {
    await clock.sleep(LOOK_EVERY_MS, signal);
    const info = await process.ask('INFO persistence').then(readInfo, () => null);
    if (info?.get('loading') === '0') return null;
    const loaded = info?.get('loading_loaded_bytes') ?? '';
    if (loaded !== seen) {
      [seen, seenAt] = [loaded, clock.now()];
      onProgress({ loadedBytes: Number(loaded), totalBytes: Number(info?.get('loading_total_bytes') ?? 0) });
    }
    if (clock.now() - seenAt > patienceMs) throw new AppError('restoreStalled');
  }
}

type Loaded = Omit<Extract<TestRestoreResult, { outcome: 'loaded' }>, 'outcome' | 'server' | 'durationMs'>;

async function lookInside(process: ServerProcess, summary: RdbSummary): Promise<Loaded> {
  const answers = await Promise.all(['keyspace', 'persistence', 'memory'].map((part) => process.ask(`INFO ${part}`)));
  const info = readInfo(answers.join('\n'));
  const facts = readLoadFacts(info);
  const usedMemory = Number(info.get('used_memory'));
  return {
    ...judgeLoad(summary, facts),
    expiredKeys: facts.expiredKeys,
    usedMemoryBytes: Number.isSafeInteger(usedMemory) ? usedMemory : null,
  };
}

function refusalOf(process: ServerProcess, { signal }: ServerEnd): { words: string[]; wasKilled: boolean } {
  return { words: troubleIn(process.log()), wasKilled: signal === 'SIGKILL' };
}
