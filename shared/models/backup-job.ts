import { z } from 'zod';
import { backup, instanceRef } from './browse.ts';
import { appErrorData } from './download.ts';

/** What a person confirmed: a backup to be made now. */
export const backupOrder = z.strictObject({
  instance: instanceRef,
  instanceName: z.string().max(1000),
  /** What the backup is to be called; shared/backup-names.ts has the rules. */
  name: z.string().max(200),
});
export type BackupOrder = z.infer<typeof backupOrder>;

/** A backup that was asked for, until it is there. */
export const backupJob = backupOrder.extend({
  id: z.string().max(100),
  /** Empty where the API did not say. */
  backupId: z.string(),
  /** When it was sent, milliseconds since 1970. */
  startedAt: z.number(),
  state: z.discriminatedUnion('status', [
    z.strictObject({ status: z.literal('sending') }),
    /** No answer came: it may have been made. It is never sent again by itself. `error`: null where the app had ended. */
    z.strictObject({
      status: z.literal('uncertain'),
      error: appErrorData.nullable(),
      /** When the list was last read without finding it; null before. */
      missedAt: z.number().nullable(),
    }),
    z.strictObject({
      status: z.literal('running'),
      /** The list of backups has it. */
      isListed: z.boolean(),
      /** Why nobody can see how far it is; null while the list can be read. */
      error: appErrorData.nullable(),
    }),
    z.strictObject({ status: z.literal('done'), backup }),
    /** `stateText`: the API's own word. */
    z.strictObject({ status: z.literal('failed'), stateText: z.string() }),
  ]),
});
export type BackupJob = z.infer<typeof backupJob>;
