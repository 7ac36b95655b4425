import type { CredentialInput } from '#shared/models/profile.ts';

/** What is secret about a credential. Buffers, so that they can be wiped. */
export interface Secret {
  privateKey: Buffer;
  securityToken: Buffer;
}

export function secretOf({ privateKey, securityToken }: Omit<CredentialInput, 'publicKey'>): Secret {
  return { privateKey: Buffer.from(privateKey), securityToken: Buffer.from(securityToken) };
}

export function copyOf(secret: Secret): Secret {
  return { privateKey: Buffer.from(secret.privateKey), securityToken: Buffer.from(secret.securityToken) };
}

export function isSameSecret(one: Secret, other: Secret): boolean {
  return one.privateKey.equals(other.privateKey) && one.securityToken.equals(other.securityToken);
}

/** Overwrites a secret. Best effort: copies the runtime made as strings are out of reach. */
export function wipe(secret: Secret): void {
  secret.privateKey.fill(0);
  secret.securityToken.fill(0);
}
