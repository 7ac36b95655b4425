import { isAppError } from '#shared/errors.ts';
import type { LinkSide } from '#shared/link-forms.ts';
import { parseLink } from '../us3/link.ts';
import type { DownloadLink } from './link-holder.ts';

/** The link the window speaks of. Null where its time is over: then the first step is to ask for a new one. */
export function linkAtHand(
  links: { urlOf(linkId: string, which: LinkSide): string },
  linkId: string,
  which: LinkSide,
): DownloadLink | null {
  try {
    const { url, expiresAt } = parseLink(links.urlOf(linkId, which));
    return { url, expiresAt };
  } catch (error) {
    if (isAppError(error, 'linkExpired')) return null;
    throw error;
  }
}

export function isExpired(link: DownloadLink | null, now: number): boolean {
  return link === null || (link.expiresAt !== null && link.expiresAt <= now);
}
