import { z } from 'zod';
import { ERROR_CODES, FIELD_REASONS } from '../errors.ts';
import { backupRef } from './backup.ts';

export const appErrorData = z.strictObject({
  code: z.enum(ERROR_CODES),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  fields: z.record(z.string(), z.enum(FIELD_REASONS)).optional(),
  retryable: z.boolean(),
  requestId: z.string().optional(),
  detail: z.string().optional(),
});

/** One piece of evidence that the file is right. */
export const check = z.strictObject({
  name: z.enum(['length', 'etag', 'structure', 'crc']),
  outcome: z.enum(['passed', 'failed', 'notComparable']),
  /** Why it could not be compared; empty otherwise. */
  reason: z.enum(['', 'noEtag', 'foreignEtag', 'noLength', 'notUnderstood', 'notRdb', 'noChecksum']),
  /** What was read for the structure. Bytes behind the end harm nothing, and are said. */
  rdb: z.strictObject({ version: z.number(), keyCount: z.number(), trailingBytes: z.number() }).optional(),
});
export type Check = z.infer<typeof check>;

/** Where a download is. Transitions are in core/downloads/transitions.ts. */
export const downloadState = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('queued') }),
  z.strictObject({ status: z.literal('connecting') }),
  z.strictObject({ status: z.literal('downloading') }),
  /** With an error it paused by itself and goes on by itself, once what kept it has gone. */
  z.strictObject({ status: z.literal('paused'), error: appErrorData.optional() }),
  z.strictObject({ status: z.literal('checking') }),
  z.strictObject({ status: z.literal('done'), checks: z.array(check), finishedAt: z.number() }),
  z.strictObject({ status: z.literal('failed'), error: appErrorData }),
]);
export type DownloadState = z.infer<typeof downloadState>;

export const download = z.strictObject({
  id: z.string(),
  ref: backupRef,
  profileName: z.string(),
  /** The final name; while it runs the file carries `.part` behind it. */
  fileName: z.string(),
  folder: z.string(),
  host: z.string(),
  state: downloadState,
  receivedBytes: z.number(),
  /** Null until the server has said. */
  totalBytes: z.number().nullable(),
  /** How far the check has read, behind the bytes that come; anew from 0 where one pass is not enough. */
  checkedBytes: z.number(),
  /** Smoothed; 0 unless bytes flow. */
  bytesPerSecond: z.number(),
  /** Null where it would be a guess. */
  secondsLeft: z.number().nullable(),
  renewals: z.number(),
  addedAt: z.number(),
  /** It was at work, or about to be, when the app ended; it has not been taken up again. */
  isInterrupted: z.boolean(),
  /** By the choice of the user it comes by the links that work only inside UCloud's network. */
  usesPrivateLink: z.boolean(),
  /** It needs a new link, and the vault is locked. */
  waitsForUnlock: z.boolean(),
  /** How many lines its timeline has had: another number, other details. */
  activityCount: z.number(),
  /** Its place in the queue: those with a smaller one begin first. */
  turn: z.number(),
  /** The same for all files of one backup; empty for a file by itself. */
  setId: z.string().default(''),
});
export type Download = z.infer<typeof download>;
