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
  const trial = startServer(server.path, scratch, databases);
  const over = new AbortController();
  const signal = AbortSignal.any([options.signal, over.signal]);
  try {
    const end = await Promise.race([trial.ended, untilLoaded(trial, { ...options, signal })]);
    const about = { server, durationMs: clock.now() - startedAt };
    if (end !== null) return { outcome: 'refused', ...about, isServerSuitable, ...refusalOf(trial, end) };
    return { outcome: 'loaded', ...about, ...(await lookInside(trial, options.summary)) };
  } finally {
    over.abort();
    await trial.end();
  }
}

/** Resolves with null when everything is loaded. */
async function untilLoaded(trial: ServerProcess, options: TryOptions): Promise<null> {
  const { clock, signal, onProgress, patienceMs = PATIENCE_MS } = options;
  let seen = '';
  let seenAt = clock.now();
  for (;;) {
    await clock.sleep(LOOK_EVERY_MS, signal);
    const info = await trial.ask('INFO persistence').then(readInfo, () => null);
    if (info?.get('loading') === '0') return null;
    const loaded = info?.get('loading_loaded_bytes') ?? seen;
    if (loaded !== seen) {
      [seen, seenAt] = [loaded, clock.now()];
      onProgress({ loadedBytes: Number(loaded), totalBytes: Number(info?.get('loading_total_bytes') ?? 0) });
    }
    if (clock.now() - seenAt > patienceMs) throw new AppError('restoreStalled');
  }
}

type Loaded = Omit<Extract<TestRestoreResult, { outcome: 'loaded' }>, 'outcome' | 'server' | 'durationMs'>;

async function lookInside(trial: ServerProcess, summary: RdbSummary): Promise<Loaded> {
  const parts = ['keyspace', 'persistence', 'memory'];
  const answers = await Promise.all(parts.map((part) => trial.ask(`INFO ${part}`))).catch((error: unknown) => {
    throw new AppError('restoreStalled', { cause: error });
  });
  const info = readInfo(answers.join('\n'));
  const facts = readLoadFacts(info);
  const usedMemory = Number(info.get('used_memory'));
  return {
    ...judgeLoad(summary, facts),
    expiredKeys: facts.expiredKeys,
    usedMemoryBytes: Number.isSafeInteger(usedMemory) ? usedMemory : null,
  };
}

function refusalOf(trial: ServerProcess, { signal }: ServerEnd): { words: string[]; wasKilled: boolean } {
  return { words: troubleIn(trial.log()), wasKilled: signal === 'SIGKILL' };
}
