import { z } from 'zod';

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
  /** Stands for a signed link that was pasted: no call answers another one, and the ids are read from its path. */
  isPasted: z.literal(true).optional(),
});
export type BackupRef = z.infer<typeof backupRef>;
