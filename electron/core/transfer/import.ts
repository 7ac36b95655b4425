import path from 'node:path';
import { AppError, isAppError } from '#shared/errors.ts';
import type { TransferChoice, TransferField, TransferResult, TransferRow } from '#shared/models/transfer.ts';
import type { Clock } from '../ports.ts';
import { maskKey } from '../vault/mask.ts';
import type { ProfileStore } from '../vault/profile-store.ts';
import type { ProfilesService } from '../vault/profiles.ts';
import { secretOf, wipe, type Secret } from '../vault/secret.ts';
import type { SecretKeeper } from '../vault/secrets.ts';
import type { StoredProfile } from '../vault/stored-profiles.ts';
import { applyRow, type ImportRow } from './apply-row.ts';
import { compareWith, withoutChannelKey } from './compare.ts';
import { parsePayload, parseTransferFile, type TransferFile, type TransferProfile } from './file-format.ts';
import { openPayload } from './sealing.ts';
import { readChosenFile } from './transfer-files.ts';

/** How long what was decrypted is kept for somebody to decide. */
const FORGET_AFTER_MS = 10 * 60_000;

interface OpenedFile {
  transferId: string;
  fileName: string;
  needsPassphrase: boolean;
  createdAt: number;
}

interface Transfer {
  id: string;
  file: TransferFile;
  rows: ImportRow[];
  isUnlocking: boolean;
  expiry: AbortController;
}

/** One profile file at a time: opened, looked into, and then applied or forgotten. Nothing changes before `apply`. */
export interface TransferImport {
  /** Throws AppError `transferUnreadable`, `transferNewer`, `fileFailed`. Null when the user backed out. */
  open(): Promise<OpenedFile | null>;
  /** Throws AppError `wrongPassphrase`, `transferUnreadable`, `transferNotFound`, and `vaultLocked` with the file still open. */
  unlock(transferId: string, passphrase: string): Promise<TransferRow[]>;
  /** Throws AppError `transferNotFound`, and `vaultLocked` with the file still open; what goes wrong with one profile is in its result. */
  apply(transferId: string, choices: readonly { rowId: string; choice: TransferChoice }[]): Promise<TransferResult[]>;
  discard(transferId: string): void;
  /** Forgets what is open, whichever it is. */
  close(): void;
}

export function createTransferImport(dependencies: {
  store: ProfileStore;
  secrets: SecretKeeper;
  profiles: ProfilesService;
  clock: Clock;
  newId: () => string;
  /** The system's dialog; empty when the user backed out. */
  chooseFile: () => Promise<string>;
}): TransferImport {
  const { store, secrets, profiles, clock, newId, chooseFile } = dependencies;
  let current: Transfer | undefined;

  const close = (): void => {
    current?.expiry.abort();
    wipeRows(current?.rows ?? []);
    current = undefined;
  };
  const get = (transferId: string): Transfer => {
    if (current?.id !== transferId) throw new AppError('transferNotFound');
    return current;
  };
  const discard = (transferId: string): void => {
    if (current?.id === transferId) close();
  };

  const rowOf = async (profile: TransferProfile, secret: Secret | null, index: number): Promise<ImportRow> => ({
    rowId: String(index + 1),
    profile,
    secret,
    comparison: await compareWith(store.all(), profile, {
      hasSecret: secret !== null,
      differingSecrets: (existing) => differingSecrets(secrets, existing, secret),
    }),
  });

  return {
    async open() {
      const chosen = await chooseFile();
      if (chosen === '') return null;
      close();
      const file = parseTransferFile(await readChosenFile(chosen));
      const transfer: Transfer = { id: newId(), file, rows: [], isUnlocking: false, expiry: new AbortController() };
      current = transfer;
      const forget = (): void => discard(transfer.id);
      void clock.sleep(FORGET_AFTER_MS, transfer.expiry.signal).then(forget, forget);
      const needsPassphrase = file.secrets === 'encrypted';
      const createdAt = Date.parse(file.createdAt);
      return { transferId: transfer.id, fileName: path.basename(chosen), needsPassphrase, createdAt };
    },
    async unlock(transferId, passphrase) {
      const transfer = get(transferId);
      // Each try takes much memory: one at a time.
      if (transfer.isUnlocking) throw new AppError('tooManyCalls', { retryable: true });
      transfer.isUnlocking = true;
      try {
        const found = await contentOf(transfer.file, passphrase);
        const rows = await Promise.all(found.map(({ profile, secret }, index) => rowOf(profile, secret, index)));
        if (current !== transfer) wipeRows(rows);
        get(transferId);
        wipeRows(transfer.rows);
        transfer.rows = rows;
        return rows.map(viewOf);
      } finally {
        transfer.isUnlocking = false;
      }
    },
    async apply(transferId, choices) {
      get(transferId);
      await checkUnlocked(secrets);
      const { rows, expiry } = get(transferId);
      const chosen = new Map(choices.map(({ rowId, choice }) => [rowId, choice]));
      const isAllowed = rows.every(({ rowId, comparison }) => comparison.choices.includes(chosen.get(rowId) ?? 'skip'));
      if (!isAllowed) throw new AppError('internal', { detail: 'A choice that was not offered.' });
      current = undefined;
      expiry.abort();
      try {
        const results: TransferResult[] = [];
        for (const row of rows)
          results.push(await applyRow({ row, choice: chosen.get(row.rowId) ?? 'skip', store, profiles }));
        return results;
      } finally {
        wipeRows(rows);
      }
    },
    discard,
    close,
  };
}

