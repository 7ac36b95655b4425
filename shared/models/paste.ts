import { z } from 'zod';
import { instanceKind } from './backup.ts';
import { linkView } from './link.ts';

/**
 * Why something found in a text may not be what it looks like: `otherId`, the text calls it the id of something else ·
 * `unusualForm`, it stands where a BackupId should but has another form · `severalInstances`, which instance it belongs
 * to is a guess.
 */
const doubt = z.enum(['', 'otherId', 'unusualForm', 'severalInstances']);

/** What a pasted text holds. Empty strings: the text does not say. */
export const pastedItem = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('backup'),
    backupId: z.string(),
    instanceId: z.string(),
    kind: instanceKind,
    zoneId: z.string(),
    regionId: z.string(),
    isCrossRegion: z.boolean(),
    doubt,
    timesFound: z.number(),
  }),
  z.strictObject({
    type: z.literal('instance'),
    instanceId: z.string(),
    kind: instanceKind,
    timesFound: z.number(),
  }),
  /** A signed link, kept in the main process under its id. */
  z.strictObject({ type: z.literal('signed'), view: linkView, timesFound: z.number() }),
]);
export type PastedItem = z.infer<typeof pastedItem>;
