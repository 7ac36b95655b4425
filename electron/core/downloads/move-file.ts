import { link, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { errnoOf } from './file-errors.ts';

/** File systems without hard links: FAT, exFAT, some network shares and some sandboxes. */
const NO_HARD_LINKS: ReadonlySet<string> = new Set(['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EINVAL', 'EMLINK']);

/**
 * Gives a file its final name in the same folder in one step, and never the name of a file that is there already.
 * `rename` alone would replace it silently.
 * Throws the Node error, EEXIST when the name is taken; then the file keeps its old name.
 * @param hardLink for tests: file systems that have none.
 */
export async function moveWithoutOverwriting(from: string, to: string, hardLink: typeof link = link): Promise<void> {
  try {
    await hardLink(from, to);
    // Both names are the same file now; losing the old one is a matter of tidiness.
    await rm(from, { force: true }).catch(() => undefined);
  } catch (error) {
    if (!NO_HARD_LINKS.has(errnoOf(error))) throw error;
    await renameOverPlaceholder(from, to);
  }
  await syncFolder(path.dirname(to));
}

/** Takes the name with an empty file of ours, which only we then replace. */
async function renameOverPlaceholder(from: string, to: string): Promise<void> {
  const placeholder = await open(to, 'wx', 0o600);
  await placeholder.close();
  try {
    await rename(from, to);
  } catch (error) {
    await rm(to, { force: true });
    throw error;
  }
}

/** The name itself must survive a power cut too. Windows neither needs nor allows it. */
export async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch {
    // The file is complete and synced; a folder that cannot be opened for reading changes nothing about that.
  }
}
