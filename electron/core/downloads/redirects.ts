import { AppError } from '#shared/errors.ts';
import { addressKindOf } from './address-kind.ts';

/** US3 itself never redirects; a gateway or a CDN in front of it may, and a login portal does. */
const MOST_REDIRECTS = 3;

export type RedirectRefusal = 'tooMany' | 'loop' | 'noLocation' | 'notHttps' | 'userInfo' | 'privateAddress';

/**
 * Whether a redirect may be followed, and to where. https only, and never into a network; only a link on
 * loopback (practice and tests) may stay on loopback. Nothing secret is sent along: the signature stays in the first URL.
 * @param visited every URL of this exchange so far, the first one included.
 * Throws AppError `redirectRefused` with params.reason (RedirectRefusal) and the host it led to.
 */
export function nextHop(visited: readonly string[], location: string | undefined): string {
  const from = visited.at(-1);
  if (from === undefined || location === undefined || location === '' || !URL.canParse(location, from)) {
    throw refused('noLocation', '');
  }
  const target = new URL(location, from);
  target.hash = '';
  const reason = refusalOf(new URL(from), target, visited);
  if (reason !== undefined) throw refused(reason, target.host);
  return target.href;
}

function refusalOf(from: URL, target: URL, visited: readonly string[]): RedirectRefusal | undefined {
  if (visited.some((url) => new URL(url).href === target.href)) return 'loop';
  if (visited.length > MOST_REDIRECTS) return 'tooMany';
  if (target.username !== '' || target.password !== '') return 'userInfo';
  const isWithinLoopback =
    addressKindOf(from.hostname) === 'loopback' &&
    addressKindOf(target.hostname) === 'loopback' &&
    !isDowngrade(from, target);
  if (isWithinLoopback && /^https?:$/u.test(target.protocol)) return undefined;
  if (addressKindOf(target.hostname) !== 'public') return 'privateAddress';
  return target.protocol === 'https:' ? undefined : 'notHttps';
}

function isDowngrade(from: URL, target: URL): boolean {
  return from.protocol === 'https:' && target.protocol === 'http:';
}

function refused(reason: RedirectRefusal, host: string): AppError {
  return new AppError('redirectRefused', { params: { reason, host } });
}
