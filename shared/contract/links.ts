import { z } from 'zod';
import { backupRef } from '../models/backup.ts';
import { linkView } from '../models/link.ts';
import { call, nothing } from './define.ts';

const linkId = z.strictObject({ linkId: z.string().max(100) });

export const links = {
  /** Asks the API for a backup's links: one, or one per shard. The URLs stay in the main process. */
  get: call(z.strictObject({ ref: backupRef }), z.array(linkView)),
  /** A fresh link for the same backup; the old one is forgotten. */
  renew: call(linkId, linkView),
  /** Copies the public or the private-network link; the clipboard is cleared after a minute if it is still ours. */
  copy: call(z.strictObject({ linkId: z.string().max(100), which: z.enum(['public', 'private']) }), nothing),
} as const;
