import type { Browser } from '#core/backups/browser.ts';
import type { Handlers } from '#shared/contract/index.ts';

export function browseHandlers({ browser }: { browser: Browser }): Handlers<'browse'> {
  return {
    async instances({ requestId, ...place }) {
      const { rows, error } = await browser.instances(requestId, place);
      return { instances: rows, error: error?.data ?? null };
    },
    async backups({ requestId, instance }) {
      const { rows, concerns, error, copiesError } = await browser.backups(requestId, instance);
      return { backups: rows, concerns, error: error?.data ?? null, copiesError: copiesError?.data ?? null };
    },
    summaries: ({ requestId, instances }) => browser.summaries(requestId, instances),
    shards: ({ requestId, instance }) => browser.shards(requestId, instance),
    cancel({ requestId }) {
      browser.cancel(requestId);
      return null;
    },
  };
}
