import { isAppError, type AppError } from '#shared/errors.ts';
import type {
  Backup,
  BackupCopy,
  Concern,
  Instance,
  InstanceRef,
  InstanceSummary,
  Shard,
} from '#shared/models/browse.ts';
import { mayBeDownloaded } from '#shared/backup-rows.ts';
import type { Clock } from '../ports.ts';
import type { ApiAccount, UCloudClient } from '../ucloud/client.ts';
import { listBackups, listCopiesKeptIn, listOwnBackups, listShards, type BackupList } from './backups.ts';
import { concernsOf } from './health.ts';
import { listInstances, type Place } from './instances.ts';
import type { Listing } from './pages.ts';
import { createTurns } from './turns.ts';

/** Lists running at the same time: no document names a limit, so one that a console could reach by hand. */
const CONCURRENCY = 4;

/** The way from a region to its instances to their backups. */
export interface Browser {
  /** Throws what `listInstances` throws; `cancelled` after `cancel` with the same id. */
  instances(requestId: string, place: Place & { profileId: string }): Promise<Listing<Instance>>;
  backups(requestId: string, instance: InstanceRef): Promise<BackupList & { concerns: Concern[] }>;
  /** Copies of other regions' backups. Throws what `listCopiesKeptIn` throws. */
  copies(requestId: string, place: Place & { profileId: string }): Promise<Listing<BackupCopy>>;
  /** One summary for each instance, in their order; one that fails says so and does not hide the others. */
  summaries(requestId: string, instances: readonly InstanceRef[]): Promise<InstanceSummary[]>;
  shards(requestId: string, instance: InstanceRef): Promise<Shard[]>;
  /** Ends what is asked for under this id. */
  cancel(requestId: string): void;
}

export function createBrowser(dependencies: {
  client: UCloudClient;
  accountOf: (profileId: string) => Promise<ApiAccount>;
  clock: Clock;
}): Browser {
  const { client, accountOf, clock } = dependencies;
  const turns = createTurns(CONCURRENCY);
  const running = new Map<string, AbortController>();

  const cancellable = async <T>(requestId: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> => {
    const controller = new AbortController();
    running.set(requestId, controller);
    try {
      return await work(controller.signal);
    } finally {
      if (running.get(requestId) === controller) running.delete(requestId);
    }
  };
  const listed = <T>(profileId: string, signal: AbortSignal, list: (account: ApiAccount) => Promise<T>): Promise<T> =>
    turns.run(async () => list(await accountOf(profileId)), signal);

  const summaryOf = async (instance: InstanceRef, signal: AbortSignal): Promise<InstanceSummary> => {
    try {
      const { rows, error } = await listed(instance.profileId, signal, (account) =>
        listOwnBackups(client, account, instance, signal),
      );
      return toSummary(instance, rows, error, clock.now());
    } catch (error) {
      if (!isAppError(error) || error.code === 'cancelled') throw error;
      return { newest: null, newestGood: null, concerns: [], error: error.data };
    }
  };

  return {
    instances: (requestId, place) =>
      cancellable(requestId, (signal) =>
        listed(place.profileId, signal, (account) => listInstances(client, account, place, signal)),
      ),
    backups: (requestId, instance) =>
      cancellable(requestId, async (signal) => {
        const list = await listed(instance.profileId, signal, (account) =>
          listBackups(client, account, instance, signal),
        );
        const own = list.rows.filter(({ isCrossRegion }) => !isCrossRegion);
        const isWhole = list.error === null;
        return { ...list, concerns: isWhole ? concernsOf(instance.automaticBackup, own, clock.now()) : [] };
      }),
    copies: (requestId, place) =>
      cancellable(requestId, (signal) =>
        listed(place.profileId, signal, (account) => listCopiesKeptIn(client, account, place, signal)),
      ),
    summaries: (requestId, instances) =>
      cancellable(requestId, (signal) => Promise.all(instances.map((instance) => summaryOf(instance, signal)))),
    shards: (requestId, instance) =>
      cancellable(requestId, (signal) =>
        listed(instance.profileId, signal, (account) => listShards(client, account, instance, signal)),
      ),
    cancel(requestId) {
      running.get(requestId)?.abort();
    },
  };
}

/** Half a list proves nothing about what is missing from it. */
function toSummary(
  instance: InstanceRef,
  rows: readonly Backup[],
  error: AppError | null,
  now: number,
): InstanceSummary {
  return {
    newest: rows[0] ?? null,
    newestGood: rows.find((row) => mayBeDownloaded(row) && row.state === 'done') ?? null,
    concerns: error === null ? concernsOf(instance.automaticBackup, rows, now) : [],
    error: error?.data ?? null,
  };
}
