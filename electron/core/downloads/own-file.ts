import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';

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
