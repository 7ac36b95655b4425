import { z } from 'zod';
import { PROXY_WAYS } from '../proxy-ways.ts';

/** How the app reaches the network. The password is not here: it rests in the vault. */
export const proxySettings = z.strictObject({
  mode: z.enum(PROXY_WAYS),
  /** Of a proxy auto-configuration file; for `pac`. */
  pacUrl: z.string().max(2000),
  /** Of the proxy; for `manual`. */
  host: z.string().max(255),
  /** 0 where none was typed. */
  port: z.number().int().min(0).max(65_535),
  /** For a proxy that asks; empty for none. */
  user: z.string().max(200),
  /** Hosts that are reached directly, in Chromium's notation, divided by commas or lines; for `manual`. */
  bypass: z.string().max(4000),
});
export type ProxySettings = z.infer<typeof proxySettings>;

export const networkView = z.strictObject({
  proxy: proxySettings,
  /** Whether the password for the proxy can be used; `none` where there is none. */
  proxyAccess: z.enum(['none', 'ready', 'missing', 'unreadable', 'locked']),
});
export type NetworkView = z.infer<typeof networkView>;

export const connectionTest = z.strictObject({
  host: z.string(),
  /** The proxy that was used, `host:port`; empty for a direct connection. */
  via: z.string(),
  milliseconds: z.number(),
});
export type ConnectionTest = z.infer<typeof connectionTest>;
