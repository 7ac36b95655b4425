import { isAppError } from '#shared/errors.ts';
import type { RdbSummary } from '#shared/models/rdb-summary.ts';
import type { TestRestoreResult } from '#shared/models/test-restore.ts';
import { systemClock } from '../clock.ts';
import { findServers } from './find-servers.ts';
import { makeScratch } from './scratch.ts';
import { tryLoading } from './try-loading.ts';

/** How a real server fared with a file; `stalled`: it was given up. */
export type Loading = TestRestoreResult | { readonly outcome: 'stalled' };

/** Lets a server load a file, and compares its keys with the summary. */
export type Loader = (file: string, summary: RdbSummary) => Promise<Loading>;

/** As many as a server has by default; a file that asks for more is refused. */
const DEFAULT_DATABASES = 16;
/** A small file is loaded before anybody has asked, so asking often is asking two or three times. */
const LOOK_EVERY_MS = 3;
const PATIENCE_MS = 20_000;

/** A loader that goes the way of a test restore, with a server as it comes: its default settings. */
export async function createLoader(folder: string): Promise<Loader> {
  const [server] = await findServers({ platform: process.platform, searchPath: process.env['PATH'] ?? '' });
  if (server === undefined) throw new Error('there is no redis-server here');
  const clock = {
    ...systemClock,
    sleep: (_: number, signal?: AbortSignal) => systemClock.sleep(LOOK_EVERY_MS, signal),
  };
  return async (file, summary) => {
    const scratch = await makeScratch(folder, file);
    try {
      return await tryLoading({
        server,
        isServerSuitable: true,
        scratch,
        summary,
        databases: DEFAULT_DATABASES,
        clock,
        signal: new AbortController().signal,
        onProgress: () => undefined,
        patienceMs: PATIENCE_MS,
      });
    } catch (error) {
      if (isAppError(error) && error.code === 'restoreStalled') return { outcome: 'stalled' };
      throw error;
    } finally {
      await scratch.remove();
    }
  };
}
