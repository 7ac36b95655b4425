import { isCrossRegionCopy, stateAt, type StoredBackup } from '../world/backup.ts';
import type { PracticeInstance } from '../world/instances.ts';
import { type Action, type ActionCall, pageOf } from './action.ts';
import { findInstance, findSpace } from './instance-actions.ts';
import { ApiRefusal, missingParameter, parameterNotAvailable } from './refusal.ts';
import { readScope } from './scope.ts';

const UREDIS_STATES = { running: 'Backuping', done: 'Success', failed: 'Error', expired: 'Expired' } as const;
/** Manual backups that are kept. */
const MOST_MANUAL_BACKUPS = 3;

/** DescribeURedisBackup. */
export const describeURedisBackup: Action = (call) => {
  const { reader } = call;
  const scope = readScope(reader, call.key);
  const regionType = reader.text('RegionType');
  const groupId = reader.text('GroupId');
  if (!['', 'normal', 'source', 'target'].includes(regionType)) throw parameterNotAvailable('RegionType');
  if (groupId === '' && regionType === '') throw missingParameter('GroupId');
  const backupId = reader.text('BackupId');
  const rows = call.world
    .backups()
    .filter(
      (backup) =>
        backup.instance.kind === 'masterReplica' &&
        backup.instance.projectId === scope.projectId &&
        isSeenFrom(backup, scope.regionId, regionType) &&
        (groupId === '' || backup.instance.id === groupId) &&
        (backupId === '' || backup.backupId === backupId),
    );
  const now = call.world.now();
  return { TotalCount: rows.length, DataSet: pageOf(rows, reader, 10).map((backup) => uredisRow(backup, now)) };
};

function isSeenFrom(backup: StoredBackup, regionId: string, regionType: string): boolean {
  const isCopy = isCrossRegionCopy(backup);
  switch (regionType) {
    case 'source':
      return isCopy && backup.instance.regionId === regionId;
    case 'target':
      return isCopy && backup.regionId === regionId;
    default:
      return !isCopy && backup.regionId === regionId;
  }
}

function uredisRow(backup: StoredBackup, nowMs: number): Record<string, unknown> {
  const state = stateAt(backup, nowMs);
  const isCopy = isCrossRegionCopy(backup);
  return {
    Zone: backup.zoneId,
    BackupId: backup.backupId,
    GroupId: backup.instance.id,
    GroupName: backup.instance.name,
    BackupName: backup.name,
    BackupTime: Math.floor(backup.takenAtMs / 1000),
    BackupSize: state === 'done' || state === 'expired' ? backup.sizeBytes : 0,
    BackupType: backup.isAutomatic ? 'Auto' : 'Manual',
    State: UREDIS_STATES[state],
    SrcRegionName: isCopy ? backup.instance.regionId : '',
    DstRegionName: isCopy ? backup.regionId : '',
    MemorySize: backup.instance.sizeGb,
    RedisVersion: backup.instance.version,
  };
}

/** DescribeURedisBackupState: known from the SDKs only. */
export const describeURedisBackupState: Action = (call) => {
  for (const name of ['Zone', 'GroupId', 'BackupId']) call.reader.required(name);
  const instance = findInstance(call, 'masterReplica', call.reader.text('GroupId'));
  const backup = backupsOf(call, instance).find(({ backupId }) => backupId === call.reader.text('BackupId'));
  if (backup === undefined) throw new ApiRefusal(20_206, '获取备份信息失败，请稍后重试');
  return { State: UREDIS_STATES[stateAt(backup, call.world.now())] };
};

/** DescribeUMemBackup: a row per backup, whatever its number of shards. */
export const describeUMemBackup: Action = (call) => {
  call.reader.required('Zone');
  const instance = findSpace(call);
  const rows = backupsOf(call, instance);
  const now = call.world.now();
  return { TotalCount: rows.length, DataSet: pageOf(rows, call.reader, 10).map((backup) => umemRow(backup, now)) };
};

function umemRow(backup: StoredBackup, nowMs: number): Record<string, unknown> {
  const shardCount = backup.instance.shardIds.length;
  return {
    BackupId: backup.backupId,
    BackupName: backup.name,
    BackupType: backup.isAutomatic ? 'auto' : 'manual',
    CreateTime: Math.floor(backup.takenAtMs / 1000),
    State: stateAt(backup, nowMs) === 'running' ? 'Starting' : 'Done',
    BlockCount: shardCount,
    BlockSize: backup.sizeBytes * shardCount,
    Protocol: 'redis',
    SpaceId: backup.instance.id,
  };
}

/** CreateURedisBackup. */
export const createURedisBackup: Action = (call) => {
  const instance = findInstance(call, 'masterReplica', call.reader.required('GroupId'));
  return startBackup(call, instance);
};

/** CreateUMemBackup. */
export const createUMemBackup: Action = (call) => {
  call.reader.required('Zone');
  return startBackup(call, findSpace(call));
};

function startBackup(call: ActionCall, instance: PracticeInstance): Record<string, unknown> {
  const name = call.reader.required('BackupName');
  if (!/^[\w-]{6,63}$/u.test(name)) throw parameterNotAvailable('BackupName');
  const now = call.world.now();
  const states = backupsOf(call, instance).map((backup) => ({ backup, state: stateAt(backup, now) }));
  if (states.some(({ state }) => state === 'running')) throw new ApiRefusal(20_200, '已有备份正在进行，请稍后重试');
  const manual = states.filter(({ backup, state }) => !backup.isAutomatic && state === 'done');
  if (manual.length >= MOST_MANUAL_BACKUPS) throw new ApiRefusal(20_208, '备份数量超过限制');
  return { BackupId: call.world.createBackup(instance, name).backupId };
}

/** The instance's own backups, cross-region copies aside. */
function backupsOf(call: ActionCall, instance: PracticeInstance): StoredBackup[] {
  return call.world.backups().filter((backup) => backup.instance === instance && !isCrossRegionCopy(backup));
}
