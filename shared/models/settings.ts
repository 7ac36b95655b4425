import { z } from 'zod';

export const LANGUAGES = ['en', 'zh-CN'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The Get-by-ID form of a profile as it was last used. */
export const rememberedForm = z.strictObject({
  zoneId: z.string(),
  kind: z.enum(['masterReplica', 'distributed']),
  instanceId: z.string(),
  isCrossZone: z.boolean(),
  slaveZoneId: z.string(),
  isCrossRegion: z.boolean(),
});
export type RememberedForm = z.infer<typeof rememberedForm>;

export const settings = z.strictObject({
  version: z.literal(1),
  language: z.enum(['system', ...LANGUAGES]),
  theme: z.enum(['system', 'light', 'dark']),
  /** Empty: the operating system's downloads folder. */
  downloadsFolder: z.string(),
  activeProfileId: z.string(),
  /** Storage hosts for which the user accepted plain http. */
  plainHttpHosts: z.array(z.string()),
  forms: z.record(z.string(), rememberedForm),
});
export type Settings = z.infer<typeof settings>;
