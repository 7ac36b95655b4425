import { invalidInput, isAppError, type FieldReason } from '#shared/errors.ts';
import type { CloudChoice } from '#shared/models/cloud.ts';
import type { CredentialInput } from '#shared/models/profile.ts';
import { resolveCloud } from '../ucloud/clouds.ts';
import type { StoredProfile } from './stored-profiles.ts';

type Fields = Record<string, FieldReason>;

interface CredentialCheck {
  credential: CredentialInput;
  cloud: CloudChoice;
  /** The profile being edited, if there is one. */
  stored: StoredProfile | undefined;
  /** Whether the session holds a profile's secret. */
  isHeld: (profileId: string) => boolean;
}

/** Throws AppError `invalidInput` with one reason for each field of cloud and credential that is not right. */
export function checkCredential(check: CredentialCheck): void {
  throwIfAny({ ...cloudFields(check.cloud), ...credentialFields(check) });
}

/** The same for a whole profile form. `otherNames` are taken. */
export function checkProfileForm(form: CredentialCheck & { name: string; otherNames: readonly string[] }): void {
  throwIfAny({
    ...nameFields(form.name, form.otherNames),
    ...cloudFields(form.cloud),
    ...credentialFields(form),
  });
}

/** The same for a profile that comes without a private key: a stored one stays, so it must still fit. */
export function checkKeylessForm(
  form: Pick<CredentialCheck, 'cloud' | 'stored'> & { name: string; otherNames: readonly string[]; publicKey: string },
): void {
  const { cloud, stored, publicKey } = form;
  const isKeyKept =
    stored === undefined || (stored.publicKey === publicKey && isSameEndpoint(stored.details.cloud, cloud));
  const publicReason = publicKey === '' ? 'required' : characterReason(publicKey);
  throwIfAny({
    ...nameFields(form.name, form.otherNames),
    ...cloudFields(cloud),
    ...(publicReason === undefined ? {} : { publicKey: publicReason }),
    ...(isKeyKept ? {} : { privateKey: 'neededForNewCloud' }),
  });
}

function throwIfAny(fields: Fields): void {
  if (Object.keys(fields).length > 0) throw invalidInput(fields);
}

function nameFields(name: string, otherNames: readonly string[]): Fields {
  if (name === '') return { name: 'required' };
  return otherNames.includes(name) ? { name: 'duplicateName' } : {};
}

function cloudFields(cloud: CloudChoice): Fields {
  try {
    resolveCloud(cloud);
    return {};
  } catch (error) {
    if (isAppError(error, 'invalidInput')) return error.data.fields ?? {};
    throw error;
  }
}

/** An endpoint that is no endpoint is not a new one: that it is wrong is said where it stands. */
function isSameEndpoint(stored: CloudChoice, chosen: CloudChoice): boolean {
  if (Object.keys(cloudFields(chosen)).length > 0) return true;
  return resolveCloud(stored).apiUrl === resolveCloud(chosen).apiUrl;
}

function credentialFields(check: CredentialCheck): Fields {
  const { publicKey, securityToken } = check.credential;
  const reasons: Record<string, FieldReason | undefined> = {
    publicKey: publicKey === '' ? 'required' : characterReason(publicKey),
    privateKey: privateKeyReason(check),
    securityToken: characterReason(securityToken),
  };
  return Object.fromEntries(Object.entries(reasons).filter((entry): entry is [string, FieldReason] => !!entry[1]));
}

/**
 * A stored private key may stay only while the profile stays on the same endpoint: a key of one cloud is useless on
 * another, and an endpoint that changed hands must not be sent anything the old key signed.
 */
function privateKeyReason({ credential, cloud, stored, isHeld }: CredentialCheck): FieldReason | undefined {
  if (credential.privateKey !== '') return characterReason(credential.privateKey);
  // What belongs together comes together: a new token or public key with its private key.
  if (credential.securityToken !== '') return 'required';
  const hasSecret = stored !== undefined && (stored.secret !== null || isHeld(stored.id));
  if (!hasSecret || credential.publicKey !== stored.publicKey) return 'required';
  return isSameEndpoint(stored.details.cloud, cloud) ? undefined : 'neededForNewCloud';
}

/** Keys are visible ASCII; anything else came with a careless copy. */
function characterReason(text: string): FieldReason | undefined {
  return /[^\x21-\x7e]/u.test(text) ? 'invalidCharacters' : undefined;
}

/** Takes the white space off that copying brings along. */
export function trimCredential(credential: CredentialInput): CredentialInput {
  return {
    publicKey: credential.publicKey.trim(),
    privateKey: credential.privateKey.trim(),
    securityToken: credential.securityToken.trim(),
  };
}

/** The window knows a stored public key only masked, so the form sends it empty unless it was typed anew. */
export function withStoredPublicKey(credential: CredentialInput, stored: StoredProfile | undefined): CredentialInput {
  return credential.publicKey === '' && stored !== undefined
    ? { ...credential, publicKey: stored.publicKey }
    : credential;
}
