import { z } from 'zod';
import { isAppError, type AppError } from '#shared/errors.ts';
import type { Backup, BackupCopy, InstanceRef, Shard } from '#shared/models/browse.ts';
import type { ApiAccount, UCloudClient } from '../ucloud/client.ts';
import type { Params } from '../ucloud/sign.ts';
import { amount, id, listOf, text } from '../ucloud/tolerant.ts';
import { copiesKeptIn, distributedBackups, masterReplicaBackups } from './backup-rows.ts';
import { listAll, uniqueById, type Listing } from './pages.ts';

/** An instance's backups, newest first. `copiesError`: why its cross-region copies could not be listed. */
export interface BackupList extends Listing<Backup> {
  copiesError: AppError | null;
}

/**
 * All backups of an instance, its cross-region copies among them. A copy that goes by the id of the backup it was made of
 * is told in that row; any other has a row of its own, in the region where it lies.
 * Throws what `UCloudClient.call` throws when the first page cannot be had.
 */
export async function listBackups(
  client: UCloudClient,
  account: ApiAccount,
  instance: InstanceRef,
  signal: AbortSignal,
): Promise<BackupList> {
  if (instance.kind === 'distributed') {
    return { ...(await listOwnBackups(client, account, instance, signal)), copiesError: null };
  }
  const [own, copies] = await Promise.all([
    listOwnBackups(client, account, instance, signal),
    listCopies(client, account, instance, signal),
  ]);
  const copiedTo = Map.groupBy(copies.rows, (copy) => copy.id);
  const rows = own.rows.map((row) => ({
    ...row,
    copiedTo: copiedTo.get(row.id)?.map(({ regionId }) => regionId) ?? [],
  }));
  const isOwn = new Set(rows.map((row) => row.id));
  return {
    rows: newestFirst([...rows, ...copies.rows.filter((copy) => !isOwn.has(copy.id))]),
    error: own.error,
    copiesError: copies.error,
  };
}

/**
 * The backups in the instance's own region, newest first: what its health is judged by. Throws as `listBackups`.
 * @param backupId the one that is looked for, where the call can narrow the list to it; empty for all.
 */
export async function listOwnBackups(
  client: UCloudClient,
  account: ApiAccount,
  instance: InstanceRef,
  signal: AbortSignal,
  backupId = '',
): Promise<Listing<Backup>> {
  const isDistributed = instance.kind === 'distributed';
  const params = isDistributed
    ? { SpaceId: instance.instanceId, Zone: instance.zoneId }
    : { GroupId: instance.instanceId, SlaveZone: instance.slaveZoneId, BackupId: backupId };
  const action = isDistributed ? 'DescribeUMemBackup' : 'DescribeURedisBackup';
  const { rows, error } = await ask(client, account, instance, signal)(action, params);
  const backups = isDistributed ? distributedBackups(instance, rows) : masterReplicaBackups(instance, rows, false);
  return { rows: newestFirst(uniqueById(backups)), error };
}

/** Copies in other regions, as the instance's region sees them. They are extra: without them the list still stands. */
async function listCopies(
  client: UCloudClient,
  account: ApiAccount,
  instance: InstanceRef,
  signal: AbortSignal,
): Promise<Listing<Backup>> {
  try {
    const params = { GroupId: instance.instanceId, RegionType: 'source' };
    const { rows, error } = await ask(client, account, instance, signal)('DescribeURedisBackup', params);
    return { rows: masterReplicaBackups(instance, rows, true), error };
  } catch (error) {
    if (!isAppError(error) || error.code === 'cancelled') throw error;
    return { rows: [], error };
  }
}

/**
 * Copies of other regions' backups that this region keeps, newest first: the only list that still knows the copies of an
 * instance that is deleted. It is asked without GroupId, which DescribeURedisBackup needs only without RegionType.
 * Throws what `UCloudClient.call` throws when the first page cannot be had.
 */
export async function listCopiesKeptIn(
  client: UCloudClient,
  account: ApiAccount,
  place: Pick<InstanceRef, 'regionId' | 'projectId'>,
  signal: AbortSignal,
): Promise<Listing<BackupCopy>> {
  const { rows, error } = await ask(client, account, place, signal)('DescribeURedisBackup', { RegionType: 'target' });
  return { rows: newestFirst(copiesKeptIn(place.regionId, rows)), error };
}

const blockRow = z.object({
  BlockId: id,
  BlockName: text,
  BlockState: text,
  BlockSlotBegin: amount,
  BlockSlotEnd: amount,
  BlockUsedSize: amount,
});

/** The shards of a distributed instance (DescribeUMemBlockInfo). Throws what `UCloudClient.call` throws. */
export async function listShards(
  client: UCloudClient,
  account: ApiAccount,
  instance: InstanceRef,
  signal: AbortSignal,
): Promise<Shard[]> {
  const params = { SpaceId: instance.instanceId, Zone: instance.zoneId };
  const { rows, error } = await ask(client, account, instance, signal)('DescribeUMemBlockInfo', params);
  if (error !== null) throw error;
  const shards = listOf(blockRow)
    .parse(rows)
    .map((row) => ({
      id: row.BlockId,
      name: row.BlockName === '' ? row.BlockId : row.BlockName,
      state: row.BlockState,
      firstSlot: row.BlockSlotBegin,
      lastSlot: row.BlockSlotEnd,
      usedMb: row.BlockUsedSize,
    }));
  return uniqueById(shards);
}

function ask(
  client: UCloudClient,
  account: ApiAccount,
  { regionId, projectId }: Pick<InstanceRef, 'regionId' | 'projectId'>,
  signal: AbortSignal,
) {
  return (action: string, params: Params): Promise<Listing<unknown>> =>
    listAll((paging) =>
      client.call(
        account,
        action,
        { Region: regionId, ProjectId: projectId, ...params, ...paging },
        { signal, isRead: true },
      ),
    );
}

function newestFirst<Row extends Backup>(backups: readonly Row[]): Row[] {
  return backups.toSorted((one, other) => (other.takenAt ?? 0) - (one.takenAt ?? 0));
}
