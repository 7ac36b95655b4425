import { z } from 'zod';
import { pastedItem } from '../models/paste.ts';
import { PASTE_MOST_CHARACTERS } from '../paste-limits.ts';
import { call } from './define.ts';

export const paste = {
  /** Finds ids and signed links in any text. The links stay in the main process; `leftOut` counts what was too much. */
  read: call(
    z.strictObject({ profileId: z.string().max(100), text: z.string().max(PASTE_MOST_CHARACTERS) }),
    z.strictObject({ items: z.array(pastedItem), leftOut: z.number() }),
  ),
} as const;