/** A locked vault can seal nothing, and that is better known before the file is forgotten. Throws AppError `vaultLocked`. */
async function checkUnlocked(secrets: SecretKeeper): Promise<void> {
  const nothing = secretOf({ privateKey: '', securityToken: '' });
  if ((await secrets.protectionNow()) === 'password') await secrets.seal('password', 'nobody', nothing);
}

/** The profiles of a file, the secrets as Buffers that can be wiped. */
async function contentOf(
  file: TransferFile,
  passphrase: string,
): Promise<{ profile: TransferProfile; secret: Secret | null }[]> {
  if (file.secrets === 'none') return file.profiles.map((profile) => ({ profile, secret: null }));
  const plain = await openPayload(file, passphrase);
  try {
    return parsePayload(plain).map(({ privateKey, securityToken, ...profile }) => ({
      profile,
      secret: secretOf({ privateKey, securityToken }),
    }));
  } finally {
    plain.fill(0);
  }
}

/** A key that is missing here, or will not open, differs from one that is there. */
async function differingSecrets(
  secrets: SecretKeeper,
  existing: StoredProfile,
  incoming: Secret | null,
): Promise<TransferField[]> {
  if (incoming === null) return [];
  try {
    const { secret } = await secrets.take(existing.id, existing.secret);
    const differing: TransferField[] = [];
    if (!secret.privateKey.equals(incoming.privateKey)) differing.push('privateKey');
    if (!secret.securityToken.equals(incoming.securityToken)) differing.push('securityToken');
    wipe(secret);
    return differing;
  } catch (error) {
    // Whether a key that is locked away is the same is known once it is unlocked.
    if (isAppError(error) && error.code !== 'vaultLocked') return ['privateKey'];
    throw error;
  }
}

function viewOf({ rowId, profile, comparison }: ImportRow): TransferRow {
  const { name, environment, cloud, projectId, regionId } = withoutChannelKey(profile.details);
  const { verdict, existing, differing, choices } = comparison;
  return {
    rowId,
    name,
    environment,
    cloud,
    projectId,
    regionId,
    publicKeyMasked: maskKey(profile.publicKey),
    verdict,
    existingName: existing?.details.name ?? '',
    differing,
    choices,
  };
}

function wipeRows(rows: readonly ImportRow[]): void {
  for (const { secret } of rows) if (secret !== null) wipe(secret);
}
