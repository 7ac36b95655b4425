import { z } from 'zod';
import { peekReport } from '../models/peek.ts';
import { call, nothing } from './define.ts';

/** What the window makes up for each look, so that it can take it back. */
const requestId = z.string().min(1).max(100);

export const peek = {
  /** Reads the beginning and the end of the file behind a link. */
  look: call(z.strictObject({ requestId, linkId: z.string().max(100) }), peekReport),
  cancel: call(z.strictObject({ requestId }), nothing),
} as const;
