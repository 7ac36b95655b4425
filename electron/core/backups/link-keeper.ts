import { AppError } from '#shared/errors.ts';
import { MOST_LINKS, type LinkSide } from '#shared/link-forms.ts';
import type { BackupRef } from '#shared/models/backup.ts';
import type { LinkView } from '#shared/models/link.ts';
import { isSamePastedObject } from '#shared/pasted-refs.ts';
import type { Clock } from '../ports.ts';
import type { ApiAccount, UCloudClient } from '../ucloud/client.ts';
import { refOfPastedLink } from '../paste/signed-links.ts';
import { parseLink } from '../us3/link.ts';
import { requestLinks, requestOneLink, type IssuedLink } from './links.ts';

interface KeptLink {
  view: LinkView;
  url: string;
  privateUrl: string | null;
  /** A pasted link that was handed out for downloading: refused once, it would be refused again. */
  wasUsed?: true;
}

/** Holds links so that the window never has to: they live in memory, under an id, and nowhere else. */
export interface LinkKeeper {
  /** Asks for a backup's links and keeps them. Throws what `requestLinks` throws. */
  get(ref: BackupRef, signal: AbortSignal): Promise<LinkView[]>;
  /**
   * Keeps a signed link that was pasted. The same link again has the id it had.
   * @param profileId whose rules decide what it may point at. Throws `linkMissing` where it is no link.
   */
  adopt(url: string, profileId: string): LinkView;
  /**
   * A new link, under a new id, for the same object; the old one is forgotten. Throws `linkNotFound`, and
   * `pastedLinkEnded` for a pasted one.
   */
  renew(linkId: string, signal: AbortSignal): Promise<LinkView>;
  /** The link itself. Throws `linkNotFound`, `linkExpired`, or `linkMissing` where there is no private one. */
  urlOf(linkId: string, which: LinkSide): string;
  /** The same without using it: a pasted link stays good for a download. Throws as `urlOf`. */
  peek(linkId: string, which: LinkSide): string;
  /** What a link was asked with. Throws `linkNotFound`. */
  refOf(linkId: string): BackupRef;
  /**
   * A new link for a download, which keeps it by itself. While the vault is locked it waits, until the signal is aborted.
   * `expiresAt` in milliseconds since 1970. For a pasted link it is one that was pasted since for the same object; where
   * there is none it throws `pastedLinkEnded`. Throws `linkMissing` where a private one is asked for and there is none.
   */
  fresh(ref: BackupRef, signal: AbortSignal, which: LinkSide): Promise<{ url: string; expiresAt: number | null }>;
}

export function createLinkKeeper(dependencies: {
  client: UCloudClient;
  /** @param options.waitForUnlock for work in the background, which waits for a locked vault. */
  accountOf: (profileId: string, options?: { waitForUnlock?: AbortSignal }) => Promise<ApiAccount>;
  clock: Clock;
  newId: () => string;
}): LinkKeeper {
  const { client, accountOf, clock, newId } = dependencies;
  const kept = new Map<string, KeptLink>();

  const keep = (issued: IssuedLink): LinkView => {
    const { scheme, host, objectName, masked, expiresAt, url } = parseLink(issued.url);
    const base = { id: newId(), ref: issued.ref, scheme, host, objectName, masked, expiresAt };
    const view = { ...base, issuedAt: clock.now(), privatePlace: placeOf(issued.privateUrl) };
    kept.set(view.id, { view, url, privateUrl: issued.privateUrl });
    return view;
  };

  /** An expired link opens nothing any more, but what it was asked with is still wanted for renewing it. */
  const forgetOld = (): void => {
    for (const [id, link] of kept) if (isExpired(link)) kept.set(id, { ...link, url: '', privateUrl: null });
    const tooMany = kept.size - MOST_LINKS;
    if (tooMany > 0) for (const id of [...kept.keys()].slice(0, tooMany)) kept.delete(id);
  };

  const isExpired = ({ view }: KeptLink): boolean => view.expiresAt !== null && view.expiresAt <= clock.now();

  /** The newest link pasted for the same object that has not been tried yet. */
  const pastedSince = (ref: BackupRef): { url: string; expiresAt: number | null } => {
    const link = [...kept.values()].findLast(
      (each) => isSamePastedObject(each.view.ref, ref) && !each.wasUsed && !isExpired(each),
    );
    if (link === undefined) throw pastedLinkEnded();
    link.wasUsed = true;
    return { url: link.url, expiresAt: link.view.expiresAt };
  };

  const known = (linkId: string): KeptLink => {
    const link = kept.get(linkId);
    if (link === undefined) throw new AppError('linkNotFound');
    return link;
  };

  const peek = (linkId: string, which: LinkSide): string => {
    const link = known(linkId);
    const { host, ref } = link.view;
    if (isExpired(link)) throw new AppError('linkExpired', { params: { host } });
    const url = which === 'public' ? link.url : link.privateUrl;
    if (url === null) throw new AppError('linkMissing', { params: { backupId: ref.backupId } });
    return url;
  };

  return {
    async get(ref, signal) {
      const issued = await requestLinks(client, await accountOf(ref.profileId), ref, signal);
      const views = issued.map(keep);
      forgetOld();
      return views;
    },
    adopt(url, profileId) {
      const link = { ref: refOfPastedLink(url, profileId), url: parseLink(url).url, privateUrl: null };
      const known = [...kept.values()].find(
        (each) => each.url === link.url && isSamePastedObject(each.view.ref, link.ref),
      );
      const view = known?.view ?? keep(link);
      forgetOld();
      return view;
    },
    async renew(linkId, signal) {
      const { ref } = known(linkId).view;
      if (ref.isPasted) throw pastedLinkEnded();
      const issued = await requestOneLink(client, await accountOf(ref.profileId), ref, signal);
      kept.delete(linkId);
      const view = keep(issued);
      forgetOld();
      return view;
    },
    urlOf(linkId, which) {
      const url = peek(linkId, which);
      const link = known(linkId);
      if (link.view.ref.isPasted) link.wasUsed = true;
      return url;
    },
    peek,
    refOf: (linkId) => known(linkId).view.ref,
    async fresh(ref, signal, which) {
      if (ref.isPasted) return pastedSince(ref);
      const account = await accountOf(ref.profileId, { waitForUnlock: signal });
      const issued = await requestOneLink(client, account, ref, signal);
      const asked = which === 'public' ? issued.url : issued.privateUrl;
      if (asked === null) throw new AppError('linkMissing', { params: { backupId: ref.backupId } });
      const { url, expiresAt } = parseLink(asked);
      return { url, expiresAt };
    },
  };
}

function placeOf(privateUrl: string | null): LinkView['privatePlace'] {
  if (privateUrl === null) return null;
  const { scheme, host } = parseLink(privateUrl);
  return { scheme, host };
}

function pastedLinkEnded(): AppError {
  return new AppError('pastedLinkEnded');
}
