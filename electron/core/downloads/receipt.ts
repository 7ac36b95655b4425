import { randomUUID } from 'node:crypto';
import { open, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { ErrorCode } from '#shared/errors.ts';
import type { BackupRef } from '#shared/models/backup.ts';
import type { Check } from '#shared/models/download.ts';
import { isVerified } from '#shared/verified.ts';
import { errnoOf, fileError } from './file-errors.ts';
import { receiptNameOf, sha256NameOf } from './folder-names.ts';
import { moveWithoutOverwriting } from './move-file.ts';

/** What a receipt says of a finished file. It holds no key and no link. */
export interface ReceiptFacts {
  /** The finished file. */
  readonly path: string;
  readonly sizeBytes: number;
  /** 64 hexadecimal digits. */
  readonly sha256: string;
  /** As the storage sent it. */
  readonly etag: string | null;
  readonly checks: readonly Check[];
  readonly ref: BackupRef;
  readonly profileName: string;
  readonly host: string;
  /** Milliseconds since 1970. */
  readonly addedAt: number;
  readonly finishedAt: number;
  readonly renewals: number;
  readonly appVersion: string;
}

/**
 * Writes `<name>.receipt.json` and `<name>.sha256` beside a finished file, each in one step and never over another file.
 * @returns the code of what kept one from being written: `fileExists`, `diskFull` …; null when both are there. The file
 * they speak of is whole all the same, so this never throws.
 */
export async function writeReceipt(facts: ReceiptFacts): Promise<ErrorCode | null> {
  const name = path.basename(facts.path);
  const folder = path.dirname(facts.path);
  try {
    await writeBeside(path.join(folder, sha256NameOf(name)), checksumLine(facts.sha256, name));
    await writeBeside(path.join(folder, receiptNameOf(name)), `${JSON.stringify(receiptOf(facts), null, 2)}\n`);
    return null;
  } catch (error) {
    return fileError(error, facts.path).code;
  }
}

/** Removes what `writeReceipt` wrote. */
export async function removeReceipt(file: string): Promise<void> {
  const [name, folder] = [path.basename(file), path.dirname(file)];
  await rm(path.join(folder, receiptNameOf(name)), { force: true });
  await rm(path.join(folder, sha256NameOf(name)), { force: true });
}

/** As `sha256sum --check` reads it: binary mode, which is what the asterisk says. Our names need no escaping. */
export function checksumLine(sha256: string, name: string): string {
  return `${sha256} *${name}\n`;
}

function receiptOf(facts: ReceiptFacts): object {
  const { path: file, ref, profileName, host, addedAt, finishedAt, renewals, appVersion, ...evidence } = facts;
  const { profileId: _onlyOurs, ...backup } = ref;
  return {
    format: 'backhaul-receipt',
    version: 1,
    file: path.basename(file),
    sizeBytes: evidence.sizeBytes,
    sha256: evidence.sha256,
    etag: evidence.etag,
    checks: evidence.checks,
    verified: isVerified(evidence.checks),
    profile: profileName,
    backup,
    host,
    addedAt: new Date(addedAt).toISOString(),
    finishedAt: new Date(finishedAt).toISOString(),
    linkRenewals: renewals,
    writtenBy: `Backhaul ${appVersion}`,
  };
}

async function writeBeside(target: string, text: string): Promise<void> {
  const temporary = path.join(path.dirname(target), `.backhaul-${randomUUID()}.tmp`);
  const handle = await open(temporary, 'wx', 0o600);
  try {
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await moveWithoutOverwriting(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    // Written before a crash kept the rest from being written.
    const isThere = errnoOf(error) === 'EEXIST' && (await readFile(target, 'utf8')) === text;
    if (!isThere) throw error;
  }
}
