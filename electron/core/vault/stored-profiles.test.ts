import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAppError } from '#shared/errors.ts';
import { migrateProfiles, storedProfiles } from './stored-profiles.ts';
import { MASTER_PASSWORD, memoryFile, openVault } from './test-vault.ts';

const PRACTICE = {
  id: 'practice',
  details: {
    name: 'Practice',
    colour: 'amber',
    group: '',
    environment: 'other',
    cloud: { kind: 'practice' },
    projectId: '',
    regionId: '',
  },
  publicKey: 'practice-public',
  hasSecurityToken: false,
  secret: null,
  createdAt: 7,
};

const VERSION_ONE = {
  version: 1,
  profiles: [
    {
      id: 'one',
      details: {
        name: 'orders',
        colour: 'teal',
        group: '',
        environment: 'other',
        cloud: { kind: 'custom', apiUrl: 'https://api.example.com/', channelKey: '' },
        projectId: '',
        regionId: '',
      },
      publicKey: 'made-up-public-key',
      hasSecurityToken: false,
      secret: {
        protection: 'keychain',
        schemaVersion: 1,
        backend: 'test_keychain',
        blob: Buffer.from(JSON.stringify({ privateKey: 'made-up-private-key', securityToken: '' }))
          .reverse()
          .toString('base64'),
      },
      createdAt: 1,
    },
  ],
};

describe('a stored document', () => {
  it.each([
    ['of version 1 keeps its profiles and goes on with the keychain', VERSION_ONE, 'keychain', 1],
    ['of version 1 without profiles', { version: 1, profiles: [] }, 'keychain', 0],
    [
      'of version 2 keeps its protection and its profiles',
      { ...VERSION_ONE, version: 2, protection: 'session', passwordLock: null },
      'session',
      1,
    ],
    [
      'of version 3 is taken as it is',
      { version: 3, protection: 'session', passwordLock: null, profiles: [] },
      'session',
      0,
    ],
  ])('%s', (_what, stored, protection, count) => {
    const { profiles, ...rest } = storedProfiles.parse(migrateProfiles(stored));
    expect(rest).toEqual({ version: 3, protection, passwordLock: null });
    expect(profiles).toHaveLength(count);
  });

  it('of version 2 takes a key to be as old as its profile, and knows nothing else of its dates', () => {
    const [profile] = VERSION_ONE.profiles;
    const stored = { version: 2, protection: 'keychain', passwordLock: null, profiles: [profile, PRACTICE] };
    const unknown = { snoozedUntil: null, tokenExpiresAt: null, lastUsedAt: null };
    expect(storedProfiles.parse(migrateProfiles(stored)).profiles).toEqual([
      { ...profile, ...unknown, keyStoredAt: 1 },
      { ...PRACTICE, ...unknown, keyStoredAt: null },
    ]);
  });

  it.each([
    [{ version: 4, profiles: [] }],
    [{ version: 3, profiles: VERSION_ONE.profiles }],
    [null],
    ['text'],
    [{ version: 1 }],
    [{}],
  ])('that is not one is refused: %j', (stored) => {
    expect(storedProfiles.safeParse(migrateProfiles(stored)).success).toBe(false);
  });

  it('of version 1 still signs with what the keychain sealed', async () => {
    const file = memoryFile(JSON.stringify(VERSION_ONE));
    expect(await openVault(file).keyOf('one')).toBe('made-up-private-key');
  });
});

describe.each(['keychain', 'password'] as const)('a damaged vault sealed by %s', (protection) => {
  it('never crashes the start, leaks nothing, and answers a typed error or the right key, 5,000 times', async () => {
    const first = openVault();
    const id = await first.add('orders', 'made-up-private-key');
    await first.vault.setProtection(protection, MASTER_PASSWORD);
    const whole = first.file.text();
    const damage = fc.record({ at: fc.nat(whole.length - 1), length: fc.nat(40), put: fc.string({ maxLength: 12 }) });
    await fc.assert(
      fc.asyncProperty(damage, async ({ at, length, put }) => {
        const outcome = await outcomeOf(`${whole.slice(0, at)}${put}${whole.slice(at + length)}`, id);
        expect([
          'made-up-private-key',
          'invalidInput',
          'profileNotFound',
          'secretMissing',
          'secretUnreadable',
          'vaultLocked',
          'wrongMasterPassword',
        ]).toContain(outcome);
      }),
      { numRuns: 5000 },
    );
  });
});

/** Starts on a file, unlocks it and signs: the key that came out, or the code of what stopped it. */
async function outcomeOf(text: string, id: string): Promise<string> {
  const { vault, profiles, keyOf } = openVault(memoryFile(text));
  try {
    await profiles.list();
    await vault.unlock(MASTER_PASSWORD);
    return await keyOf(id);
  } catch (error) {
    if (!isAppError(error)) throw error;
    const shown = everythingIn(error);
    return ['made-up-private-key', MASTER_PASSWORD].some((secret) => shown.includes(secret)) ? shown : error.code;
  }
}

/** All that a log or a screen could ever show of an error, its causes included. */
function everythingIn(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return [error.message, JSON.stringify(error), error.cause === undefined ? '' : everythingIn(error.cause)].join(' ');
}
