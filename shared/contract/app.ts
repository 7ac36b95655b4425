import { z } from 'zod';
import { protection } from '../models/profile.ts';
import { call, nothing } from './define.ts';

/** Pages the app may open in the system browser: ids, never URLs. */
export const EXTERNAL_PAGES = ['apiKeys', 'apiDocumentation'] as const;

export const app = {
  info: call(
    nothing,
    z.strictObject({
      version: z.string(),
      runtimeVersion: z.string(),
      /** False when an older or foreign Electron runs the sources. */
      isPinnedRuntime: z.boolean(),
      platform: z.enum(['darwin', 'linux', 'win32', 'other']),
      systemLanguage: z.enum(['en', 'zh-CN']),
      /** English is to be made longer and stranger: for tests of the screens. */
      hasPseudoTexts: z.boolean(),
      /** Where files land unless the settings say otherwise. */
      defaultDownloadsFolder: z.string(),
      /** How keys saved now would be kept, and the keychain's own name for it. */
      protection,
      keychainBackend: z.string(),
      /** Names of files that were damaged and set aside when the app started. */
      damagedFiles: z.array(z.string()),
    }),
  ),
  /** Puts text on the clipboard: error details and ids. Links go through `links.copy`. */
  copyText: call(z.strictObject({ text: z.string().max(20_000) }), nothing),
  /** `presetId` names the cloud whose key page is meant; empty for the other pages. */
  openPage: call(z.strictObject({ page: z.enum(EXTERNAL_PAGES), presetId: z.string().max(64) }), nothing),
} as const;
