import { writeSync } from 'node:fs';
import { systemClock } from '#core/clock.ts';
import { MASTER_PASSWORD, openVaultOn } from '#core/vault/test-vault.ts';
import { createJsonFile } from './json-file.ts';

// For a test, which kills it: opens the vault in a folder, tells what is in it, and goes on saving until it dies. Each
// line is written before the next thing is done, so the test knows what was saved and what was on the way.

export type WriterLine =
  | { kind: 'opened'; damagedFile: string; keys: Record<string, string> }
  /** This profile's key is about to be saved, or everything is about to be sealed in another way. */
  | { kind: 'saving'; name: string; key: string }
  | { kind: 'sealing' }
  | { kind: 'done' };

const MOST_PROFILES = 20;

function tell(line: WriterLine): void {
  writeSync(process.stdout.fd, `${JSON.stringify(line)}\n`);
}

async function write(folder: string): Promise<never> {
  const file = createJsonFile({ folder, name: 'profiles', now: () => systemClock.now() });
  const { damagedFile, vault, profiles, store, add, keyOf } = openVaultOn(file);
  await vault.unlock(MASTER_PASSWORD);
  const idOf = (name: string): string | undefined => store.all().find(({ details }) => details.name === name)?.id;
  const keys: Record<string, string> = {};
  for (const { id, details } of store.all()) keys[details.name] = await keyOf(id);
  tell({ kind: 'opened', damagedFile, keys });

  for (let change = 1; ; change += 1) {
    const name = `profile ${Math.floor(Math.random() * MOST_PROFILES)}`;
    const id = idOf(name);
    if (change % 10 === 0) {
      tell({ kind: 'sealing' });
      await vault.setProtection(Math.random() < 0.5 ? 'keychain' : 'password', MASTER_PASSWORD);
    } else {
      const key = `made-up-key-${process.pid}-${change}`;
      tell({ kind: 'saving', name, key });
      if (id === undefined) await add(name, key);
      else {
        const { details, publicKey } = store.get(id);
        await profiles.save({ profileId: id, details, credential: { publicKey, privateKey: key, securityToken: '' } });
      }
    }
    tell({ kind: 'done' });
  }
}

await write(process.argv[2] ?? '');
