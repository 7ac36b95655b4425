import { CLOUD_PRESETS } from '#core/ucloud/clouds.ts';
import type { ApiAccount, UCloudClient } from '#core/ucloud/client.ts';
import { testPermissions } from '#core/ucloud/permissions.ts';
import type { Accounts } from '#core/vault/accounts.ts';
import type { ProfilesService } from '#core/vault/profiles.ts';
import type { Handlers } from '#shared/contract/index.ts';
import type { ActionProbe, CredentialReport } from '#shared/models/account.ts';
import type { Profile } from '#shared/models/profile.ts';

/** Ten quick calls; a cloud that answers so slowly is no cloud to work with. */
const LONGEST_TEST_MS = 60_000;

interface TestPlace {
  testId: string;
  projectId: string;
  regionId: string;
}

export function profilesHandlers(services: {
  profiles: ProfilesService;
  accounts: Accounts;
  client: UCloudClient;
  startPractice: () => Promise<Profile>;
  onRemoved: (profileId: string) => void;
  onRestored: (profileId: string) => void;
  onProbe: (testId: string, probe: ActionProbe) => void;
}): Handlers<'profiles'> {
  const { profiles, accounts, client, onProbe } = services;
  const test = (account: ApiAccount, { testId, ...place }: TestPlace): Promise<CredentialReport> => {
    const options = { ...place, onProbe: (probe: ActionProbe) => onProbe(testId, probe) };
    return testPermissions(client, account, options, AbortSignal.timeout(LONGEST_TEST_MS));
  };
  return {
    list: () => profiles.list(),
    clouds: () => [...CLOUD_PRESETS],
    save: (form) => profiles.save(form),
    async remove({ profileId }) {
      await profiles.remove(profileId);
      services.onRemoved(profileId);
      return null;
    },
    duplicate: ({ profileId }) => profiles.duplicate(profileId),
    async move({ profileId, ...place }) {
      await profiles.move(profileId, place);
      return null;
    },
    snoozeReminder: ({ profileId }) => profiles.snoozeReminder(profileId),
    async restore({ profileId }) {
      const profile = await profiles.restore(profileId);
      services.onRestored(profileId);
      return profile;
    },
    setDefaults: ({ profileId, ...defaults }) => profiles.setDefaults(profileId, defaults),
    async testCredentials({ testId, projectId, regionId, ...form }) {
      return test(await accounts.ofForm(form), { testId, projectId, regionId });
    },
    async testProfile({ profileId, ...place }) {
      return test(await accounts.of(profileId), place);
    },
    startPractice: () => services.startPractice(),
  };
}
