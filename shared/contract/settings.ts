import { z } from 'zod';
import { settings as settingsModel } from '../models/settings.ts';
import { call, nothing } from './define.ts';

export const settings = {
  get: call(nothing, settingsModel),
  /** Changes some settings and answers all of them. */
  change: call(
    settingsModel
      .pick({
        language: true,
        theme: true,
        activeProfileId: true,
        autoLockMinutes: true,
        concurrentDownloads: true,
        connectionsPerDownload: true,
        notifiesOfDownloads: true,
      })
      .partial()
      .strict(),
    settingsModel,
  ),
  rememberForm: call(
    z.strictObject({ profileId: z.string().max(100), form: settingsModel.shape.forms.valueType }),
    nothing,
  ),
  /** Opens the system's folder dialog. Answers the settings, changed or not. */
  chooseDownloadsFolder: call(nothing, settingsModel),
  /** Accepts or withdraws plain http for one storage host. */
  setPlainHttpConsent: call(z.strictObject({ host: z.string().max(255), isAllowed: z.boolean() }), settingsModel),
} as const;
