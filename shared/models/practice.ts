import { z } from 'zod';
import { bilingual } from './account.ts';
import { instanceKind } from './backup.ts';

/** A backup of the practice cloud, offered on screen so that a person can rehearse. */
export const practiceBackup = z.strictObject({
  backupId: z.string(),
  instanceId: z.string(),
  kind: instanceKind,
  projectId: z.string(),
  regionId: z.string(),
  zoneId: z.string(),
  sizeBytes: z.number(),
  createdAt: z.number(),
  isCrossZone: z.boolean(),
  slaveZoneId: z.string(),
  isCrossRegion: z.boolean(),
  /** Name of the fault this backup rehearses; empty for a good one. */
  fault: z.string(),
  /** What the fault does, or what the backup is, in words. */
  note: bilingual,
});
export type PracticeBackup = z.infer<typeof practiceBackup>;
