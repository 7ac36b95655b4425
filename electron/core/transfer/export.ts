import path from 'node:path';
import { AppError, invalidInput, isAppError } from '#shared/errors.ts';
import { SHORTEST_PASSPHRASE } from '#shared/models/transfer.ts';
import { isThere, writeWholeFile } from '../documents/whole-file.ts';
import type { Clock } from '../ports.ts';
import type { ProfileStore } from '../vault/profile-store.ts';
import { wipe } from '../vault/secret.ts';
import type { SecretKeeper } from '../vault/secrets.ts';
import type { StoredProfile } from '../vault/stored-profiles.ts';
import { withoutChannelKey } from './compare.ts';
import { header, writePayload, writeTransferFile, type TransferProfileWithSecret } from './file-format.ts';
import { sealPayload } from './sealing.ts';

export interface ExportRequest {
  profileIds: readonly string[];
  withSecrets: boolean;
  passphrase: string;
}

export interface ExportReport {
  outcome: 'saved' | 'cancelled' | 'nothing';
  fileName: string;
  folder: string;
  count: number;
  leftOut: string[];
}

/**
 * Writes profiles into a file of the user's choice. The practice profile never travels.
 * Throws AppError `invalidInput` (field `passphrase`), `profileNotFound`, `vaultLocked` or one of a file.
 */
export type ExportProfiles = (request: ExportRequest) => Promise<ExportReport>;

export function createExport(dependencies: {
  store: ProfileStore;
  secrets: SecretKeeper;
  clock: Clock;
  /** The system's save dialog; empty when the user backed out. */
  chooseTarget: (suggestedName: string) => Promise<string>;
}): ExportProfiles {
  const { store, secrets, clock, chooseTarget } = dependencies;

  /** Unlocking brings the keys: better to ask for that than to leave them out. */
  const checkUnlocked = async (chosen: readonly StoredProfile[]): Promise<void> => {
    const states = await Promise.all(chosen.map(({ id, secret }) => secrets.stateOf(id, secret)));
    if (states.includes('locked')) throw new AppError('vaultLocked');
  };

  const withItsSecret = async (stored: StoredProfile): Promise<TransferProfileWithSecret | undefined> => {
    try {
      const { secret } = await secrets.take(stored.id, stored.secret);
      const [privateKey, securityToken] = [secret.privateKey.toString(), secret.securityToken.toString()];
      wipe(secret);
      const { details, publicKey, keyStoredAt, tokenExpiresAt } = stored;
      return { details, publicKey, keyStoredAt, tokenExpiresAt, privateKey, securityToken };
    } catch (error) {
      if (isAppError(error)) return undefined;
      throw error;
    }
  };

  const sealed = async (chosen: readonly StoredProfile[], passphrase: string) => {
    const opened = await Promise.all(chosen.map(withItsSecret));
    const profiles = opened.filter((each) => each !== undefined);
    const leftOut = chosen.filter((_each, index) => opened[index] === undefined).map(({ details }) => details.name);
    if (profiles.length === 0) return { count: 0, leftOut, content: undefined };
    const plain = writePayload(profiles);
    try {
      const file = await sealPayload({ plain, passphrase, nowMs: clock.now() });
      return { count: profiles.length, leftOut, content: writeTransferFile(file) };
    } finally {
      plain.fill(0);
    }
  };

  const inClear = (chosen: readonly StoredProfile[]) => {
    // The token stays here, so its end is of no use there.
    const profiles = chosen.map(({ details, publicKey, keyStoredAt }) => ({
      details: withoutChannelKey(details),
      publicKey,
      keyStoredAt,
      tokenExpiresAt: null,
    }));
    const content = writeTransferFile({ ...header(clock.now()), secrets: 'none', profiles });
    return { count: profiles.length, leftOut: [], content };
  };

  return async ({ profileIds, withSecrets, passphrase }) => {
    if (withSecrets) checkPassphrase(passphrase);
    const chosen = profileIds.map((id) => store.get(id)).filter(({ details }) => details.cloud.kind !== 'practice');
    if (withSecrets) await checkUnlocked(chosen);
    const nowhere = { fileName: '', folder: '', count: 0 };
    if (chosen.length === 0) return { outcome: 'nothing', ...nowhere, leftOut: [] };
    const target = await chooseTarget(`backhaul-profiles-${new Date(clock.now()).toISOString().slice(0, 10)}.json`);
    if (target === '') return { outcome: 'cancelled', ...nowhere, leftOut: [] };
    const mayReplace = await isThere(target);
    const { count, leftOut, content } = withSecrets ? await sealed(chosen, passphrase) : inClear(chosen);
    if (content === undefined) return { outcome: 'nothing', ...nowhere, leftOut };
    await writeWholeFile(target, content, mayReplace);
    return { outcome: 'saved', fileName: path.basename(target), folder: path.dirname(target), count, leftOut };
  };
}

function checkPassphrase(passphrase: string): void {
  const characters = Array.from(passphrase.normalize('NFKC')).length;
  if (characters === 0) throw invalidInput({ passphrase: 'required' });
  if (characters < SHORTEST_PASSPHRASE) throw invalidInput({ passphrase: 'passphraseTooShort' });
}
