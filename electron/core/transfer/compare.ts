import { isDeepStrictEqual } from 'node:util';
import { profileDetails, type ProfileDetails } from '#shared/models/profile.ts';
import type { TransferChoice, TransferField, TransferVerdict } from '#shared/models/transfer.ts';
import { resolveCloud } from '../ucloud/clouds.ts';
import type { StoredProfile } from '../vault/stored-profiles.ts';
import type { TransferProfile } from './file-format.ts';

export interface Comparison {
  verdict: TransferVerdict;
  existing: StoredProfile | undefined;
  differing: TransferField[];
  /** The first is proposed. */
  choices: TransferChoice[];
}

/** Which of the secret parts differ between a profile of a file and one that is here; none where the file has none. */
export type DifferingSecrets = (existing: StoredProfile) => Promise<TransferField[]>;

/**
 * Says how a profile of a file relates to the ones here. The name decides which one it meets; only where no profile has
 * the name, one with the same public key is met.
 */
export async function compareWith(
  stored: readonly StoredProfile[],
  incoming: TransferProfile,
  options: { hasSecret: boolean; differingSecrets: DifferingSecrets },
): Promise<Comparison> {
  const own = stored.filter(({ details }) => details.cloud.kind !== 'practice');
  const name = incoming.details.name.trim();
  // A taken name is taken whoever has it: the practice profile too.
  const namesake = stored.find(({ details }) => details.name === name);
  const existing = namesake ?? own.find(({ publicKey }) => publicKey === incoming.publicKey);
  if (existing === undefined) return { verdict: 'added', existing, differing: [], choices: ['add', 'skip'] };

  const isSameKey = existing.publicKey === incoming.publicKey;
  const differing = [
    ...differingDetails(existing.details, options.hasSecret ? incoming.details : keepChannelKey(existing, incoming)),
    ...(isSameKey ? await options.differingSecrets(existing) : ['publicKey' as const]),
    ...(hasOtherEnd(existing, incoming) ? ['tokenExpiresAt' as const] : []),
  ];
  const verdict = verdictOf({ isNamesake: namesake !== undefined, isSameKey, isSame: differing.length === 0 });
  const mayReplace = existing.details.cloud.kind !== 'practice' && (options.hasSecret || keepsKey(existing, incoming));
  return { verdict, existing, differing, choices: choicesOf(verdict, mayReplace) };
}

/** A file may know when a token ends that nobody said here; that it does not know is no difference. */
function hasOtherEnd(existing: StoredProfile, { tokenExpiresAt }: TransferProfile): boolean {
  return tokenExpiresAt !== null && tokenExpiresAt !== existing.tokenExpiresAt;
}

function verdictOf(found: { isNamesake: boolean; isSameKey: boolean; isSame: boolean }): TransferVerdict {
  if (!found.isNamesake) return 'keyTaken';
  if (!found.isSameKey) return 'nameTaken';
  return found.isSame ? 'same' : 'changed';
}

function choicesOf(verdict: TransferVerdict, mayReplace: boolean): TransferChoice[] {
  const replace: TransferChoice[] = mayReplace ? ['replace'] : [];
  if (verdict === 'same') return ['skip'];
  if (verdict === 'keyTaken') return ['skip', 'add', ...replace];
  return verdict === 'changed' ? [...replace, 'addRenamed', 'skip'] : ['skip', ...replace, 'addRenamed'];
}

/**
 * A profile without its private key may replace one only where the key that is here still fits afterwards: nothing that
 * is stored only here is given up for something that asks for a key.
 */
function keepsKey(existing: StoredProfile, incoming: TransferProfile): boolean {
  return (
    existing.publicKey === incoming.publicKey && apiUrlOf(existing.details) === apiUrlOf(incoming.details, 'unusable')
  );
}

function differingDetails(one: ProfileDetails, other: ProfileDetails): TransferField[] {
  return profileDetails.keyof().options.filter((field) => !isDeepStrictEqual(one[field], other[field]));
}

/** The channel key of a dedicated channel lets calls through: it goes nowhere in clear. */
export function withoutChannelKey(details: ProfileDetails): ProfileDetails {
  const { cloud } = details;
  return cloud.kind === 'practice' ? details : { ...details, cloud: { ...cloud, channelKey: '' } };
}

/** A file without secrets has no channel keys: the one that is here stays with its endpoint. */
export function keepChannelKey(existing: StoredProfile, { details }: TransferProfile): ProfileDetails {
  const here = existing.details.cloud;
  const { cloud } = details;
  if (here.kind === 'practice' || cloud.kind === 'practice') return details;
  if (apiUrlOf(existing.details) !== apiUrlOf(details, 'unusable')) return details;
  return { ...details, cloud: { ...cloud, channelKey: here.channelKey } };
}

/** @param ifUnusable stands for an endpoint that this version does not accept. */
function apiUrlOf({ cloud }: ProfileDetails, ifUnusable = ''): string {
  try {
    return resolveCloud(cloud).apiUrl;
  } catch {
    return ifUnusable;
  }
}
