import { z } from 'zod';
import { credentialReport } from '../models/account.ts';
import { cloudChoice, cloudPreset } from '../models/cloud.ts';
import { credentialInput, profile, profileDetails } from '../models/profile.ts';
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
  /** Without `profileId` a new profile. An empty private key keeps the stored one. */
  save: call(
    z.strictObject({
      profileId: z.string().max(100).optional(),
      details: profileDetails,
      credential: credentialInput,
    }),
    profile,
  ),
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
