import { z } from 'zod';
import { transferChoice, transferResult, transferRow } from '../models/transfer.ts';
import { call, nothing } from './define.ts';

const transferId = z.string().max(100);
const passphrase = z.string().max(1024);

/** Profiles between machines. Paths come from the system's dialogs in the main process, never from the window. */
export const transfer = {
  /** Asks where to, and writes the profiles there. The passphrase is empty when the secrets stay here. */
  exportProfiles: call(
    z.strictObject({ profileIds: z.array(z.string().max(100)).max(1000), withSecrets: z.boolean(), passphrase }),
    z.strictObject({
      /** `nothing`: none of the profiles has a key that can be opened, so no file was written. */
      outcome: z.enum(['saved', 'cancelled', 'nothing']),
      fileName: z.string(),
      folder: z.string(),
      count: z.number(),
      /** Names of profiles whose private key is missing or will not open. */
      leftOut: z.array(z.string()),
    }),
  ),
  /** Asks for a file and reads it. Null when the user backed out. An earlier file that is still open is forgotten. */
  openFile: call(
    nothing,
    z
      .strictObject({
        transferId: z.string(),
        fileName: z.string(),
        needsPassphrase: z.boolean(),
        createdAt: z.number(),
      })
      .nullable(),
  ),
  /** What the open file holds, compared with what is here. Changes nothing. */
  unlock: call(z.strictObject({ transferId, passphrase }), z.array(transferRow)),
  /** Does what was chosen, row by row; a row without a choice is skipped. The file is forgotten afterwards. */
  apply: call(
    z.strictObject({
      transferId,
      choices: z.array(z.strictObject({ rowId: z.string().max(20), choice: transferChoice })).max(1000),
    }),
    z.array(transferResult),
  ),
  discard: call(z.strictObject({ transferId }), nothing),
} as const;
