import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileError } from './file-errors.ts';
import { nameKey, uniqueName } from './file-names.ts';

/** What a download's file is called while it is not complete. */
export function partialNameOf(name: string): string {
  return `${name}.part`;
}

/**
 * A name that neither a file in the folder nor another download has, with its partial name free as well.
 * @param reserved names of other downloads; asked last, so that two that begin at once do not get the same.
 * Throws AppError `folderMissing` or `noPermission`.
 */
export async function freeNameIn(folder: string, wanted: string, reserved: () => readonly string[]): Promise<string> {
  const present = await namesIn(folder, wanted);
  const taken = new Set([...present, ...reserved()].map(nameKey));
  return uniqueName(wanted, (name) => taken.has(nameKey(name)) || taken.has(nameKey(partialNameOf(name))));
}

async function namesIn(folder: string, wanted: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    throw fileError(error, path.join(folder, wanted));
  }
}
