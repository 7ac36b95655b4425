import { z } from 'zod';
import { ERROR_CODES } from '../errors.ts';
import { downloadActivity, segmentStrip } from './download-activity.ts';

const at = z.number();
const code = z.enum(ERROR_CODES);

/** One line of a download's timeline: what its runs tell, and what happened to it in the queue. */
export const timelineEntry = z.discriminatedUnion('type', [
  ...downloadActivity.options,
  z.strictObject({ type: z.literal('added'), at }),
  z.strictObject({ type: z.literal('queued'), at }),
  z.strictObject({ type: z.literal('paused'), at }),
  /** It paused by itself until something passes. */
  z.strictObject({ type: z.literal('waiting'), at, code }),
  z.strictObject({ type: z.literal('waitingForUnlock'), at }),
  /** The app was started again. */
  z.strictObject({ type: z.literal('restored'), at, receivedBytes: z.number() }),
  /** From the first byte; what there was is kept under this name, or not at all where it is empty. */
  z.strictObject({ type: z.literal('startedOver'), at, keptAs: z.string() }),
  z.strictObject({ type: z.literal('failed'), at, code }),
  z.strictObject({ type: z.literal('completed'), at }),
  /** The file is whole, but receipt or checksum could not be put beside it. */
  z.strictObject({ type: z.literal('receiptMissing'), at, code }),
]);
export type TimelineEntry = z.infer<typeof timelineEntry>;

/** What is shown of a download to whoever looks closer. */
export const downloadDetails = z.strictObject({
  /** Where the bytes are now: the file, or the partial file. */
  path: z.string(),
  connections: z.number(),
  segments: segmentStrip,
  /** As the storage sent it; null until it is known. */
  etag: z.string().nullable(),
  /** Null until the file is whole. */
  sha256: z.string().nullable(),
  /** Of a damaged file the last key that was read whole, escaped to be shown; null where it is not known any more. */
  lastGoodKey: z.string().nullable(),
  /** Oldest first. */
  timeline: z.array(timelineEntry),
});
export type DownloadDetails = z.infer<typeof downloadDetails>;
