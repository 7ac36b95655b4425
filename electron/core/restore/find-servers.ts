import { execFile } from 'node:child_process';
import { access, constants, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { RestoreServer } from '#shared/models/test-restore.ts';

const NAMES = ['redis-server', 'valkey-server'];
/** Where package managers put servers that a desktop's PATH need not hold. */
const USUAL_FOLDERS = ['/usr/local/bin', '/opt/homebrew/bin', '/usr/bin', '/usr/local/sbin', '/usr/sbin'];
const VERSION_TIMEOUT_MS = 10_000;

/**
 * The Redis and Valkey servers of this machine, by the folders of PATH and the usual ones. Only absolute folders count,
 * so that nothing beside a file or in the working folder is ever started. On Windows there is none: no server for it
 * has a private socket.
 */
export async function findServers(options: {
  readonly platform: NodeJS.Platform;
  /** The PATH variable. */
  readonly searchPath: string;
  readonly usualFolders?: readonly string[];
}): Promise<RestoreServer[]> {
  if (options.platform === 'win32') return [];
  const folders = [...options.searchPath.split(path.delimiter), ...(options.usualFolders ?? USUAL_FOLDERS)];
  const absolute = new Set(folders.filter((folder) => path.isAbsolute(folder)).map((folder) => path.resolve(folder)));
  const candidates = [...absolute].flatMap((folder) => NAMES.map((name) => path.join(folder, name)));
  const found = await Promise.all(candidates.map(serverAt));
  return found.filter((server) => server !== null);
}

async function serverAt(file: string): Promise<RestoreServer | null> {
  try {
    await access(file, constants.X_OK);
    if (!(await stat(file)).isFile()) return null;
    const { stdout } = await promisify(execFile)(file, ['--version'], {
      timeout: VERSION_TIMEOUT_MS,
      env: SERVER_ENVIRONMENT,
      maxBuffer: 65_536,
    });
    return describeServer(file, stdout);
  } catch {
    // Not there, or not to be started: then it is none of ours.
    return null;
  }
}

/** Nothing of our own environment: it may hold keys. */
export const SERVER_ENVIRONMENT = { LC_ALL: 'C' };

/** Reads `Redis server v=7.0.15 sha=…`; a `redis-server` may be Valkey under Redis' name. Null for anything else. */
export function describeServer(file: string, words: string): RestoreServer | null {
  const [, name, version] = /^(Redis|Valkey) server v=(\d+(?:\.\d+)*)/iu.exec(words) ?? [];
  if (name === undefined || version === undefined) return null;
  return { path: file, product: name.toLowerCase() === 'valkey' ? 'valkey' : 'redis', version };
}
