import { CLOUD_PRESETS } from '#core/ucloud/clouds.ts';
import { reportCredential } from '#core/ucloud/account.ts';
import type { UCloudClient } from '#core/ucloud/client.ts';
import type { Accounts } from '#core/vault/accounts.ts';
import type { ProfilesService } from '#core/vault/profiles.ts';
import type { Handlers } from '#shared/contract/index.ts';
import type { Profile } from '#shared/models/profile.ts';

export function profilesHandlers(services: {
  profiles: ProfilesService;
  accounts: Accounts;
  client: UCloudClient;
  startPractice: () => Promise<Profile>;
  onRemoved: (profileId: string) => void;
}): Handlers<'profiles'> {
  const { profiles, accounts, client } = services;
  return {
    list: () => profiles.list(),
    clouds: () => [...CLOUD_PRESETS],
    save: (form) => profiles.save(form),
    async remove({ profileId }) {
      await profiles.remove(profileId);
      services.onRemoved(profileId);
      return null;
    },
    restore: ({ profileId }) => profiles.restore(profileId),
    setDefaults: ({ profileId, ...defaults }) => profiles.setDefaults(profileId, defaults),
    async testCredentials({ projectId, ...form }) {
      return reportCredential(client, await accounts.ofForm(form), { projectId }, AbortSignal.timeout(60_000));
    },
    startPractice: () => services.startPractice(),
  };
}
