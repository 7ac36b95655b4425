import { listProjects, listRegions } from '#core/ucloud/account.ts';
import type { UCloudClient } from '#core/ucloud/client.ts';
import type { Accounts } from '#core/vault/accounts.ts';
import type { Handlers } from '#shared/contract/index.ts';

export function accountHandlers(services: { client: UCloudClient; accounts: Accounts }): Handlers<'account'> {
  const { client, accounts } = services;
  const never = new AbortController().signal;
  return {
    regions: async ({ profileId }) => listRegions(client, await accounts.of(profileId), never),
    projects: async ({ profileId }) => listProjects(client, await accounts.of(profileId), never),
  };
}
