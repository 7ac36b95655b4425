import { AppError } from '#shared/errors.ts';
import { retryFormOfSignature } from '../us3/link.ts';

/** A signed link. `expiresAt` in milliseconds since 1970, null where it is not known. */
export interface DownloadLink {
  readonly url: string;
  readonly expiresAt: number | null;
}

/** The link in use, and what to try when the storage refuses it. */
export interface LinkHolder {
  /** The URL to open now. Asks for a new link first where there is none or its time is over. */
  url(): Promise<string>;
  isExpired(): boolean;
  /**
   * The storage refused the link. Answers whether there is something left to try: first the same link with its `+`
   * escaped, then a new link, once until bytes have come again.
   */
  refused(status: number): boolean;
  /** Bytes came: the link is good. */
  worked(): void;
  /** How often a link was asked for, the first time not counted. */
  readonly renewals: number;
}

export function createLinkHolder(getLink: () => Promise<DownloadLink>, now: () => number): LinkHolder {
  let link: DownloadLink | null = null;
  let asked = 0;
  let isRenewalLeft = true;
  let isPlusEscaped = false;
  let wasPlusEscapedTried = false;

  const isExpired = (): boolean => link !== null && link.expiresAt !== null && link.expiresAt <= now();

  return {
    async url() {
      // A link that is new and yet expired is used all the same: then it is our clock that is wrong.
      if (link === null || isExpired()) {
        link = null;
        const fresh = await getLink();
        link = { ...fresh, url: fresh.url.trim() };
        asked += 1;
      }
      if (link.url === '') throw new AppError('linkMissing');
      return isPlusEscaped ? retryFormOfSignature(link.url) : link.url;
    },
    isExpired,
    refused(status) {
      if (status === 403 && !wasPlusEscapedTried && link !== null && retryFormOfSignature(link.url) !== link.url) {
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
    get renewals() {
      return Math.max(0, asked - 1);
    },
  };
}
