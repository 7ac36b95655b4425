import { z } from 'zod';
import { appErrorData } from './download.ts';

/** Where keys are already kept on this computer. */
export const importSource = z.enum(['ucloudCli', 'environment']);
export type ImportSource = z.infer<typeof importSource>;

/** `partial`: can come, with something to know about it · `alreadyThere`: a profile has the same endpoint and key. */
export const importVerdict = z.enum(['ready', 'partial', 'alreadyThere', 'notImportable']);

/** What there is to know about a row. The first four let it come, the rest do not. */
export const importNote = z.enum([
  'noRegion',
  'nameTaken',
  'noSettings',
  'restoresKey',
  'oauth',
  'noKeys',
  'keysDamaged',
  'keysUnreadable',
  'settingsUnreadable',
  'plainHttp',
  'badEndpoint',
]);
export type ImportNote = z.infer<typeof importNote>;

/** One profile that was found, as the screen sees it: no key in it but a masked public one. */
export const importRow = z.strictObject({
  id: z.string(),
  /** Its name where it was found. */
  name: z.string(),
  /** The name it will have here, or already has. */
  profileName: z.string(),
  /** A known cloud's name, or the host of the endpoint; empty where that makes no sense. */
  cloudName: z.string(),
  projectId: z.string(),
  regionId: z.string(),
  publicKeyMasked: z.string(),
  verdict: importVerdict,
  notes: z.array(importNote),
});
export type ImportRow = z.infer<typeof importRow>;

/** Why a file could not be used. */
export const fileProblem = z.enum(['missing', 'noPermission', 'notAFile', 'tooLarge', 'notJson', 'notAList', 'failed']);
export type FileProblem = z.infer<typeof fileProblem>;

export const importScan = z.strictObject({
  scanId: z.string(),
  source: importSource,
  /** Where we looked; empty for the environment. */
  folder: z.string(),
  /** The file that holds the private keys; empty for the environment. */
  credentialFile: z.string(),
  rows: z.array(importRow),
  problems: z.array(z.strictObject({ file: z.string(), reason: fileProblem })),
});
export type ImportScan = z.infer<typeof importScan>;

/** What became of a chosen row. `refused`: it cannot come, or came by another way meanwhile. */
export const importOutcome = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('added'), rowId: z.string(), profileName: z.string() }),
  z.strictObject({ state: z.literal('restored'), rowId: z.string(), profileName: z.string() }),
  z.strictObject({ state: z.literal('refused'), rowId: z.string(), profileName: z.string() }),
  z.strictObject({ state: z.literal('failed'), rowId: z.string(), profileName: z.string(), error: appErrorData }),
]);
export type ImportOutcome = z.infer<typeof importOutcome>;
