import type { LinkKeeper } from '#core/backups/link-keeper.ts';
import { AppError } from '#shared/errors.ts';
import type { Handlers } from '#shared/contract/index.ts';

export function linksHandlers(services: {
  links: LinkKeeper;
  /** Copies a secret text that is taken off the clipboard again after a while. */
  copySecret: (text: string) => Promise<void>;
  /** Whether the vault is locked: whoever sits at the computer then gets no link. */
  isLocked: () => boolean | Promise<boolean>;
}): Handlers<'links'> {
  const { links, copySecret, isLocked } = services;
  const never = new AbortController().signal;
  return {
    get: ({ ref }) => links.get(ref, never),
    renew: ({ linkId }) => links.renew(linkId, never),
    async copy({ linkId, which }) {
      if (await isLocked()) throw new AppError('vaultLocked');
      await copySecret(links.urlOf(linkId, which));
      return null;
    },
  };
}
