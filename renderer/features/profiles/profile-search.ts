import type { Profile } from '#shared/models/profile.ts';

/** What is shown of a key, to be found by its beginning and by its end. */
export function keyWords({ publicKeyMasked }: Pick<Profile, 'publicKeyMasked'>): string {
  return publicKeyMasked.replaceAll('•', ' ');
}

/** The id or address that names a profile's cloud. */
export function cloudWords({ cloud }: Pick<Profile, 'cloud'>): string {
  if (cloud.kind === 'custom') return cloud.apiUrl;
  return cloud.kind === 'preset' ? cloud.presetId : '';
}

/** Every word typed must stand somewhere in name, group, cloud or what is shown of the key. */
export function matchesProfile(profile: Profile, search: string): boolean {
  const { name, group } = profile;
  const text = `${name} ${group} ${cloudWords(profile)} ${keyWords(profile)}`.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/u)
    .every((word) => text.includes(word));
}
