import { z } from 'zod';
import { instanceKind } from './backup.ts';
import { appErrorData } from './download.ts';

/** What a list call needs to know of an instance, and what its health depends on. Holds no secret. */
export const instanceRef = z.strictObject({
  profileId: z.string().max(100),
  /** Empty: the account's default project. */
  projectId: z.string().max(200),
  regionId: z.string().max(100),
  zoneId: z.string().max(100),
  /** The zone of the replica of an instance that spans two zones, else empty. */
  slaveZoneId: z.string().max(100),
  kind: instanceKind,
  instanceId: z.string().max(200),
  automaticBackup: z.enum(['on', 'off', 'unknown']),
});
export type InstanceRef = z.infer<typeof instanceRef>;

/** A Redis of either kind, as a row of the list. */
export const instance = z.strictObject({
  id: z.string(),
  /** Its id where it has no name. */
  name: z.string(),
  kind: instanceKind,
  regionId: z.string(),
  zoneId: z.string(),
  slaveZoneId: z.string(),
  /** As the API says it; empty where it does not. */
  version: z.string(),
  /** Of all shards together. Null where the API does not say. */
  sizeGb: z.number().nullable(),
  usedMb: z.number().nullable(),
  /** In the API's own word: new ones are shown, not refused. */
  state: z.string(),
  automaticBackup: instanceRef.shape.automaticBackup,
  /** The hour of the automatic backup, 0–23, as the API says it. */
  backupHour: z.number().nullable(),
});
export type Instance = z.infer<typeof instance>;

/** A row of an instance's backups. A distributed backup is one row, whatever its number of shards. */
export const backup = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** Milliseconds since 1970; null where the API does not say. */
  takenAt: z.number().nullable(),
  trigger: z.enum(['automatic', 'manual', 'unknown']),
  state: z.enum(['running', 'done', 'failed', 'expired', 'unknown']),
  /** The API's own word for the state. */
  stateText: z.string(),
  /** Of all shards together; null where it is not known, or not in which unit. */
  sizeBytes: z.number().nullable(),
  /** 1 for a master-replica backup. 0 where the API does not say. */
  shardCount: z.number(),
  /** Where the file lies: another region than the instance's for a cross-region copy. */
  regionId: z.string(),
  zoneId: z.string(),
  isCrossRegion: z.boolean(),
  /** Regions that keep a copy of this backup. */
  copiedTo: z.array(z.string()),
  /** When it will be gone by the documented retention; null where no document says. */
  expiresAt: z.number().nullable(),
});
export type Backup = z.infer<typeof backup>;

/** A copy as the region that keeps it tells it: the instance it was made of is elsewhere, or gone. */
export const backupCopy = backup.extend({
  instanceId: z.string(),
  /** Its id where it has no name. */
  instanceName: z.string(),
  /** Where it was made; empty where the API does not say. */
  sourceRegionId: z.string(),
});
export type BackupCopy = z.infer<typeof backupCopy>;

/** Something about an instance's backups that a person should know. The times are milliseconds since 1970. */
export const concern = z.discriminatedUnion('kind', [
  /** There is nothing to restore from. */
  z.strictObject({ kind: z.literal('noGoodBackup') }),
  z.strictObject({ kind: z.literal('lastFailed'), at: z.number() }),
  z.strictObject({ kind: z.literal('dayMissing'), after: z.number(), count: z.number() }),
  /** The newest is so many percent of the median of those before it. */
  z.strictObject({ kind: z.literal('sizeDropped'), percent: z.number() }),
  /** The newest good one will be gone soon, and no newer one follows. */
  z.strictObject({ kind: z.literal('expiresSoon'), at: z.number() }),
  z.strictObject({ kind: z.literal('automaticOff') }),
]);
export type Concern = z.infer<typeof concern>;

/** What the list of an instance's backups says of it. `error`: why the list is not there, or not whole. */
export const instanceSummary = z.strictObject({
  newest: backup.nullable(),
  newestGood: backup.nullable(),
  concerns: z.array(concern),
  error: appErrorData.nullable(),
});
export type InstanceSummary = z.infer<typeof instanceSummary>;

/** One of the files a distributed instance is made of. */
export const shard = z.strictObject({
  id: z.string(),
  name: z.string(),
  state: z.string(),
  firstSlot: z.number().nullable(),
  lastSlot: z.number().nullable(),
  usedMb: z.number().nullable(),
});
export type Shard = z.infer<typeof shard>;
