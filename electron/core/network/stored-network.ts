import { z } from 'zod';
import { proxySettings } from '#shared/models/network.ts';
import { sealedSecret } from '../vault/stored-profiles.ts';
import { INITIAL_PROXY } from './proxy-policy.ts';

/** In a file of its own: the settings file holds nothing that is sealed. */
export const storedNetwork = z.strictObject({
  version: z.literal(1),
  proxy: proxySettings,
  /** Null where there is no password, or where it lives until the app quits. */
  password: sealedSecret.nullable(),
  /** There is one, sealed or for this session. */
  hasPassword: z.boolean(),
});
export type StoredNetwork = z.infer<typeof storedNetwork>;

export const INITIAL_NETWORK: StoredNetwork = { version: 1, proxy: INITIAL_PROXY, password: null, hasPassword: false };
