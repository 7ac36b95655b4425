import { lstat, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { askServer } from './ask-server.ts';

/** The folder of one test restore: the server's socket, and the backup under the name the server looks for. */
export interface Scratch {
  readonly folder: string;
  readonly socketPath: string;
  remove(): Promise<void>;
}

const PREFIX = 'backhaul-restore-';
const OWNER = 'owner';
const SOCKET = 'socket';
export const DUMP_NAME = 'dump.rdb';

/**
 * Makes a folder that only this user can enter (mkdtemp: 0700), with a symbolic link to the backup. A link and no copy,
 * since a backup may be larger than the disk has room; a symbolic one, since it crosses file systems and since a server
 * that saved all the same would rename its new file over the link and leave the backup alone.
 * @param under the system's folder for temporary files: a socket's path must be short (about a hundred bytes).
 */
export async function makeScratch(under: string, backup: string): Promise<Scratch> {
  const folder = await mkdtemp(path.join(under, PREFIX));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    await writeFile(path.join(folder, OWNER), `${process.pid}`);
    await symlink(backup, path.join(folder, DUMP_NAME));
  } catch (error) {
    await remove();
    throw error;
  }
  return { folder, socketPath: path.join(folder, SOCKET), remove };
}

const SHUTDOWN_TIMEOUT_MS = 3000;

/**
 * Removes what runs of this program left when they were killed, their servers with them. A server is told to end over
 * its own socket, never by a number that may be another's process by now.
 */
export async function clearLeftovers(under: string): Promise<void> {
  const names = await readdir(under).catch(() => []);
  for (const name of names.filter((each) => each.startsWith(PREFIX))) {
    const folder = path.join(under, name);
    if (!(await isLeftOver(folder))) continue;
    await askServer(path.join(folder, SOCKET), 'SHUTDOWN NOSAVE', SHUTDOWN_TIMEOUT_MS).catch(() => undefined);
    await rm(folder, { recursive: true, force: true });
  }
}

/** Only a folder of our own making, as far as that can be seen, whose maker is no longer there. */
async function isLeftOver(folder: string): Promise<boolean> {
  try {
    const found = await lstat(folder);
    const isPrivate = found.uid === process.getuid?.() && (found.mode & 0o77) === 0;
    if (!found.isDirectory() || !isPrivate) return false;
    return !isRunning(Number(await readFile(path.join(folder, OWNER), 'utf8')));
  } catch {
    return false;
  }
}

function isRunning(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch {
    return false;
  }
}
