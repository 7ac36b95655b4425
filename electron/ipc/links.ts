import type { LinkKeeper } from '#core/backups/link-keeper.ts';
import type { Handlers } from '#shared/contract/index.ts';

export function linksHandlers(services: {
  links: LinkKeeper;
  /** Copies a secret text that is taken off the clipboard again after a while. */
  copySecret: (text: string) => Promise<void>;
}): Handlers<'links'> {
  const { links, copySecret } = services;
  const never = new AbortController().signal;
  return {
    get: ({ ref }) => links.get(ref, never),
    renew: ({ linkId }) => links.renew(linkId, never),
    async copy({ linkId, which }) {
      await copySecret(links.urlOf(linkId, which));
      return null;
    },
  };
}
