import { z } from 'zod';
import { backupRef } from '../models/backup.ts';
import { LINK_FORMS, LINK_SIDES, MOST_LINKS } from '../link-forms.ts';
import { linkView, reach } from '../models/link.ts';
import { call, nothing } from './define.ts';

const linkId = z.strictObject({ linkId: z.string().max(100) });

export const links = {
  /** Asks the API for a backup's links: one, or one per shard. The URLs stay in the main process. */
  get: call(z.strictObject({ ref: backupRef }), z.array(linkView)),
  /** A fresh link for the same backup; the old one is forgotten. */
  renew: call(linkId, linkView),
  /**
   * Copies links, one a line, as they are or as commands that download them. The clipboard is cleared after a minute if
   * it is still ours.
   */
  copy: call(
    z.strictObject({
      linkIds: z.array(z.string().max(100)).min(1).max(MOST_LINKS),
      which: z.enum(LINK_SIDES),
      form: z.enum(LINK_FORMS),
    }),
    nothing,
  ),
  /** Tries to connect to the host of a link, directly and without sending anything. */
  reach: call(z.strictObject({ linkId: z.string().max(100), which: z.enum(LINK_SIDES) }), reach),
} as const;
