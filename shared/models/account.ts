import { z } from 'zod';

/** A text in both languages of the house. */
export const bilingual = z.strictObject({ en: z.string(), 'zh-CN': z.string() });

export const zone = z.strictObject({ id: z.string(), isDefault: z.boolean() });

/** A region the account has, with its zones. `name` falls back to the id for regions we have no name for. */
export const region = z.strictObject({ id: z.string(), name: bilingual, isDefault: z.boolean(), zones: z.array(zone) });
export type Region = z.infer<typeof region>;

export const project = z.strictObject({ id: z.string(), name: z.string(), isDefault: z.boolean() });
export type Project = z.infer<typeof project>;

/** The outcome of asking one action with a credential. */
export const actionProbe = z.strictObject({
  action: z.string(),
  outcome: z.enum(['allowed', 'refused', 'failed']),
  /** RetCode of a refusal, 0 otherwise. */
  retCode: z.number(),
});

/** Who a key belongs to and which calls it may make. `owner` is empty when the key may not ask (RetCode 299). */
export const credentialReport = z.strictObject({
  owner: z.string(),
  company: z.string(),
  regionCount: z.number(),
  projectCount: z.number(),
  probes: z.array(actionProbe),
});
export type CredentialReport = z.infer<typeof credentialReport>;
