import type { Browser } from '#core/backups/browser.ts';
import type { BrowseMemoryKeeper } from '#core/backups/memory.ts';
import { backupsOnShelf } from '#core/downloads/shelf.ts';
import type { Handlers } from '#shared/contract/index.ts';

export function browseHandlers(services: {
  browser: Browser;
  browseMemory: BrowseMemoryKeeper;
  downloadsFolder: (profileId: string) => string;
}): Handlers<'browse'> {
  const { browser, browseMemory: memory } = services;
  return {
    async instances({ requestId, ...place }) {
      const { rows, error } = await browser.instances(requestId, place);
      memory.saw(place.profileId, place.projectId, rows);
      return { instances: rows, error: error?.data ?? null };
    },
    async backups({ requestId, instance }) {
      const { rows, concerns, error, copiesError } = await browser.backups(requestId, instance);
      return { backups: rows, concerns, error: error?.data ?? null, copiesError: copiesError?.data ?? null };
    },
    async copies({ requestId, ...place }) {
      const { rows, error } = await browser.copies(requestId, place);
      return { copies: rows, error: error?.data ?? null };
    },
    summaries: ({ requestId, instances }) => browser.summaries(requestId, instances),
    shards: ({ requestId, instance }) => browser.shards(requestId, instance),
    onThisMachine: ({ profileId, ...instance }) => backupsOnShelf(services.downloadsFolder(profileId), instance),
    cancel({ requestId }) {
      browser.cancel(requestId);
      return null;
    },
    memory: ({ profileId }) => memory.of(profileId),
    seenInstances: () => memory.seen(),
    rememberPath: ({ profileId, path }) => memory.rememberPath(profileId, path),
    setFavourite: ({ profileId, key, isFavourite }) => memory.setFavourite(profileId, key, isFavourite),
    forget: ({ profileId, key }) => memory.forget(profileId, key),
  };
}
