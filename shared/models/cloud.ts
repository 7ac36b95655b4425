import { z } from 'zod';

/** An API endpoint with a name. `apiUrl` is its base URL, with a trailing slash. */
export const cloudPreset = z.strictObject({
  id: z.string(),
  name: z.string(),
  apiUrl: z.string(),
  /** Where this cloud's console shows the API keys; empty where it is not known. */
  keyPageUrl: z.string(),
  isPlainHttp: z.boolean(),
});
export type CloudPreset = z.infer<typeof cloudPreset>;

/** The cloud a profile talks to. `channelKey` is the header of dedicated channels, empty for none. */
export const cloudChoice = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('preset'), presetId: z.string().max(64), channelKey: z.string().max(256) }),
  z.strictObject({ kind: z.literal('custom'), apiUrl: z.string().max(2048), channelKey: z.string().max(256) }),
  z.strictObject({ kind: z.literal('practice') }),
]);
export type CloudChoice = z.infer<typeof cloudChoice>;
