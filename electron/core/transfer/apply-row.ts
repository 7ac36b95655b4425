import { isAppError } from '#shared/errors.ts';
import type { ProfileDetails } from '#shared/models/profile.ts';
import type { TransferChoice, TransferResult } from '#shared/models/transfer.ts';
import type { ProfileStore } from '../vault/profile-store.ts';
import { freeName } from '../vault/free-name.ts';
import type { ProfilesService } from '../vault/profiles.ts';
import type { Secret } from '../vault/secret.ts';
import { keepChannelKey, type Comparison } from './compare.ts';
import type { TransferProfile } from './file-format.ts';

export interface ImportRow {
  rowId: string;
  profile: TransferProfile;
  /** Null in a file without secrets. */
  secret: Secret | null;
  comparison: Comparison;
}

interface Step {
  row: ImportRow;
  choice: TransferChoice;
  store: ProfileStore;
  profiles: ProfilesService;
}

/** Does what was chosen for one profile of a file. Its failure is told, so that the others still come. */
export async function applyRow(step: Step): Promise<TransferResult> {
  const { row, choice } = step;
  const details = detailsFor(step);
  const said = { rowId: row.rowId, name: details.name, code: null, reason: null };
  if (choice === 'skip') return { ...said, outcome: 'skipped' };
  try {
    const profileId = choice === 'replace' ? row.comparison.existing?.id : undefined;
    await save(step, profileId, details);
    return { ...said, outcome: choice === 'replace' ? 'replaced' : 'added' };
  } catch (error) {
    const { code, fields = {} } = isAppError(error) ? error.data : { code: 'internal' as const };
    return { ...said, outcome: 'failed', code, reason: Object.values(fields)[0] ?? null };
  }
}

function detailsFor({ row, choice, store }: Step): ProfileDetails {
  const { secret, profile, comparison } = row;
  const { existing } = comparison;
  if (choice === 'replace' && secret === null && existing !== undefined) return keepChannelKey(existing, profile);
  const { details } = profile;
  if (choice !== 'addRenamed') return { ...details, name: details.name.trim() };
  return { ...details, name: freeName(details.name, new Set(store.all().map((each) => each.details.name))) };
}

async function save({ row, profiles }: Step, profileId: string | undefined, details: ProfileDetails): Promise<void> {
  const { secret, profile } = row;
  const { publicKey, keyStoredAt, tokenExpiresAt } = profile;
  if (secret === null) {
    await profiles.saveWithoutKey({ profileId, details, publicKey, keyStoredAt });
    return;
  }
  const [privateKey, securityToken] = [secret.privateKey.toString(), secret.securityToken.toString()];
  const credential = { publicKey, privateKey, securityToken };
  await profiles.save({ profileId, details, credential, keyStoredAt, tokenExpiresAt });
}
