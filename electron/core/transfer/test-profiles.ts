import type { ProfileDetails } from '#shared/models/profile.ts';
import type { TransferProfileWithSecret } from './file-format.ts';

/** So cheap that a test can derive a key many times; the least a file may ask for. */
export const TEST_COST = { N: 2 ** 14, r: 8, p: 1 } as const;
export const PASSPHRASE = 'made-up passphrase of a test';

export function testDetails(changes: Partial<ProfileDetails> = {}): ProfileDetails {
  const cloud = { kind: 'custom', apiUrl: 'https://api.example.com/', channelKey: '' } as const;
  const plain = { colour: 'teal', group: '', environment: 'other', projectId: 'org-1', regionId: 'cn-bj2' } as const;
  return { name: 'orders', cloud, ...plain, ...changes };
}

export function testProfile(changes: Partial<TransferProfileWithSecret> = {}): TransferProfileWithSecret {
  const keys = { publicKey: 'made-up-public-key', privateKey: 'made-up-private-key', securityToken: '' };
  return { details: testDetails(), ...keys, keyStoredAt: 1000, tokenExpiresAt: null, ...changes };
}
