import { constants } from 'node:fs';
import { lstat, open, type FileHandle } from 'node:fs/promises';
import { errnoOf, fileError, fileExists } from './file-errors.ts';

/** Windows has no O_NOFOLLOW; O_EXCL refuses a planted link there as well. */
const NO_FOLLOW = process.platform === 'win32' ? 0 : constants.O_NOFOLLOW;

/** Creates a file that only this user may read. What is there already, a link included, is left alone: EEXIST. */
export function createOwnFile(path: string): Promise<FileHandle> {
  return open(path, constants.O_RDWR | constants.O_CREAT | constants.O_EXCL | NO_FOLLOW, 0o600);
}

/** Opens a file of ours; a symbolic link is refused with ELOOP, and what is no plain file with EEXIST. */
export async function openOwnFile(path: string, mode: 'read' | 'readWrite'): Promise<FileHandle> {
  const handle = await open(path, (mode === 'read' ? constants.O_RDONLY : constants.O_RDWR) | NO_FOLLOW);
  try {
    if ((await handle.stat()).isFile()) return handle;
    throw Object.assign(new Error('not a plain file'), { code: 'EEXIST' });
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** A file of ours to go on writing; null where there is none. Throws the AppErrors of files. */
export async function openIfThere(file: string): Promise<FileHandle | null> {
  try {
    return await openOwnFile(file, 'readWrite');
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null;
    throw fileError(error, file);
  }
}

/** Throws AppError `fileExists` where something has this name. */
export async function refusePresent(file: string): Promise<void> {
  try {
    await lstat(file);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return;
    throw error;
  }
  throw fileExists(file);
}
