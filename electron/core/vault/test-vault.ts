import { randomUUID } from 'node:crypto';
import type { Protection } from '#shared/models/profile.ts';
import { AppError } from '#shared/errors.ts';
import { openDocument } from '../documents/document.ts';
import type { Clock, JsonFile, SecretBox } from '../ports.ts';
import { createAccounts } from './accounts.ts';
import { createAttempts } from './attempts.ts';
import { createPasswordVault, type PasswordVault } from './password-vault.ts';
import { createProfileStore, type ProfileStore } from './profile-store.ts';
import { createProfiles, type ProfilesService } from './profiles.ts';
import { createSecretKeeper, type SecretKeeper } from './secrets.ts';
import { migrateProfiles, NO_PROFILES, storedProfiles } from './stored-profiles.ts';
import { createVault, type VaultService } from './vault.ts';

export const MASTER_PASSWORD = 'made-up master password';

/** A lock that is quick to open; what it protects in tests is made up. */
export const LOW_COST = { cost: 2 ** 4, blockSize: 8, parallelization: 1 };

interface MemoryFile extends JsonFile {
  text(): string;
  fail(isOn: boolean): void;
}

/** A file that outlives the services opened on it, like one on disk; its next writes can be made to fail. */
export function memoryFile(text?: string): MemoryFile {
  let content = text;
  let isFailing = false;
  const file: JsonFile = {
    read: () => (content === undefined ? undefined : JSON.parse(content)),
    write(document) {
      if (isFailing) throw new AppError('diskFull');
      content = JSON.stringify(document);
    },
    setAside: () => 'set aside',
  };
  return { ...file, text: () => content ?? '', fail: (isOn: boolean) => void (isFailing = isOn) };
}

/** A keychain whose state a test decides. Sealing turns the bytes round and never gives the same blob twice. */
export function keychain(state: { isAvailable: boolean; isBroken?: boolean }): SecretBox {
  return {
    isAvailable: async () => state.isAvailable,
    backend: () => 'test_keychain',
    async seal(plain) {
      const blob = `${turned(Buffer.from(plain)).toString('base64')}.${randomUUID()}`;
      return state.isBroken === true ? `AAAA.${blob}` : blob;
    },
    async open(sealed) {
      if (!state.isAvailable || state.isBroken === true) throw new AppError('secretUnreadable');
      const text = sealed.split('.')[0] ?? '';
      const bytes = Buffer.from(text, 'base64');
      if (bytes.toString('base64') !== text) throw new AppError('secretUnreadable');
      return { plain: turned(bytes).toString(), shouldReseal: false };
    },
  };
}

/** A clock that a test moves: sleeping takes no time and is written down. */
export function heldClock(): Clock & { slept: number[]; pass: (ms: number) => void } {
  let now = 1000;
  const slept: number[] = [];
  return {
    slept,
    pass: (ms) => void (now += ms),
    now: () => now,
    async sleep(ms) {
      slept.push(ms);
      now += ms;
    },
  };
}

interface OpenedVault<File extends JsonFile> {
  file: File;
  damagedFile: string;
  clock: ReturnType<typeof heldClock>;
  store: ProfileStore;
  passwords: PasswordVault;
  secrets: SecretKeeper;
  vault: VaultService;
  profiles: ProfilesService;
  /** Saves a profile and answers its id. */
  add: (name: string, privateKey: string) => Promise<string>;
  /** The private key as it would sign. */
  keyOf: (id: string, waitForUnlock?: AbortSignal) => Promise<string>;
}

function turned(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toReversed());
}

/** Everything about the vault, as `services.ts` puts it together, on a file in memory. */
export function openVault(
  file = memoryFile(),
  state = { isAvailable: true, isBroken: false },
): OpenedVault<MemoryFile> {
  return openVaultOn(file, state);
}

/** The same on any file. */
export function openVaultOn<File extends JsonFile>(
  file: File,
  state = { isAvailable: true, isBroken: false },
): OpenedVault<File> {
  const clock = heldClock();
  const box = keychain(state);
  const onChange = (): void => undefined;
  const document = openDocument({ file, schema: storedProfiles, initial: NO_PROFILES, migrate: migrateProfiles });
  const store = createProfileStore(document);
  const attempts = createAttempts(clock);
  const passwords = createPasswordVault({ lockNow: () => store.guard().passwordLock, attempts, onChange });
  const protection = (): Protection => store.guard().protection;
  const secrets = createSecretKeeper({ box, vault: passwords, protection, onUnreadable: onChange });
  const vault = createVault({ store, secrets, vault: passwords, box, attempts, cost: LOW_COST, onChange });
  const profiles = createProfiles({ store, secrets, clock, newId: randomUUID, onChange });
  const practice = () => Promise.reject(new AppError('practiceUnavailable'));
  const accounts = createAccounts({ store, secrets, practice });

  const add = async (name: string, privateKey: string): Promise<string> => {
    const cloud = { kind: 'custom', apiUrl: 'https://api.example.com/', channelKey: '' } as const;
    const plain = { colour: 'teal', group: '', environment: 'other', projectId: '', regionId: '' } as const;
    const credential = { publicKey: 'made-up-public-key', privateKey, securityToken: '' };
    return (await profiles.save({ details: { name, cloud, ...plain }, credential })).id;
  };
  const keyOf = async (id: string, waitForUnlock?: AbortSignal): Promise<string> => {
    const account = await accounts.of(id, waitForUnlock === undefined ? {} : { waitForUnlock });
    return account.withCredential(({ privateKey }) => Buffer.from(privateKey).toString());
  };
  return { file, damagedFile: document.damagedFile, clock, store, passwords, secrets, vault, profiles, add, keyOf };
}
