import { z } from 'zod';

/** What asks for a newer server than the oldest. */
export const NEED_CAUSES = [
  'rdbVersion',
  'quicklists',
  'binaryScores',
  'moduleValues',
  'streams',
  'moduleData',
  'listpacks',
  'functions',
  'setListpacks',
  'newerStreams',
  'fieldExpiry',
  'slotInfo',
  'keyMetadata',
  /** Written by a release candidate; no release loads it. */
  'preRelease',
] as const;
export type NeedCause = (typeof NEED_CAUSES)[number];

/** What a server must be and have to load a file. */
export const restoreNeeds = z.strictObject({
  /** `no`: no server loads it. `unknown`: it holds what this program does not know. */
  outlook: z.enum(['yes', 'no', 'unknown']),
  /** The oldest release that loads it, such as `7.0`; null where none does. */
  redis: z.string().nullable(),
  valkey: z.string().nullable(),
  /** Only with `rdb-version-check relaxed`, which is not Valkey's default. */
  isValkeyRelaxed: z.boolean(),
  /** What asks for which Redis (Valkey, where the file is in its form), the newest first. Null: no release. */
  causes: z.array(z.strictObject({ cause: z.enum(NEED_CAUSES), release: z.string().nullable() })),
  /** `module`: where to get it; the name of its type where nobody knows. */
  modules: z.array(z.strictObject({ type: z.string(), module: z.string().nullable() })),
  /** How many databases the server must have; `isAtLeast` where the highest one is not known. */
  databases: z.strictObject({ count: z.number(), isAtLeast: z.boolean(), isAboveDefault: z.boolean() }),
  functionLibraries: z.number(),
  /** In use when the file was written, and with room for fragmentation; null where the file does not say. */
  memory: z.strictObject({ usedBytes: z.number(), advisedBytes: z.number() }).nullable(),
});
export type RestoreNeeds = z.infer<typeof restoreNeeds>;
