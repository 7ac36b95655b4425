import { linksAs } from '#core/backups/link-commands.ts';
import type { LinkKeeper } from '#core/backups/link-keeper.ts';
import { reach } from '#core/backups/reach.ts';
import { systemClock } from '#core/clock.ts';
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
    async copy({ linkIds, which, form }) {
      if (await isLocked()) throw new AppError('vaultLocked');
      const chosen = linkIds.map((linkId) => ({ url: links.peek(linkId, which), ref: links.refOf(linkId) }));
      await copySecret(linksAs(form, chosen));
      return null;
    },
    reach: ({ linkId, which }) => reach(links.peek(linkId, which), systemClock),
  };
}
