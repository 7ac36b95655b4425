import { AppError, isAppError } from '#shared/errors.ts';
import type { BackupRef } from '#shared/models/backup.ts';
import type { PeekReport } from '#shared/models/peek.ts';
import type { LinkKeeper } from '../backups/link-keeper.ts';
import { linkAtHand } from '../downloads/link-at-hand.ts';
import { createLinkHolder, type DownloadLink } from '../downloads/link-holder.ts';
import { isHttpsUnreachable, plainHttpNeedsConsent, type AdmittedLink } from '../downloads/link-policy.ts';
import type { Clock, Transport } from '../ports.ts';
import { describeEnds } from '../rdb/peek.ts';
import { readEnds } from './read-ends.ts';

export interface PeekOptions {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly links: Pick<LinkKeeper, 'peek' | 'refOf' | 'fresh'>;
  /** Decides whether and in which form a link may be opened; throws an AppError where not. */
  readonly admit: (url: string, ref: BackupRef) => AdmittedLink;
  /** Whether a new link for this profile would have to wait for the vault to be unlocked. */
  readonly isLocked: (profileId: string) => boolean;
}

/** Looks into a backup before it is downloaded. */
export interface Peek {
  /**
   * What the first and the last bytes of the file behind a link tell. Throws `linkNotFound`, what `admit`, `readEnds` and
   * `LinkKeeper.fresh` throw, `vaultLocked` where a new link is needed and cannot be had, and `cancelled`.
   */
  look(requestId: string, linkId: string): Promise<PeekReport>;
  /** Ends the look with this id. */
  cancel(requestId: string): void;
}

export function createPeek(options: PeekOptions): Peek {
  const running = new Map<string, AbortController>();
  return {
    async look(requestId, linkId) {
      const controller = new AbortController();
      running.set(requestId, controller);
      try {
        return await look(options, linkId, controller.signal);
      } finally {
        running.delete(requestId);
      }
    },
    cancel: (requestId) => running.get(requestId)?.abort(),
  };
}

async function look(options: PeekOptions, linkId: string, signal: AbortSignal): Promise<PeekReport> {
  const { transport, clock } = options;
  const source = linkSource(options, linkId, signal);
  const links = createLinkHolder({ getLink: () => source.next(), now: () => clock.now() });
  try {
    const ends = await readEnds({ transport, links, clock, signal });
    const readBytes = ends.head.byteLength + (ends.tail?.byteLength ?? 0);
    return { host: ends.host, sizeBytes: ends.totalBytes, readBytes, ...describeEnds(ends) };
  } catch (error) {
    const upgraded = source.upgradedHost();
    if (upgraded !== null && isAppError(error) && isHttpsUnreachable(error)) throw plainHttpNeedsConsent(upgraded);
    throw error;
  }
}

/** The link at hand the first time, a new one after that. */
function linkSource({ links, admit, isLocked }: PeekOptions, linkId: string, signal: AbortSignal) {
  const ref = links.refOf(linkId);
  let atHand = linkAtHand({ urlOf: links.peek }, linkId, 'public');
  let upgraded: string | null = null;
  return {
    async next(): Promise<DownloadLink> {
      const link = atHand ?? (await fresh());
      atHand = null;
      const admitted = admit(link.url, ref);
      upgraded = admitted.isUpgraded ? new URL(admitted.url).host : null;
      return { ...admitted, expiresAt: link.expiresAt };
    },
    /** The host of which https is asked although its link said http. */
    upgradedHost: () => upgraded,
  };

  async function fresh(): Promise<DownloadLink> {
    // Somebody is waiting for this: better an answer now than when the vault is opened.
    if (isLocked(ref.profileId)) throw new AppError('vaultLocked');
    return links.fresh(ref, signal, 'public');
  }
}
