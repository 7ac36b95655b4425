import { AppError } from '#shared/errors.ts';
import { retryFormOfSignature } from '../us3/link.ts';

/** A signed link. `expiresAt` in milliseconds since 1970, null where it is not known. */
export interface DownloadLink {
  readonly url: string;
  readonly expiresAt: number | null;
  /** https is tried although the link said http. */
  readonly isUpgraded?: boolean;
  /** Its host's name may lead into a private network. */
  readonly isPrivateAllowed?: boolean;
}

/** A link as a connection uses it. `issue` tells one link from the next. */
export interface HeldLink extends DownloadLink {
  readonly issue: number;
}

/** The link in use, and what to try when the storage refuses it. One for all connections of a download. */
export interface LinkHolder {
  /**
   * The link to open now. Asks for a new one first where there is none or its time is nearly over; connections that ask
   * meanwhile wait for the same answer. Rejects with what the link's source rejects with, or `linkMissing`.
   */
  current(): Promise<HeldLink>;
  isExpired(link: HeldLink): boolean;
  /**
   * The storage refused a link. Answers whether there is something left to try: a link that came since, the same one
   * with its `+` escaped, then a new one, once until bytes have come again.
   */
  refused(link: HeldLink, status: number): boolean;
  /** Bytes came: the link is good. */
  worked(): void;
  /** The storage's `Date`: its clock is the one that decides when a link's time is over. */
  seen(dateHeader: string | undefined): void;
  /** How often a link was asked for, the first time not counted. */
  readonly renewals: number;
}

export interface LinkHolderOptions {
  readonly getLink: () => Promise<DownloadLink>;
  readonly now: () => number;
  readonly onRenewed?: (renewals: number) => void;
}

/** A link is renewed so long before its end, or a tenth of its time where that is less. */
const RENEW_AHEAD_MS = 15_000;
/** `Date` has whole seconds and the answer takes a while. */
const IGNORED_SKEW_MS = 3000;
/** Clocks further apart than a day tell nothing. */
const MOST_SKEW_MS = 86_400_000;

export function createLinkHolder({ getLink, now, onRenewed }: LinkHolderOptions): LinkHolder {
  let link: HeldLink | null = null;
  let issuedAt = 0;
  let asking: Promise<void> | null = null;
  let asked = 0;
  let skewMs = 0;
  let isRenewalLeft = true;
  let isPlusEscaped = false;
  let wasPlusEscapedTried = false;

  const form = (of: HeldLink): HeldLink => (isPlusEscaped ? { ...of, url: retryFormOfSignature(of.url) } : of);
  const isDue = ({ expiresAt }: HeldLink): boolean => {
    if (expiresAt === null) return false;
    const lifetimeMs = expiresAt - skewMs - issuedAt;
    // A link that is new and yet expired is used all the same: then it is a clock that is wrong.
    return lifetimeMs > 0 && now() - issuedAt >= lifetimeMs - Math.min(RENEW_AHEAD_MS, lifetimeMs / 10);
  };
  const ask = async (): Promise<void> => {
    const fresh = await getLink();
    asked += 1;
    issuedAt = now();
    const url = fresh.url.trim();
    if (url === '') throw new AppError('linkMissing');
    link = { ...fresh, url, issue: asked };
    if (asked > 1) onRenewed?.(asked - 1);
  };

  return {
    async current() {
      if (link === null || isDue(link)) {
        asking ??= ask().finally(() => {
          asking = null;
        });
        await asking;
      }
      if (link === null) throw new AppError('linkMissing');
      return form(link);
    },
    isExpired: ({ expiresAt }) => expiresAt !== null && expiresAt <= now() + skewMs,
    refused(refused, status) {
      // Another connection has seen to it already.
      if (link === null || refused.issue !== link.issue || refused.url !== form(link).url) return true;
      if (status === 403 && !wasPlusEscapedTried && retryFormOfSignature(link.url) !== link.url) {
        wasPlusEscapedTried = true;
        isPlusEscaped = true;
        return true;
      }
      if (!isRenewalLeft) return false;
      isRenewalLeft = false;
      isPlusEscaped = false;
      wasPlusEscapedTried = false;
      link = null;
      return true;
    },
    worked() {
      isRenewalLeft = true;
      wasPlusEscapedTried = isPlusEscaped;
    },
    seen(dateHeader) {
      const skew = Date.parse(dateHeader ?? '') - now();
      if (Math.abs(skew) < MOST_SKEW_MS) skewMs = Math.abs(skew) < IGNORED_SKEW_MS ? 0 : skew;
    },
    get renewals() {
      return Math.max(0, asked - 1);
    },
  };
}
