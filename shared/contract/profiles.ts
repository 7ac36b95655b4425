import { z } from 'zod';
import { credentialReport } from '../models/account.ts';
import { cloudChoice, cloudPreset } from '../models/cloud.ts';
import { credentialInput, moment, profile, profileDetails } from '../models/profile.ts';
import { call, nothing } from './define.ts';

const profileId = z.strictObject({ profileId: z.string().max(100) });

/** Where to test; empty for the account's defaults. */
const testPlace = z.strictObject({
  testId: z.string().min(1).max(100),
  projectId: z.string().max(200),
  regionId: z.string().max(100),
});

export const profiles = {
  list: call(nothing, z.array(profile)),
  clouds: call(nothing, z.array(cloudPreset)),
  /** Without `profileId` a new profile. An empty private key keeps the stored one, and its token with it. */
  save: call(
    z.strictObject({
      profileId: z.string().max(100).optional(),
      details: profileDetails,
      credential: credentialInput,
      tokenExpiresAt: moment,
    }),
    profile,
  ),
  /** A copy under a free name, right behind the original, with its key where that is at hand. */
  duplicate: call(profileId, profile),
  /** Puts a profile before another, or at the end of a group where `beforeId` is empty. */
  move: call(
    z.strictObject({
      profileId: z.string().max(100),
      group: profileDetails.shape.group,
      beforeId: z.string().max(100),
    }),
    nothing,
  ),
  /** Says nothing of the key's age for a while. */
  snoozeReminder: call(profileId, profile),
  /** Takes a profile away; `restore` brings it back for about ten seconds. */
  remove: call(profileId, nothing),
  restore: call(profileId, profile),
  setDefaults: call(
    z.strictObject({
      profileId: z.string().max(100),
      projectId: z.string().max(200).optional(),
      regionId: z.string().max(100).optional(),
    }),
    profile,
  ),
  /**
   * Tries which calls the form's credential may make (or, where its private key is empty, the stored one) without saving
   * it. Each result comes as the event `actionProbed` with this `testId` before the report has them all.
   */
  testCredentials: call(
    testPlace.extend({
      profileId: z.string().max(100).optional(),
      cloud: cloudChoice,
      credential: credentialInput,
    }),
    credentialReport,
  ),
  /** The same for a profile as it is stored. */
  testProfile: call(testPlace.extend({ profileId: z.string().max(100) }), credentialReport),
  /** Starts the practice cloud if needed and answers its profile, made on first use. */
  startPractice: call(nothing, profile),
} as const;
