import { createHash } from 'node:crypto';
import type { InstanceKind } from '#shared/models/backup.ts';
import type { PracticeBackup } from '#shared/models/practice.ts';
import type { FaultName, FaultParameters } from '../faults.ts';
import type { PracticeInstance } from './instances.ts';

export type BackupState = 'running' | 'done' | 'failed' | 'expired';

const STATE_OF_FAULT: Partial<Record<FaultName, BackupState>> = {
  'backup-running': 'running',
  'backup-failed': 'failed',
  'backup-expired': 'expired',
};

export function stateFor(fault: FaultName | ''): BackupState {
  return fault === '' ? 'done' : (STATE_OF_FAULT[fault] ?? 'done');
}

/** How DescribeURedisBackupURL presents the link: every way that was seen or documented. */
export type LinkStyle = 'both' | 'pathOnly' | 'urlOnly' | 'garbagePath';

/** A backup as the practice cloud keeps it. */
export interface StoredBackup {
  readonly backupId: string;
  readonly name: string;
  readonly instance: PracticeInstance;
  readonly state: BackupState;
  /** When a running backup will be done; it stays running without. */
  readonly doneAtMs?: number;
  readonly isAutomatic: boolean;
  readonly takenAtMs: number;
  /** Of each shard's file, for a distributed instance. */
  readonly sizeBytes: number;
  /** Where it lies: another region than the instance's for a cross-region copy. */
  readonly regionId: string;
  readonly zoneId: string;
  readonly linkStyle: LinkStyle;
  readonly fault: FaultName | '';
  readonly faultParameters: FaultParameters;
  /** What it is good for, on screen; only the backups worth rehearsing with have one. */
  readonly note?: PracticeBackup['note'];
}

export function isCrossRegionCopy(backup: StoredBackup): boolean {
  return backup.regionId !== backup.instance.regionId;
}

export function stateAt(backup: StoredBackup, nowMs: number): BackupState {
  const isDone = backup.state === 'running' && backup.doneAtMs !== undefined && backup.doneAtMs <= nowMs;
  return isDone ? 'done' : backup.state;
}

/** The shards that have a file of their own; one nameless one for a master-replica backup. */
export function shardsOf(backup: StoredBackup): readonly string[] {
  return backup.instance.kind === 'distributed' ? backup.instance.shardIds : [''];
}

/** The key of a backup's file in the storage: instance or shard, then name and id. */
export function objectKey(backup: StoredBackup, shardId: string): string {
  return `${shardId === '' ? backup.instance.id : shardId}/${backup.name}-${backup.backupId}`;
}

/** The same file for the same backup after every start. */
export function seedOf(key: string): number {
  return createHash('sha1').update(key).digest().readUInt32LE(0);
}

/** A UUID that is the same after every start. */
export function stableId(name: string): string {
  const hex = createHash('sha1').update(`practice backup ${name}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}

export function toPracticeBackup(backup: StoredBackup, note: PracticeBackup['note']): PracticeBackup {
  const { instance } = backup;
  const kind: InstanceKind = instance.kind;
  const isCrossRegion = isCrossRegionCopy(backup);
  return {
    backupId: backup.backupId,
    instanceId: instance.id,
    kind,
    projectId: instance.projectId,
    regionId: backup.regionId,
    zoneId: backup.zoneId,
    sizeBytes: backup.sizeBytes,
    createdAt: backup.takenAtMs,
    isCrossZone: instance.slaveZoneId !== '' && !isCrossRegion,
    slaveZoneId: isCrossRegion ? '' : instance.slaveZoneId,
    isCrossRegion,
    fault: backup.fault,
    note,
  };
}
