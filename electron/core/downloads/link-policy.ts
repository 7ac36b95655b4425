import { AppError, type AppErrorData } from '#shared/errors.ts';
import type { CloudChoice } from '#shared/models/cloud.ts';
import { resolveCloud } from '../ucloud/clouds.ts';
import { isPublicUs3Host } from '../us3/link.ts';
import { addressKindOf } from './address-kind.ts';

export interface LinkPolicy {
  /** Only where the profile's own endpoint is on loopback: practice and tests. */
  readonly isLoopbackAllowed: boolean;
  /** Only where the profile's own endpoint is inside a network, or the user chose the private link. */
  readonly isPrivateAllowed: boolean;
  /** Hosts for which the user accepted plain http. */
  readonly plainHttpHosts: readonly string[];
}

export interface AdmittedLink {
  readonly url: string;
  /** https is tried although the link said http: when it cannot be had, plain http is a matter of consent. */
  readonly isUpgraded: boolean;
  /** The name of its host may lead into a private network. */
  readonly isPrivateAllowed: boolean;
}

/** Where a profile's links may lead besides the public network: where its own API is. Throws as `resolveCloud`. */
export function linkPlacesOf(cloud: CloudChoice): Pick<LinkPolicy, 'isLoopbackAllowed' | 'isPrivateAllowed'> {
  if (cloud.kind === 'practice') return { isLoopbackAllowed: true, isPrivateAllowed: false };
  const { isLoopback, apiUrl } = resolveCloud(cloud);
  return { isLoopbackAllowed: isLoopback, isPrivateAllowed: addressKindOf(new URL(apiUrl).hostname) === 'private' };
}

/**
 * Decides whether a link may be opened and in which form. Only the scheme ever changes; the rest stays byte for byte,
 * because the query is signed and its `+` and `/` do not survive being rebuilt.
 * Throws AppError `linkAddressRefused` for other schemes, user names in it and addresses inside a network,
 * `plainHttpNeedsConsent` where the bytes would travel unencrypted and nobody agreed.
 */
export function admitLink(link: string, policy: LinkPolicy): AdmittedLink {
  const text = link.trim();
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:\/\//iu.test(text)) throw refused(url?.host ?? '');
  if (url.username !== '' || url.password !== '') throw refused(url.host);
  const { isPrivateAllowed } = policy;
  const kind = addressKindOf(url.hostname);
  if ((kind === 'private' && !isPrivateAllowed) || (kind === 'loopback' && !policy.isLoopbackAllowed))
    throw refused(url.host);
  if (kind === 'loopback' || url.protocol === 'https:' || policy.plainHttpHosts.includes(url.host)) {
    return { url: text, isUpgraded: false, isPrivateAllowed };
  }
  // With the port spelled out, https would be asked of the port that speaks http.
  if (!isPublicUs3Host(url.hostname) || hasPort(text)) throw plainHttpNeedsConsent(url.host);
  return { url: text.replace(/^http/iu, 'https'), isUpgraded: true, isPrivateAllowed };
}

export function plainHttpNeedsConsent(host: string): AppError {
  return new AppError('plainHttpNeedsConsent', { params: { host } });
}

/** Nobody answers by https; where https was our own idea, plain http is then for the user to allow. */
export function isHttpsUnreachable({ code }: Pick<AppErrorData, 'code'>): boolean {
  return code === 'tlsFailed' || code === 'connectionRefused';
}

function refused(host: string): AppError {
  return new AppError('linkAddressRefused', { params: { host } });
}

function hasPort(text: string): boolean {
  return /^[^/]*\/\/[^/?#]*:\d*(?:[/?#]|$)/u.test(text);
}
