import { z } from 'zod';
import { AppError } from '#shared/errors.ts';
import type { CredentialInput, Profile, Protection } from '#shared/models/profile.ts';
import type { SecretBox } from '../ports.ts';
import type { SealedSecret } from './stored-profiles.ts';

/** What is secret about a credential. Buffers, so that they can be wiped. */
export interface Secret {
  privateKey: Buffer;
  securityToken: Buffer;
}

const secretDocument = z.strictObject({ privateKey: z.string(), securityToken: z.string() });

export function secretOf({ privateKey, securityToken }: Omit<CredentialInput, 'publicKey'>): Secret {
  return { privateKey: Buffer.from(privateKey), securityToken: Buffer.from(securityToken) };
}

/** Overwrites a secret. Best effort: copies the runtime made as strings are out of reach. */
export function wipe(secret: Secret): void {
  secret.privateKey.fill(0);
  secret.securityToken.fill(0);
}

/** Where secrets rest: sealed by the keychain where that is safe, else in memory until the app quits. */
export interface SecretKeeper {
  /** How a secret kept now would be protected. */
  protectionNow(): Promise<Protection>;
  backend(): string;
  /** Seals a secret, or holds it for the session (and answers null). The given buffers stay the caller's. */
  keep(profileId: string, secret: Secret): Promise<SealedSecret | null>;
  /**
   * A copy of a secret, to be wiped by the caller. `resealed` is set when the OS asked for the blob to be made anew.
   * Throws AppError `secretMissing` (was held for a session that ended) or `secretUnreadable`.
   */
  take(profileId: string, sealed: SealedSecret | null): Promise<{ secret: Secret; resealed: SealedSecret | null }>;
  stateOf(profileId: string, sealed: SealedSecret | null): Promise<Profile['secretState']>;
  readonly isHeld: (profileId: string) => boolean;
  forget(profileId: string): void;
  forgetAll(): void;
}

export function createSecretKeeper(options: {
  box: SecretBox;
  /** A sealed secret turned out not to open, for the first time. */
  onUnreadable: () => void;
}): SecretKeeper {
  const { box, onUnreadable } = options;
  const held = new Map<string, Secret>();
  const unreadable = new Set<string>();

  const forget = (profileId: string): void => {
    const secret = held.get(profileId);
    if (secret !== undefined) wipe(secret);
    held.delete(profileId);
    unreadable.delete(profileId);
  };

  const open = async (profileId: string, blob: string): Promise<{ secret: Secret; shouldReseal: boolean }> => {
    try {
      const { plain, shouldReseal } = await box.open(blob);
      return { secret: parseSecret(plain), shouldReseal };
    } catch (error) {
      const isNews = !unreadable.has(profileId);
      unreadable.add(profileId);
      if (isNews) onUnreadable();
      throw error;
    }
  };

  return {
    protectionNow: async () => ((await box.isAvailable()) ? 'keychain' : 'session'),
    backend: () => box.backend(),
    async keep(profileId, secret) {
      const sealed = (await box.isAvailable()) ? await seal(box, secret) : null;
      forget(profileId);
      if (sealed === null) held.set(profileId, copyOf(secret));
      return sealed;
    },
    async take(profileId, sealed) {
      const inMemory = held.get(profileId);
      if (inMemory !== undefined) return { secret: copyOf(inMemory), resealed: null };
      if (sealed === null) throw new AppError('secretMissing');
      const { secret, shouldReseal } = await open(profileId, sealed.blob);
      return { secret, resealed: shouldReseal ? await seal(box, secret) : null };
    },
    async stateOf(profileId, sealed) {
      if (held.has(profileId)) return 'ready';
      if (sealed === null) return 'missing';
      return unreadable.has(profileId) || !(await box.isAvailable()) ? 'unreadable' : 'ready';
    },
    isHeld: (profileId) => held.has(profileId),
    forget,
    forgetAll() {
      for (const profileId of held.keys()) forget(profileId);
    },
  };
}

async function seal(box: SecretBox, { privateKey, securityToken }: Secret): Promise<SealedSecret> {
  const plain = JSON.stringify({ privateKey: privateKey.toString(), securityToken: securityToken.toString() });
  return { protection: 'keychain', schemaVersion: 1, backend: box.backend(), blob: await box.seal(plain) };
}

function copyOf(secret: Secret): Secret {
  return { privateKey: Buffer.from(secret.privateKey), securityToken: Buffer.from(secret.securityToken) };
}

function parseSecret(plain: string): Secret {
  try {
    return secretOf(secretDocument.parse(JSON.parse(plain)));
  } catch {
    throw new AppError('secretUnreadable');
  }
}
