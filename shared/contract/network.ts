import { z } from 'zod';
import { connectionTest, networkView, proxySettings } from '../models/network.ts';
import { call, nothing } from './define.ts';

export const network = {
  get: call(nothing, networkView),
  /** Takes effect for every connection from then on. A null password keeps the one there is. */
  change: call(z.strictObject({ proxy: proxySettings, password: z.string().max(500).nullable() }), networkView),
  /** Reaches the cloud of the profile in use, or UCloud where there is none, with the settings in effect. */
  test: call(nothing, connectionTest),
} as const;
