import type { Clock } from '../ports.ts';
import type { DownloadLink } from './link-holder.ts';

/** A link that was no good for even so long was hardly worth its call. */
const SHORT_LIVED_MS = 5000;
/** A connection that falls with its link, an escaped `+`, two links that cross: that much may happen by chance. */
const FREE_RENEWALS = 4;
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 30_000;

/**
 * How long to wait before a link is asked for after so many in a row that did not last: each time twice as long, up to half
 * a minute, so that a storage that keeps refusing does not turn a download into a flood of API calls.
 */
export function pauseBeforeRenewalMs(shortLivedInARow: number): number {
  if (shortLivedInARow <= FREE_RENEWALS) return 0;
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (shortLivedInARow - FREE_RENEWALS - 1));
}

/** The same source of links, asked less and less often while they do not last. Rejects with `cancelled` in a pause, too. */
export function pacedLinks(
  getLink: () => Promise<DownloadLink>,
  { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal },
): () => Promise<DownloadLink> {
  let answeredAt = Number.NEGATIVE_INFINITY;
  let shortLived = 0;
  return async () => {
    shortLived = clock.now() - answeredAt < SHORT_LIVED_MS ? shortLived + 1 : 0;
    const pauseMs = pauseBeforeRenewalMs(shortLived);
    if (pauseMs > 0) await clock.sleep(pauseMs, signal);
    const link = await getLink();
    answeredAt = clock.now();
    return link;
  };
}
