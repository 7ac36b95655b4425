import { foundProfile, type FoundProfile } from './found-profile.ts';

const NAME = 'environment';

/**
 * The profile that environment variables describe, if they name a key at all: the variables of UCloud's Go SDK
 * (ucloud-sdk-go, external) and of its Terraform provider.
 */
export function profileFromEnvironment(environment: Readonly<Record<string, string | undefined>>): FoundProfile[] {
  const valueOf = (name: string): string => environment[name]?.trim() ?? '';
  const publicKey = valueOf('UCLOUD_PUBLIC_KEY');
  const privateKey = valueOf('UCLOUD_PRIVATE_KEY');
  if (publicKey === '' && privateKey === '') return [];
  const texts = {
    name: NAME,
    baseUrl: valueOf('UCLOUD_API_BASE_URL'),
    channelKey: '',
    project: valueOf('UCLOUD_PROJECT_ID'),
    region: valueOf('UCLOUD_REGION'),
    publicKey,
    privateKey,
  };
  return [foundProfile(texts, [])];
}
