import type { FieldReason } from '#shared/errors.ts';
import type { ProxySettings } from '#shared/models/network.ts';

/** What a session of Chromium's network stack is told (Electron's ProxyConfig). */
export interface ProxyConfig {
  readonly mode: 'direct' | 'system' | 'pac_script' | 'fixed_servers';
  readonly pacScript?: string;
  readonly proxyRules?: string;
  readonly proxyBypassRules?: string;
}

export const INITIAL_PROXY: ProxySettings = { mode: 'system', pacUrl: '', host: '', port: 0, user: '', bypass: '' };

export function proxyConfigOf(settings: ProxySettings): ProxyConfig {
  switch (settings.mode) {
    case 'none':
      return { mode: 'direct' };
    case 'pac':
      return { mode: 'pac_script', pacScript: settings.pacUrl };
    case 'manual':
      return {
        mode: 'fixed_servers',
        proxyRules: addressOf(settings),
        proxyBypassRules: bypassRules(settings.bypass).join(','),
      };
    default:
      return { mode: 'system' };
  }
}

/** Why a field is not accepted; empty where all are. */
export function checkProxy(settings: ProxySettings): Record<string, FieldReason> {
  const fields: Record<string, FieldReason> = {};
  if (settings.mode === 'pac') {
    if (settings.pacUrl === '') fields['pacUrl'] = 'required';
    // Chromium's network service reads no PAC file from the disk.
    else if (!/^https?:\/\//iu.test(settings.pacUrl) || !URL.canParse(settings.pacUrl)) {
      fields['pacUrl'] = 'urlInvalid';
    }
  }
  if (settings.mode === 'manual') {
    if (settings.host === '') fields['host'] = 'required';
    // Anything else would be read as more than one proxy, or as a rule of its own.
    else if (!/^(?:[\w.-]+|\[[\da-f:.]+\])$/iu.test(settings.host)) fields['host'] = 'invalidCharacters';
    if (settings.port === 0) fields['port'] = 'urlPort';
    if (bypassRules(settings.bypass).some((rule) => !/^[\w.*:/<>[\]-]+$/u.test(rule))) {
      fields['bypass'] = 'invalidCharacters';
    }
  }
  if (/[:\p{Cc}]/u.test(settings.user)) fields['user'] = 'invalidCharacters';
  return fields;
}

/** A password goes only where it was typed for. */
export function isSameProxy(one: ProxySettings, other: ProxySettings): boolean {
  if (one.mode !== other.mode || one.user !== other.user) return false;
  if (one.mode === 'manual') return addressOf(one) === addressOf(other);
  return one.mode !== 'pac' || one.pacUrl === other.pacUrl;
}

/** Whether a proxy that asks is the one the password is for. What a PAC file or the system names was chosen with it. */
export function isOwnProxy(settings: ProxySettings, asking: { host: string; port: number }): boolean {
  if (settings.mode !== 'manual') return settings.mode !== 'none';
  const bare = (host: string): string => host.toLowerCase().replace(/^\[|\]$/gu, '');
  return bare(settings.host) === bare(asking.host) && settings.port === asking.port;
}

/** `host:port` of the proxy in what Chromium says of a URL (`PROXY a:1; DIRECT`); empty for a direct connection. */
export function proxyNamedIn(resolved: string): string {
  return /^\s*(?:PROXY|HTTPS|SOCKS[45]?)\s+(\S+?)\s*(?:;|$)/iu.exec(resolved)?.[1] ?? '';
}

function addressOf({ host, port }: ProxySettings): string {
  return `${host.toLowerCase()}:${port}`;
}

function bypassRules(text: string): string[] {
  return text
    .split(/[\s,;]+/u)
    .map((rule) => rule.trim())
    .filter((rule) => rule !== '');
}
