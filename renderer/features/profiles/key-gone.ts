import type { Profile } from '#shared/models/profile.ts';

/** Whether there is no private key to speak of: it was never there, or nothing here opens it. */
export function isKeyGone({ secretState }: Pick<Profile, 'secretState'>): boolean {
  return secretState === 'missing' || secretState === 'unreadable';
}
