import { z } from 'zod';
import type { Backup, BackupCopy, InstanceRef } from '#shared/models/browse.ts';
import { amount, id, listOf, text } from '../ucloud/tolerant.ts';
import { expiryOf } from './retention.ts';

/** UCloud API docs, describe_u_redis_backup.md. Every field is optional there. */
const uredisRow = z.object({
  BackupId: id,
  GroupId: text,
  GroupName: text,
  BackupName: text,
  BackupTime: amount,
  BackupSize: amount,
  BackupType: text,
  State: text,
  Zone: text,
  SrcRegionName: text,
  DstRegionName: text,
});

/** UCloud API docs, describe_u_mem_backup.md. */
const umemRow = z.object({
  BackupId: id,
  BackupName: text,
  CreateTime: amount,
  BackupType: text,
  State: text,
  BlockCount: amount,
  BlockSize: amount,
});

const STATES: Partial<Record<string, Backup['state']>> = {
  backuping: 'running',
  success: 'done',
  error: 'failed',
  expired: 'expired',
  starting: 'running',
  done: 'done',
};
const TRIGGERS: Partial<Record<string, Backup['trigger']>> = { auto: 'automatic', manual: 'manual' };

/** Rows of DescribeURedisBackup. Sizes are bytes. */
export function masterReplicaBackups(instance: InstanceRef, rows: readonly unknown[], isCopies: boolean): Backup[] {
  return listOf(uredisRow)
    .parse(rows)
    .map((row) => {
      if (isCopies) return copyOf(row, row.DstRegionName || instance.regionId);
      const { regionId } = instance;
      return toBackup({ ...fileOf(row), regionId, zoneId: row.Zone || instance.zoneId, isCrossRegion: false });
    });
}

/**
 * Rows of DescribeURedisBackup as the region that keeps them lists them. A row that does not say of which instance it is
 * cannot be asked for.
 */
export function copiesKeptIn(regionId: string, rows: readonly unknown[]): BackupCopy[] {
  return listOf(uredisRow)
    .parse(rows)
    .filter(({ GroupId }) => GroupId !== '')
    .map((row) => {
      const { GroupId: instanceId, GroupName, SrcRegionName: sourceRegionId } = row;
      return Object.assign(copyOf(row, regionId), {
        instanceId,
        instanceName: GroupName || instanceId,
        sourceRegionId,
      });
    });
}

/** Of a copy the document does not say whether it is the zone here or there; the call does without. */
function copyOf(row: z.infer<typeof uredisRow>, regionId: string): Backup {
  const zoneId = row.Zone.startsWith(`${regionId}-`) ? row.Zone : '';
  return toBackup({ ...fileOf(row), regionId, zoneId, isCrossRegion: true });
}

function fileOf(row: z.infer<typeof uredisRow>) {
  return { ...named(row), takenAt: row.BackupTime, sizeBytes: row.BackupSize, shardCount: 1 };
}

/** No instance is larger than 16 TB (UCloud's price page): a greater number than its megabytes can only be bytes. */
const MOST_MEGABYTES = 16 * 1024 * 1024;

/** Rows of DescribeUMemBackup, one for each backup, also where a back-end answers one for each of its shards. */
export function distributedBackups(instance: InstanceRef, rows: readonly unknown[]): Backup[] {
  const byId = Map.groupBy(listOf(umemRow).parse(rows), ({ BackupId }) => BackupId);
  return [...byId.values()].flatMap((ofOne) => {
    const [row] = ofOne;
    if (row === undefined) return [];
    // The document gives BlockSize no unit.
    const sizes = ofOne.map(({ BlockSize }) => (BlockSize !== null && BlockSize > MOST_MEGABYTES ? BlockSize : null));
    const whole = toBackup({
      ...named(row),
      takenAt: row.CreateTime,
      sizeBytes: sizes.reduce((sum, size) => (sum === null || size === null ? null : sum + size), 0),
      shardCount: Math.max(row.BlockCount ?? 0, ofOne.length > 1 ? ofOne.length : 0),
      regionId: instance.regionId,
      zoneId: instance.zoneId,
      isCrossRegion: false,
    });
    // A backup is done when every shard is.
    const worst = ofOne.find(({ State }) => stateOf(State) !== 'done');
    return [worst === undefined ? whole : { ...whole, state: stateOf(worst.State), stateText: worst.State }];
  });
}

function named(row: { BackupId: string; BackupName: string; BackupType: string; State: string }) {
  const { BackupId, BackupName, BackupType, State } = row;
  return { id: BackupId, name: BackupName, type: BackupType, stateText: State };
}

function stateOf(text: string): Backup['state'] {
  return STATES[text.toLowerCase()] ?? 'unknown';
}

type Row = ReturnType<typeof named> &
  Pick<Backup, 'takenAt' | 'sizeBytes' | 'shardCount' | 'regionId' | 'zoneId' | 'isCrossRegion'>;

/** `takenAt` comes in seconds. A backup without bytes has no size yet. */
function toBackup({ type, takenAt, sizeBytes, ...row }: Row): Backup {
  const known = {
    ...row,
    takenAt: takenAt === null || takenAt === 0 ? null : takenAt * 1000,
    trigger: TRIGGERS[type.toLowerCase()] ?? ('unknown' as const),
    state: stateOf(row.stateText),
    sizeBytes: sizeBytes === 0 ? null : sizeBytes,
  };
  return { ...known, copiedTo: [], expiresAt: expiryOf(known) };
}
