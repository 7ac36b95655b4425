import { describe, expect, it } from 'vitest';
import { matchesProfile } from './profile-search.ts';

const profile = {
  id: 'one',
  name: 'Orders-prod',
  colour: 'teal',
  group: '支付',
  environment: 'prod',
  cloud: { kind: 'preset', presetId: 'ucloud-global', channelKey: '' },
  projectId: '',
  regionId: '',
  publicKeyMasked: 'made-up-•••c-key',
  hasSecurityToken: false,
  protection: 'keychain',
  secretState: 'ready',
  createdAt: 1,
  keyStoredAt: 1,
  snoozedUntil: null,
  tokenExpiresAt: null,
  lastUsedAt: null,
} as const;

describe('a search among profiles', () => {
  it.each(['', ' ', 'orders', 'PROD', '支付', 'global', 'c-key', 'made-up-', 'key 支付 orders'])(
    '“%s” finds it',
    (search) => {
      expect(matchesProfile(profile, search)).toBe(true);
    },
  );

  it.each(['users', 'orders users', '•'])('“%s” does not', (search) => {
    expect(matchesProfile(profile, search)).toBe(false);
  });
});

it('an endpoint of one’s own is found by its address', () => {
  const custom = { kind: 'custom', apiUrl: 'https://api.example.com/', channelKey: 'made-up-channel' } as const;
  expect(matchesProfile({ ...profile, cloud: custom }, 'example.com')).toBe(true);
  expect(matchesProfile({ ...profile, cloud: custom }, 'made-up-channel')).toBe(false);
});
