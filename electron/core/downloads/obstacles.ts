import { access, statfs } from 'node:fs/promises';
import type { AppErrorData } from '#shared/errors.ts';
import type { Download } from '#shared/models/download.ts';
import { meaningOf } from '../ucloud/error-catalogue.ts';

/**
 * What passes without the download being any the worse: no room on the disk, a disk that was unplugged, a key that the
 * cloud does not know or that cannot be opened, no network.
 */
export type Obstacle = 'space' | 'folder' | 'key' | 'network';

/** So much stays free: a disk that is full to the brim breaks other things. */
const SPARE_BYTES = 8_000_000;

/** Null for a failure that does not pass by waiting. */
export function obstacleOf({ code, params, detail }: AppErrorData): Obstacle | null {
  switch (code) {
    case 'diskFull':
      // A quota cannot be looked at from here.
      return detail === 'EDQUOT' ? null : 'space';
    case 'folderMissing':
      return 'folder';
    case 'secretMissing':
    case 'secretUnreadable':
    case 'keychainUnavailable':
      return 'key';
    case 'apiRefused':
      return meaningOf(Number(params['retCode'])).class === 'credential' ? 'key' : null;
    case 'offline':
    case 'dnsFailed':
      return 'network';
    default:
      return null;
  }
}

/** Whether the disk says that it has passed. Of keys and the network, others bring the news. */
export async function hasPassed(obstacle: Obstacle, download: Download): Promise<boolean> {
  try {
    if (obstacle === 'folder') {
      await access(download.folder);
      return true;
    }
    if (obstacle !== 'space') return false;
    const { bavail, bsize } = await statfs(download.folder);
    const missingBytes = (download.totalBytes ?? 0) - download.receivedBytes;
    return bavail * bsize >= Math.max(0, missingBytes) + SPARE_BYTES;
  } catch {
    return false;
  }
}
