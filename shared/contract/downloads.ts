import { z } from 'zod';
import { download } from '../models/download.ts';
import { call, nothing } from './define.ts';

const downloadId = z.strictObject({ downloadId: z.string().max(100) });

export const downloads = {
  /** All downloads, newest first, with the number of the newest event already included in them. */
  snapshot: call(nothing, z.strictObject({ sequence: z.number(), downloads: z.array(download) })),
  start: call(z.strictObject({ linkId: z.string().max(100) }), download),
  pause: call(downloadId, nothing),
  resume: call(downloadId, nothing),
  /** Stops and removes the partial file and the row. */
  cancel: call(downloadId, nothing),
  retry: call(downloadId, nothing),
  /** Takes a finished or failed row off the list; a finished file stays. */
  dismiss: call(downloadId, nothing),
  showInFolder: call(downloadId, nothing),
} as const;
