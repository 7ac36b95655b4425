import { z } from 'zod';
import {
  FEWEST_AT_ONCE,
  HIGHEST_SPEED_LIMIT,
  LONGEST_NAME_TEMPLATE,
  LOWEST_SPEED_LIMIT,
  MOST_AT_ONCE,
} from '../download-rules.ts';
import { KEY_REMINDER_DAYS } from '../key-rules.ts';
import { AUTO_LOCK_MINUTES } from '../vault-rules.ts';

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

const atOnce = z.int().min(FEWEST_AT_ONCE).max(MOST_AT_ONCE);

export const settings = z.strictObject({
  version: z.literal(1),
  language: z.enum(['system', ...LANGUAGES]),
  theme: z.enum(['system', 'light', 'dark']),
  /** Empty: the operating system's downloads folder. */
  downloadsFolder: z.string(),
  activeProfileId: z.string(),
  /** Minutes without input after which the vault locks itself; 0 for never. */
  autoLockMinutes: z.literal(AUTO_LOCK_MINUTES),
  /** Days after which a key is said to be old; 0 for never. */
  keyReminderDays: z.literal(KEY_REMINDER_DAYS),
  /** Downloads at work at the same time. */
  concurrentDownloads: atOnce,
  /** Connections that one download may use. */
  connectionsPerDownload: atOnce,
  /** Bytes a second for all downloads together; 0 for no limit. */
  speedLimit: z.union([z.literal(0), z.int().min(LOWEST_SPEED_LIMIT).max(HIGHEST_SPEED_LIMIT)]),
  /** What files are called; core/downloads/name-template.ts reads it. */
  fileNameTemplate: z.string().max(LONGEST_NAME_TEMPLATE),
  /** Folders of profiles that have their own. */
  profileFolders: z.record(z.string(), z.string()),
  /** Profiles for which somebody chose whether actions that change the cloud are offered; shared/write-actions.ts. */
  writeActions: z.record(z.string(), z.enum(['offered', 'hidden'])),
  /** Whether the system tells of downloads that ended while the window is not in front. */
  notifiesOfDownloads: z.boolean(),
  /** Whether quitting asks first while downloads are at work. */
  asksBeforeQuitting: z.boolean(),
  /** Whether names of keys are hidden on screen and in what is saved of reports. */
  hidesKeyNames: z.boolean(),
  /** Storage hosts for which the user accepted plain http. */
  plainHttpHosts: z.array(z.string()),
  forms: z.record(z.string(), rememberedForm),
});
export type Settings = z.infer<typeof settings>;
