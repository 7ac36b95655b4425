import { AppError } from '#shared/errors.ts';

/** A signed link, taken apart for the eye and for decisions. `url` alone is what is sent. */
interface ParsedLink {
  /** The text as it was given, without white space around it: its signature breaks when it is put together anew. */
  url: string;
  scheme: 'http' | 'https';
  /** Host, with the port where it is not the scheme's own. */
  host: string;
  /** Last segment of the object's key, decoded, without characters that deceive or escape. May be empty. */
  objectName: string;
  /** The link with its query's values replaced by dots. */
  masked: string;
  /** Milliseconds since 1970, from `Expires` (seconds); null where the link does not say. */
  expiresAt: number | null;
}

const LONGEST_NAME = 255;

/** Throws AppError `linkMissing` for anything but an http(s) URL with a host and without user information. */
export function parseLink(text: string): ParsedLink {
  const url = text.trim();
  const parsed = httpUrlOf(url);
  if (parsed === undefined) throw new AppError('linkMissing');
  return {
    url,
    scheme: parsed.protocol === 'http:' ? 'http' : 'https',
    host: parsed.host,
    objectName: objectNameOf(parsed.pathname),
    masked: `${parsed.protocol}//${parsed.host}${parsed.pathname}${maskedQuery(parsed.search)}`,
    expiresAt: expiryOf(parsed.search),
  };
}

/** Whether an answer's field holds a link at all; the API documents random text in some of them. */
export function isLink(text: unknown): text is string {
  return typeof text === 'string' && httpUrlOf(text.trim()) !== undefined;
}

function httpUrlOf(text: string): URL | undefined {
  // White space inside would silently vanish in URL, and the link would no longer be the one that was signed.
  if (!/^https?:\/\/[^\s\p{Cc}]+$/iu.test(text) || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  return url.username === '' && url.password === '' && url.hostname !== '' ? url : undefined;
}

function objectNameOf(pathname: string): string {
  const name = decode(pathname.slice(pathname.lastIndexOf('/') + 1));
  return name
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[/\\]/gu, '_')
    .slice(0, LONGEST_NAME)
    .toWellFormed();
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function maskedQuery(search: string): string {
  return search.replace(/([?&][^=&]*)=[^&]*/gu, '$1=•••').replace(/^\?([^=&]+)$/u, '?•••');
}

function expiryOf(search: string): number | null {
  const seconds = /[?&]Expires=(\d{1,11})(?:&|$)/u.exec(search)?.[1];
  return seconds === undefined ? null : Number(seconds) * 1000;
}

/**
 * The form to try once when a storage refuses the signature: the links are documented as escaped but are issued with a raw
 * `+`, which a server may read as a space. Nothing but the signature is touched.
 */
export function retryFormOfSignature(url: string): string {
  return url.replace(/([?&]Signature=)([^&#]*)/u, (_whole, name: string, value: string) => {
    return name + value.replaceAll('+', '%2B');
  });
}

/**
 * Whether https may be tried in place of http: US3's public hosts speak both, its intranet hosts only http (US3 docs,
 * limits). A host with an unusual port is not known to.
 */
export function isPublicUs3Host(host: string): boolean {
  const name = host.toLowerCase().replace(/:(?:80|443)$/u, '');
  return /^(?:[a-z0-9-]+\.)+ufileos\.com$/u.test(name) && !/(?:^|\.)internal[.-]/u.test(name);
}
