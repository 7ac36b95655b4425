import type { CloudChoice } from '#shared/models/cloud.ts';
import type { CredentialInput, Profile, ProfileDetails } from '#shared/models/profile.ts';
import { COLOURS } from './colours.ts';
import { momentOf } from './local-moment.ts';

/** The name of every control of the form, which is also how an error names its field. */
export const FIELD_NAMES = [
  'name',
  'cloud',
  'apiUrl',
  'publicKey',
  'privateKey',
  'securityToken',
  'channelKey',
] as const;
export type FieldName = (typeof FIELD_NAMES)[number];

/** The choice of the cloud list that stands for an endpoint of one's own. */
export const CUSTOM_CLOUD = 'custom';

export interface FormValues {
  details: ProfileDetails;
  credential: CredentialInput;
  /** When the security token ends; null where nobody said. */
  tokenExpiresAt: number | null;
}

/**
 * Reads the form when it is sent. The credential is read from the inputs at that moment and nowhere else: it never
 * enters the state of a component or of a mutation.
 */
export function readForm(form: HTMLFormElement, profile: Profile | undefined): FormValues {
  const values = new FormData(form);
  const text = (name: string): string => {
    const value = values.get(name);
    return typeof value === 'string' ? value : '';
  };
  return {
    details: {
      name: text('name'),
      colour: COLOURS.find((colour) => colour === text('colour')) ?? 'grey',
      group: text('group').trim(),
      environment: text('environment') === 'prod' ? 'prod' : 'other',
      cloud: cloudOf(text('cloud'), text('apiUrl'), text('channelKey')),
      projectId: text('projectId').trim(),
      regionId: profile?.regionId ?? '',
    },
    credential: {
      publicKey: text('publicKey'),
      privateKey: text('privateKey'),
      securityToken: text('securityToken'),
    },
    tokenExpiresAt: momentOf(text('tokenExpiresAt')),
  };
}

function cloudOf(choice: string, apiUrl: string, channelKey: string): CloudChoice {
  if (choice === CUSTOM_CLOUD) return { kind: 'custom', apiUrl, channelKey };
  return { kind: 'preset', presetId: choice, channelKey };
}

/** Empties what was typed of the credential. */
export function wipeCredential(form: HTMLFormElement | null): void {
  for (const name of ['publicKey', 'privateKey', 'securityToken']) {
    const input = form?.elements.namedItem(name);
    if (input instanceof HTMLInputElement) input.value = '';
  }
}
