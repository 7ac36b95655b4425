import type { LinkKeeper } from '#core/backups/link-keeper.ts';
import { findReferences } from '#core/paste/find-references.ts';
import type { Handlers } from '#shared/contract/index.ts';

export function pasteHandlers({ links }: { links: LinkKeeper }): Handlers<'paste'> {
  return {
    read({ profileId, text }) {
      const found = findReferences(text);
      const signed = found.links.map(({ url, timesFound }) => {
        return { type: 'signed' as const, view: links.adopt(url, profileId), timesFound };
      });
      return { items: [...signed, ...found.backups, ...found.instances], leftOut: found.leftOut };
    },
  };
}
