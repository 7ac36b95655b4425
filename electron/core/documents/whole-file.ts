import { randomUUID } from 'node:crypto';
import { open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileError } from '../downloads/file-errors.ts';
import { moveWithoutOverwriting } from '../downloads/move-file.ts';

/** Whether there is a file of this name: then the system's dialog has asked whether it may be replaced. */
export async function isThere(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}

/**
 * Writes a file as a whole or not at all, readable by its owner only. One that was not there when the user was asked is
 * not replaced. Throws AppError of a file code.
 */
export async function writeWholeFile(file: string, content: Uint8Array, mayReplace: boolean): Promise<void> {
  const draft = path.join(path.dirname(file), `.backhaul-${randomUUID()}.part`);
  try {
    const handle = await open(draft, 'wx', 0o600);
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await (mayReplace ? rename(draft, file) : moveWithoutOverwriting(draft, file));
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw fileError(error, file);
  }
}
