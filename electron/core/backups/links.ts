import { AppError, invalidInput } from '#shared/errors.ts';
import { checkBackupRef } from '#shared/backup-checks.ts';
import type { BackupRef } from '#shared/models/backup.ts';
import type { ApiAccount, UCloudClient } from '../ucloud/client.ts';
import type { Params } from '../ucloud/sign.ts';
import { isLink } from '../us3/link.ts';
import { shardIdsOf } from './shards.ts';

/** A link as the API issued it. Secret. */
export interface IssuedLink {
  /** What to ask with to get this one link again: the given reference, with its shard where there are several. */
  ref: BackupRef;
  url: string;
  /** The same object by an address that resolves only inside UCloud's network; null where none was answered. */
  privateUrl: string | null;
}

/**
 * Asks for a backup's links: one of a master-replica backup; of a distributed one as many as it has shards, or one where
 * the reference names the shard.
 * Throws AppError `invalidInput` before any call when the reference cannot be asked, `linkMissing` when the answer holds
 * no link (or lacks that of a shard), and what `UCloudClient.call` throws.
 */
export async function requestLinks(
  client: UCloudClient,
  account: ApiAccount,
  ref: BackupRef,
  signal: AbortSignal,
): Promise<IssuedLink[]> {
  const fields = checkBackupRef(ref);
  if (Object.keys(fields).length > 0) throw invalidInput(fields);
  const { action, params } = ref.kind === 'distributed' ? distributedCall(ref) : masterReplicaCall(ref);
  const answer = await client.call(account, action, params, { signal, isRead: true });
  if (ref.kind === 'distributed') return shardLinks(ref, answer['BackupURL']);
  const privateUrl = answer['InnerBackupPath'];
  const url = [answer['BackupPath'], answer['BackupURL']].find(isLink);
  if (url === undefined) throw linkMissing(ref);
  return [{ ref, url: url.trim(), privateUrl: isLink(privateUrl) ? privateUrl.trim() : null }];
}

/**
 * Asks for exactly the link a reference stands for. All shards are asked for and the right one is taken, because the
 * name of a shard that was read from a link need not be one the API knows; only where that does not decide, the API is
 * asked for the shard by name. Throws as `requestLinks`; `linkMissing` rather than another shard's link.
 */
export async function requestOneLink(
  client: UCloudClient,
  account: ApiAccount,
  ref: BackupRef,
  signal: AbortSignal,
): Promise<IssuedLink> {
  if (ref.shardId === '') return onlyOne(ref, await requestLinks(client, account, ref, signal));
  const all = await requestLinks(client, account, { ...ref, shardId: '' }, signal);
  const link = all.find((issued) => issued.ref.shardId === ref.shardId);
  return link ?? onlyOne(ref, await requestLinks(client, account, ref, signal));
}

function onlyOne(ref: BackupRef, links: readonly IssuedLink[]): IssuedLink {
  const [link, ...others] = links;
  if (link === undefined || others.length > 0) throw linkMissing(ref);
  return link;
}

/** UCloud API docs, describe_u_redis_backup_url.md, with every parameter; the flags default to false. */
function masterReplicaCall(ref: BackupRef): { action: string; params: Params } {
  return {
    action: 'DescribeURedisBackupURL',
    params: {
      ...placeOf(ref),
      BackupId: ref.backupId,
      GroupId: ref.instanceId,
      RegionFlag: ref.isCrossZone || undefined,
      SlaveZone: ref.slaveZoneId,
      IsCrossRegion: ref.isCrossRegion || undefined,
    },
  };
}

/** UCloud API docs, describe_u_mem_backup_url.md. */
function distributedCall(ref: BackupRef): { action: string; params: Params } {
  return {
    action: 'DescribeUMemBackupURL',
    params: { ...placeOf(ref), SpaceId: ref.instanceId, BackupId: ref.backupId, BlockId: ref.shardId },
  };
}

function placeOf(ref: BackupRef): Params {
  return { Region: ref.regionId, Zone: ref.zoneId, ProjectId: ref.projectId };
}

/** A missing shard makes the backup useless, so one entry that is no link spoils the answer. */
function shardLinks(ref: BackupRef, answered: unknown): IssuedLink[] {
  const entries: unknown[] = Array.isArray(answered) ? answered : [answered];
  const urls = entries.filter(isLink).map((url) => url.trim());
  if (urls.length === 0 || urls.length < entries.length) throw linkMissing(ref);
  const shardIds = urls.length === 1 ? [ref.shardId] : shardIdsOf(urls);
  return urls.map((url, index) => ({ ref: { ...ref, shardId: shardIds[index] ?? '' }, url, privateUrl: null }));
}

function linkMissing(ref: BackupRef): AppError {
  return new AppError('linkMissing', { params: { backupId: ref.backupId } });
}
