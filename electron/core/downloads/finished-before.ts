import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { check, type Check } from '#shared/models/download.ts';
import { receiptNameOf } from './folder-names.ts';

/** Of our own receipt, what a row on the list says when it is done. */
const ownReceipt = z.object({
  file: z.string(),
  sizeBytes: z.number(),
  sha256: z.string(),
  etag: z.string().nullable(),
  checks: z.array(check),
  addedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
});
const MOST_BYTES = 1_000_000;

export interface FinishedBefore {
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly etag: string | null;
  readonly checks: Check[];
  /** Milliseconds since 1970. */
  readonly finishedAt: number;
}

/**
 * What the receipt beside a file says of it, where it is the receipt of this very download (added to the list in the same
 * millisecond) and the file still has its size; null otherwise. Never throws: what cannot be read says nothing.
 * @param addedAt milliseconds since 1970.
 */
export async function finishedBefore(file: string, addedAt: number): Promise<FinishedBefore | null> {
  try {
    const receiptPath = path.join(path.dirname(file), receiptNameOf(path.basename(file)));
    if ((await stat(receiptPath)).size > MOST_BYTES) return null;
    const told = ownReceipt.parse(JSON.parse(await readFile(receiptPath, 'utf8')));
    const { sizeBytes, sha256, etag, checks } = told;
    const isOfThis = told.file === path.basename(file) && Date.parse(told.addedAt) === addedAt;
    const found = await stat(file);
    if (!isOfThis || !found.isFile() || found.size !== sizeBytes) return null;
    return { sizeBytes, sha256, etag, checks, finishedAt: Date.parse(told.finishedAt) };
  } catch {
    return null;
  }
}
