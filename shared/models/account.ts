import { z } from 'zod';
import { NEEDED_ACTIONS } from '../needed-actions.ts';
import { appErrorData } from './download.ts';

/** A text in both languages of the house. */
export const bilingual = z.strictObject({ en: z.string(), 'zh-CN': z.string() });

export const zone = z.strictObject({ id: z.string(), isDefault: z.boolean() });

/** A region the account has, with its zones. `name` falls back to the id for regions we have no name for. */
export const region = z.strictObject({ id: z.string(), name: bilingual, isDefault: z.boolean(), zones: z.array(zone) });
export type Region = z.infer<typeof region>;

export const project = z.strictObject({ id: z.string(), name: z.string(), isDefault: z.boolean() });
export type Project = z.infer<typeof project>;

/**
 * What came of asking one action. `allowed` also where the service had no such backup: permissions come before that ·
 * `unknown`: it failed for another reason · `untested`: there was no region to ask in.
 */
export const actionProbe = z.strictObject({
  action: z.enum(NEEDED_ACTIONS),
  outcome: z.enum(['allowed', 'refused', 'unknown', 'untested']),
  /** Why it was refused or is not known. */
  cause: appErrorData.nullable(),
});
export type ActionProbe = z.infer<typeof actionProbe>;

/** Who a key belongs to and which calls it may make. `owner` is empty when the key may not ask. */
export const credentialReport = z.strictObject({
  owner: z.string(),
  company: z.string(),
  regionCount: z.number(),
  projectCount: z.number(),
  /** Where the product's calls were asked; empty for nowhere. */
  regionId: z.string(),
  projectId: z.string(),
  probes: z.array(actionProbe),
});
export type CredentialReport = z.infer<typeof credentialReport>;
