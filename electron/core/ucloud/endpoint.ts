import { BlockList, isIPv4 } from 'node:net';
import type { FieldReason } from '#shared/errors.ts';
import { isLoopbackHost } from '../http/loopback.ts';

type EndpointCheck =
  | { ok: true; apiUrl: string; isLoopback: boolean; isPlainHttp: boolean }
  | { ok: false; reason: FieldReason };

const LONGEST_URL = 2048;

/**
 * Decides whether a typed text may serve as an API endpoint, and normalises it: https, or http on loopback; a host and
 * perhaps a port, nothing else. `apiUrl` ends with a slash and shows an international host name as punycode, so that a
 * look-alike is seen for what it is.
 *
 * The raw text is examined before `URL` sees it, because `URL` silently repairs what here is a reason to stop.
 */
export function checkEndpoint(text: string): EndpointCheck {
  const typed = text.trim();
  const reason = textReason(typed) ?? partsReason(typed);
  if (reason !== undefined) return { ok: false, reason };
  const url = parse(typed);
  if (url === undefined || !isAcceptableHost(url.hostname, hostOf(authorityOf(typed)))) {
    return { ok: false, reason: 'urlHost' };
  }
  const isLoopback = isLoopbackHost(url.hostname);
  const isPlainHttp = url.protocol === 'http:';
  if (isPlainHttp && !isLoopback) return { ok: false, reason: 'urlPlainHttp' };
  return { ok: true, apiUrl: `${url.protocol}//${url.host}/`, isLoopback, isPlainHttp };
}

function textReason(typed: string): FieldReason | undefined {
  if (typed === '') return 'required';
  if (typed.length > LONGEST_URL) return 'tooLong';
  if (!/^https?:\/\//iu.test(typed)) return 'urlScheme';
  // White space and control characters vanish inside a URL and a backslash turns into a slash.
  return /[\s\p{Cc}\p{Cf}\\]/u.test(typed) ? 'urlInvalid' : undefined;
}

function partsReason(typed: string): FieldReason | undefined {
  const authority = authorityOf(typed);
  const rest = typed.slice(typed.indexOf('://') + 3 + authority.length);
  if (authority === '') return 'urlHost';
  if (authority.includes('@')) return 'urlUserInfo';
  if (!hasGoodPort(authority)) return 'urlPort';
  if (/[?#]/u.test(rest)) return 'urlQuery';
  return rest === '' || rest === '/' ? undefined : 'urlPath';
}

function authorityOf(typed: string): string {
  return /:\/\/([^/?#]*)/u.exec(typed)?.[1] ?? '';
}

function hostOf(authority: string): string {
  return /^(?:\[[^\]]*\]?|[^:]*)/u.exec(authority)?.[0] ?? '';
}

function hasGoodPort(authority: string): boolean {
  const port = authority.slice(hostOf(authority).length);
  if (port === '') return true;
  const digits = /^:(\d{1,5})$/u.exec(port)?.[1];
  return digits !== undefined && Number(digits) >= 1 && Number(digits) <= 65_535;
}

function parse(typed: string): URL | undefined {
  return URL.canParse(typed) ? new URL(typed) : undefined;
}

/** @param typedHost the host before normalisation. */
function isAcceptableHost(host: string, typedHost: string): boolean {
  if (isLoopbackHost(host) && !isIPv4(host)) return true;
  if (host.startsWith('[')) return !refusedIPv6().check(host.slice(1, -1), 'ipv6');
  // Octal, hexadecimal and shortened addresses (`0x7f.1`) are how filters are deceived: the plain form or none.
  if (isIPv4(host)) return host === typedHost && !refusedIPv4().check(host, 'ipv4');
  if (typedHost.includes('%') || host.length > 253) return false;
  return host.split('.').every((label) => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/u.test(label));
}

// Addresses no API answers on. One list per family: a rule for mapped addresses would match every IPv4 address too.

function refusedIPv4(): BlockList {
  const refused = new BlockList();
  refused.addSubnet('0.0.0.0', 8, 'ipv4');
  // Link-local, with the metadata service of most clouds in it; Alibaba's has an address of its own.
  refused.addSubnet('169.254.0.0', 16, 'ipv4');
  refused.addAddress('100.100.100.200', 'ipv4');
  // Multicast and reserved.
  refused.addSubnet('224.0.0.0', 3, 'ipv4');
  return refused;
}

function refusedIPv6(): BlockList {
  const refused = new BlockList();
  refused.addAddress('fd00:ec2::254', 'ipv6');
  refused.addSubnet('fe80::', 10, 'ipv6');
  refused.addSubnet('ff00::', 8, 'ipv6');
  // IPv4 in the clothes of IPv6: compatible (and the unspecified address), mapped, translated (NAT64), 6to4.
  refused.addSubnet('::', 96, 'ipv6');
  refused.addSubnet('::ffff:0:0', 96, 'ipv6');
  refused.addSubnet('64:ff9b::', 96, 'ipv6');
  refused.addSubnet('2002::', 16, 'ipv6');
  return refused;
}
