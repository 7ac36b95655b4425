import { z } from 'zod';
import { ERROR_CODES, FIELD_REASONS } from '../errors.ts';
import { profileDetails } from './profile.ts';

/** A passphrase of a profile file has at least so many characters. */
export const SHORTEST_PASSPHRASE = 12;

/** What may differ between a profile of a file and the one it meets here. */
export const transferField = z.enum([
  ...profileDetails.keyof().options,
  'publicKey',
  'privateKey',
  'securityToken',
  'tokenExpiresAt',
] as const);
export type TransferField = z.infer<typeof transferField>;

/** `addRenamed` adds the profile under a name that is free. */
export const transferChoice = z.enum(['add', 'replace', 'addRenamed', 'skip']);
export type TransferChoice = z.infer<typeof transferChoice>;

/**
 * How a profile of a file relates to what is here. `nameTaken`: a profile of this name has another key ·
 * `keyTaken`: a profile of another name has this key.
 */
export const transferVerdict = z.enum(['added', 'same', 'changed', 'nameTaken', 'keyTaken']);
export type TransferVerdict = z.infer<typeof transferVerdict>;

/** One profile of a file, before anything is changed. */
export const transferRow = z.strictObject({
  rowId: z.string(),
  name: z.string(),
  environment: profileDetails.shape.environment,
  cloud: profileDetails.shape.cloud,
  projectId: z.string(),
  regionId: z.string(),
  publicKeyMasked: z.string(),
  verdict: transferVerdict,
  /** The profile here that it meets; empty where there is none. */
  existingName: z.string(),
  differing: z.array(transferField),
  /** What may be done with it; the first is proposed. */
  choices: z.array(transferChoice),
});
export type TransferRow = z.infer<typeof transferRow>;

/** What became of one profile of a file. */
export const transferResult = z.strictObject({
  rowId: z.string(),
  name: z.string(),
  outcome: z.enum(['added', 'replaced', 'skipped', 'failed']),
  /** Why it failed. */
  code: z.enum(ERROR_CODES).nullable(),
  reason: z.enum(FIELD_REASONS).nullable(),
});
export type TransferResult = z.infer<typeof transferResult>;
