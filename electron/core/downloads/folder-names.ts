import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileError } from './file-errors.ts';
import { nameKey, uniqueName } from './file-names.ts';

/** What a download's file is called while it is not complete. */
export function partialNameOf(name: string): string {
  return `${name}.part`;
}

/** What lies beside a file, before it is complete and after: with its name, these must be free as well. */
const COMPANIONS = ['.part', '.part.journal', '.receipt.json', '.sha256', '.damaged'] as const;

/** Where a complete file is kept that the check found damaged, with a number where others were kept before. */
export function damagedNameOf(name: string, others: number): string {
  return others === 0 ? `${name}.damaged` : `${name}.${others}.damaged`;
}

export function receiptNameOf(name: string): string {
  return `${name}.receipt.json`;
}

export function sha256NameOf(name: string): string {
  return `${name}.sha256`;
}

/**
 * A name that neither a file in the folder nor another download has, with the names of its companions free as well.
 * @param reserved names of other downloads; asked last, so that two that begin at once do not get the same.
 * Throws AppError `folderMissing` or `noPermission`.
 */
export async function freeNameIn(folder: string, wanted: string, reserved: () => readonly string[]): Promise<string> {
  const present = await namesIn(folder, wanted);
  const taken = new Set([...present, ...reserved()].map(nameKey));
  return uniqueName(wanted, (name) => ['', ...COMPANIONS].some((ending) => taken.has(nameKey(name + ending))));
}

async function namesIn(folder: string, wanted: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    throw fileError(error, path.join(folder, wanted));
  }
}

/** Says on sight that it is neither the file nor complete. */
export function earlierNameOf(fileName: string): string {
  const extension = path.extname(fileName);
  return `${path.basename(fileName, extension)} (earlier version, incomplete)${extension}`;
}
