import { z } from 'zod';
import { backupRef } from './backup.ts';

/**
 * A signed link as the screen sees it. The link itself stays in the main process under `id`: copying and downloading
 * name the id, so the renderer never holds the URL.
 */
export const linkView = z.strictObject({
  id: z.string(),
  ref: backupRef,
  scheme: z.enum(['http', 'https']),
  host: z.string(),
  /** Decoded last path segment of the object, for the eye. */
  objectName: z.string(),
  /** The URL with every query value replaced by dots. */
  masked: z.string(),
  /** Milliseconds since 1970, from `Expires`; null where the link does not say. */
  expiresAt: z.number().nullable(),
  /** When the link was issued, by our clock. */
  issuedAt: z.number(),
  /** Where the link leads that works only inside UCloud's network; null where the answer held none. */
  privatePlace: z.strictObject({ scheme: z.enum(['http', 'https']), host: z.string() }).nullable(),
});
export type LinkView = z.infer<typeof linkView>;

/** Whether this machine can connect to a link's host. `silent`: nothing answered in time. */
export const reach = z.strictObject({
  outcome: z.enum(['reachable', 'unknownName', 'refused', 'silent', 'unreachable']),
  afterMs: z.number(),
});
export type Reach = z.infer<typeof reach>;
