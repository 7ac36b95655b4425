import { z } from 'zod';
import { FIELD_REASONS } from '../errors.ts';
import { settings as settingsModel } from '../models/settings.ts';
import { call, nothing } from './define.ts';

const profileId = z.strictObject({ profileId: z.string().max(100) });

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
        keyReminderDays: true,
        concurrentDownloads: true,
        connectionsPerDownload: true,
        fileNameTemplate: true,
        speedLimit: true,
        notifiesOfDownloads: true,
        asksBeforeQuitting: true,
        hidesKeyNames: true,
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
  /** The same for one profile's own folder. */
  chooseProfileFolder: call(profileId, settingsModel),
  /** Its files go where the others go. */
  clearProfileFolder: call(profileId, settingsModel),
  /** Whether actions that change something in the cloud are offered for a profile. */
  setWriteActions: call(profileId.extend({ choice: settingsModel.shape.writeActions.valueType }), settingsModel),
  /** What files would be called by a template, or why it cannot be read. */
  previewFileNames: call(
    z.strictObject({ template: z.string().max(1000) }),
    z.strictObject({ names: z.array(z.string()), problem: z.enum(['', ...FIELD_REASONS]) }),
  ),
  /** Accepts or withdraws plain http for one storage host. */
  setPlainHttpConsent: call(z.strictObject({ host: z.string().max(255), isAllowed: z.boolean() }), settingsModel),
} as const;
