import { z } from 'zod';
import { instance } from './browse.ts';

const id = z.string().max(200);

/** An instance as it was last listed, with the project it was listed in. */
export const knownInstance = instance.extend({
  name: z.string().max(1000),
  state: z.string().max(1000),
  version: z.string().max(1000),
  projectId: id,
  /** When a list last held it, milliseconds since 1970. */
  seenAt: z.number(),
});
export type KnownInstance = z.infer<typeof knownInstance>;

/** Where a profile was last. */
export const browsePath = z.strictObject({
  scope: z.enum(['region', 'allRegions']),
  instance: knownInstance.nullable(),
});
export type BrowsePath = z.infer<typeof browsePath>;

/** What is remembered of a profile's browsing. Holds no key. */
export const browseMemory = z.strictObject({
  path: browsePath,
  /** `instanceKey`s (shared/backup-rows.ts). */
  favourites: z.array(z.string().max(500)),
  /** Newest first. */
  recents: z.array(z.string().max(500)),
  /** Instances seen in a list, so that backups of a deleted one can still be found. */
  known: z.array(knownInstance),
});
export type BrowseMemory = z.infer<typeof browseMemory>;
