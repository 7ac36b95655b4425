import { z } from 'zod';
import { LINK_SIDES, MOST_LINKS } from '../link-forms.ts';
import { backupRef } from '../models/backup.ts';
import { downloadDetails } from '../models/download-details.ts';
import { download } from '../models/download.ts';
import { call, nothing } from './define.ts';

/** The last moment that a date can stand for. */
const LATEST_TIME_MS = 8.64e15;
const downloadId = z.strictObject({ downloadId: z.string().max(100) });

export const downloads = {
  /** All downloads, in the order of the queue, with the number of the newest event already included in them. */
  snapshot: call(nothing, z.strictObject({ sequence: z.number(), downloads: z.array(download) })),
  /**
   * Starts a download of each link, in their order; the links of one backup's shards become a set in a folder of its own.
   * `which` of each link's two forms; the private one works only inside UCloud's network.
   */
  start: call(
    z.strictObject({
      linkIds: z.array(z.string().max(100)).min(1).max(MOST_LINKS),
      which: z.enum(LINK_SIDES),
    }),
    z.array(download),
  ),
  /**
   * Asks for a backup's links and starts a download of each; several files come into a folder of their own. `takenAt` is
   * the backup's own time in milliseconds since 1970, for the files' names; null where it is not known.
   */
  startBackup: call(
    z.strictObject({ ref: backupRef, takenAt: z.number().min(0).max(LATEST_TIME_MS).nullable() }),
    z.array(download),
  ),
  pause: call(downloadId, nothing),
  resume: call(downloadId, nothing),
  /** Stops and removes the partial file and the row. */
  cancel: call(downloadId, nothing),
  retry: call(downloadId, nothing),
  /** Downloads a changed object anew; what there is of the old one is kept under another name, or removed. */
  startOver: call(z.strictObject({ downloadId: z.string().max(100), keepsOld: z.boolean() }), nothing),
  details: call(downloadId, downloadDetails),
  /** Takes a finished or failed row off the list; a finished file stays. */
  dismiss: call(downloadId, nothing),
  /** The same for several; those that are gone or in another state meanwhile are left alone. */
  each: call(
    z.strictObject({
      action: z.enum(['pause', 'resume', 'cancel', 'retry', 'dismiss']),
      downloadIds: z.array(z.string().max(100)).max(10_000),
    }),
    nothing,
  ),
  /** Puts a download before another in the queue; an empty `beforeId` puts it behind all. */
  move: call(z.strictObject({ downloadId: z.string().max(100), beforeId: z.string().max(100) }), nothing),
  showInFolder: call(downloadId, nothing),
  /** Shows the folder where a profile's files go. */
  openFolder: call(z.strictObject({ profileId: z.string().max(100) }), nothing),
} as const;
