import { isCrossRegionCopy, type LinkStyle, shardsOf, stateAt, type StoredBackup } from '../world/backup.ts';
import { ZONES_BY_REGION } from '../world/regions.ts';
import { type Action, type ActionCall } from './action.ts';
import { findSpace } from './instance-actions.ts';
import { ApiRefusal, parameterNotAvailable } from './refusal.ts';
import { readScope, type Scope } from './scope.ts';

/** DescribeURedisBackupURL. */
export const describeURedisBackupURL: Action = (call) => {
  const { reader } = call;
  const scope = readScope(reader, call.key);
  const backupId = reader.required('BackupId');
  const isCrossZone = reader.flag('RegionFlag');
  const slaveZoneId = readSlaveZone(call, scope, isCrossZone);
  const isCrossRegion = reader.flag('IsCrossRegion');
  const groupId = reader.text('GroupId');
  const backup = call.world
    .backups()
    .find(
      (one) =>
        one.backupId === backupId &&
        one.instance.kind === 'masterReplica' &&
        one.instance.projectId === scope.projectId &&
        one.regionId === scope.regionId &&
        isCrossRegionCopy(one) === isCrossRegion &&
        (scope.zoneId === '' || one.zoneId === scope.zoneId) &&
        (groupId === '' || one.instance.id === groupId) &&
        (isCrossRegion || (one.instance.slaveZoneId !== '') === isCrossZone) &&
        (slaveZoneId === '' || one.instance.slaveZoneId === slaveZoneId),
    );
  const ready = requireReady(backup, call);
  return presentLink(ready.linkStyle, call.issueLink(ready, ''));
};

/** SlaveZone belongs to a cross-zone instance, lies in the same region as Zone and is another one. */
function readSlaveZone({ reader }: ActionCall, { regionId, zoneId }: Scope, isCrossZone: boolean): string {
  const slaveZoneId = reader.text('SlaveZone');
  const isAllowed =
    isCrossZone && zoneId !== slaveZoneId && ZONES_BY_REGION.get(regionId)?.includes(slaveZoneId) === true;
  if (slaveZoneId !== '' && !isAllowed) throw parameterNotAvailable('SlaveZone');
  return slaveZoneId;
}

/** DescribeUMemBackupURL: one link per shard, or that of the shard BlockId names. */
export const describeUMemBackupURL: Action = (call) => {
  const { reader } = call;
  reader.required('Zone');
  const instance = findSpace(call);
  const backupId = reader.required('BackupId');
  const blockId = reader.text('BlockId');
  if (blockId !== '' && !instance.shardIds.includes(blockId)) throw parameterNotAvailable('BlockId');
  const backup = call.world.backups().find((one) => one.backupId === backupId && one.instance === instance);
  const ready = requireReady(backup, call);
  const shardIds = blockId === '' ? shardsOf(ready) : [blockId];
  return { BackupURL: shardIds.map((shardId) => call.issueLink(ready, shardId)) };
};

const NOT_READY = {
  running: { retCode: 20_202, message: '备份进行中，获取备份信息失败' },
  failed: { retCode: 20_200, message: '备份失败，没有可下载的文件' },
  expired: { retCode: 20_206, message: '备份已过期，获取备份信息失败' },
} as const;

/** Throws ApiRefusal with a product code when there is no such backup, or no file of it. */
function requireReady(backup: StoredBackup | undefined, { world }: ActionCall): StoredBackup {
  if (backup === undefined) throw new ApiRefusal(20_206, '获取备份信息失败，请稍后重试');
  const state = stateAt(backup, world.now());
  if (state === 'done') return backup;
  const { retCode, message } = NOT_READY[state];
  throw new ApiRefusal(retCode, message);
}

/** BackupURL ends in a line break and is "going offline"; BackupPath is not always a URL (UCloud API docs' own example). */
function presentLink(style: LinkStyle, link: string): Record<string, string> {
  const address = new URL(link);
  const inner = `http://umembackup-9001.internal-cn-bj2.ufileos.com${address.pathname}${address.search}`;
  const shapes = {
    both: { BackupURL: `${link}\n`, BackupPath: link, InnerBackupPath: inner },
    pathOnly: { BackupPath: link, InnerBackupPath: inner },
    urlOnly: { BackupURL: `${link}\n` },
    garbagePath: { BackupURL: `${link}\n`, BackupPath: 'KgVuXeBu', InnerBackupPath: 'zeAzhTZt' },
  };
  return shapes[style];
}
