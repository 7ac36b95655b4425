import { z } from 'zod';
import type { FieldReason } from '../errors.ts';

/** `masterReplica` is URedis ("GroupId"); `distributed` is UMem ("SpaceId"), one file per shard. */
export const instanceKind = z.enum(['masterReplica', 'distributed']);
export type InstanceKind = z.infer<typeof instanceKind>;

/**
 * Everything needed to ask for a backup's link again. Serialisable; no secret in it. Empty strings stand for "not given"
 * and are left out of the request.
 */
export const backupRef = z.strictObject({
  profileId: z.string().max(100),
  projectId: z.string().max(200),
  regionId: z.string().max(100),
  zoneId: z.string().max(100),
  kind: instanceKind,
  /** GroupId of a master-replica instance, SpaceId of a distributed one. */
  instanceId: z.string().max(200),
  backupId: z.string().max(200),
  /** BlockId of one shard, distributed only. */
  shardId: z.string().max(200),
  /** `RegionFlag`: the instance spans two zones. */
  isCrossZone: z.boolean(),
  /** `SlaveZone`: the zone of the replica of such an instance. */
  slaveZoneId: z.string().max(100),
  /** `IsCrossRegion`: the backup is a copy in another region. */
  isCrossRegion: z.boolean(),
});
export type BackupRef = z.infer<typeof backupRef>;

/** Takes white space and quotation marks off a pasted id. */
export function cleanPastedId(text: string): string {
  return text.replace(/^[\s"'`“”‘’«»「」]+|[\s"'`“”‘’«»「」,;]+$/gu, '');
}

/**
 * The checks that need no server: what is missing or contradicts itself, by field. Empty when the reference can be asked.
 * @param zonesOfRegion the zone ids of the chosen region, where they are known.
 */
export function checkBackupRef(
  ref: BackupRef,
  zonesOfRegion?: readonly string[],
): Partial<Record<keyof BackupRef, FieldReason>> {
  const fields: Partial<Record<keyof BackupRef, FieldReason>> = {};
  if (ref.backupId === '') fields.backupId = 'required';
  else if (!/^[\w.:@-]+$/u.test(ref.backupId)) fields.backupId = 'invalidCharacters';
  if (ref.instanceId !== '' && !/^[\w.:@-]+$/u.test(ref.instanceId)) fields.instanceId = 'invalidCharacters';
  if (ref.regionId === '') fields.regionId = 'required';
  if (ref.kind === 'distributed') {
    if (ref.zoneId === '') fields.zoneId = 'required';
    if (ref.instanceId === '') fields.instanceId = 'required';
  }
  if (ref.slaveZoneId !== '') {
    if (!ref.isCrossZone) fields.slaveZoneId = 'needsCrossZone';
    else if (ref.zoneId === '') fields.zoneId = 'zoneRequired';
    else if (ref.slaveZoneId === ref.zoneId) fields.slaveZoneId = 'sameAsZone';
    else if (zonesOfRegion !== undefined && !zonesOfRegion.includes(ref.slaveZoneId))
      fields.slaveZoneId = 'otherRegion';
  }
  return fields;
}
