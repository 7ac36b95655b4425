import { z } from 'zod';
import { protection } from '../models/profile.ts';
import { masterPassword, vaultState } from '../models/vault.ts';
import { call, nothing } from './define.ts';

export const vault = {
  state: call(nothing, vaultState),
  unlock: call(z.strictObject({ masterPassword }), nothing),
  lock: call(nothing, nothing),
  /** Seals every stored key anew. `masterPassword` is the new one for `password`, else empty. */
  setProtection: call(
    z.strictObject({ protection, masterPassword }),
    /** Keys that could not be opened and stay sealed as they were. */
    z.strictObject({ unreadableCount: z.number() }),
  ),
  changePassword: call(z.strictObject({ currentPassword: masterPassword, masterPassword }), nothing),
} as const;
