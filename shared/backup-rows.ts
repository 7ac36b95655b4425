import type { BackupRef } from './models/backup.ts';
import type { Backup, BackupCopy, Instance, InstanceRef } from './models/browse.ts';

/** Everything needed to ask for the backups of a listed instance. */
export function refOfInstance(place: { profileId: string; projectId: string }, instance: Instance): InstanceRef {
  const { regionId, zoneId, slaveZoneId, kind, automaticBackup, id: instanceId } = instance;
  return { ...place, regionId, zoneId, slaveZoneId, kind, instanceId, automaticBackup };
}

/** Everything needed to ask for a listed backup's links. */
export function refOfBackup(instance: InstanceRef, backup: Backup): BackupRef {
  const { profileId, projectId, kind, instanceId } = instance;
  const { id: backupId, regionId, zoneId, isCrossRegion } = backup;
  const slaveZoneId = isCrossRegion ? '' : instance.slaveZoneId;
  const place = { profileId, projectId, regionId, zoneId, kind, instanceId, backupId, shardId: '' };
  return { ...place, isCrossZone: slaveZoneId !== '', slaveZoneId, isCrossRegion };
}

/** The instance a copy was made of, as far as the copy tells. */
export function instanceOfCopy(place: { profileId: string; projectId: string }, copy: BackupCopy): InstanceRef {
  const { instanceId, sourceRegionId: regionId } = copy;
  const zones = { zoneId: '', slaveZoneId: '' };
  return { ...place, ...zones, regionId, kind: 'masterReplica', instanceId, automaticBackup: 'unknown' };
}

/** Whether there can be a file to ask for. A state nobody knows is worth the question. */
export function mayBeDownloaded({ state }: Backup): boolean {
  return state === 'done' || state === 'unknown';
}

/** What an instance goes by within a profile: ids are unique in a region only as far as anybody says. */
export function instanceKey({ regionId, id }: Pick<Instance, 'regionId' | 'id'>): string {
  return `${regionId}/${id}`;
}
