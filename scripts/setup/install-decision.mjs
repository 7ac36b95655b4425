import { createHash } from 'node:crypto';

/**
 * @typedef {Record<string, { version?: string, optional?: boolean, link?: boolean } | undefined>} LockedPackages
 *
 * @typedef {object} InstallFacts
 * @property {string} wantedStamp What the stamp would say if the lock were installed on this machine.
 * @property {string | undefined} stamp What the stamp says, if there is one.
 * @property {LockedPackages | undefined} installed npm's own list of what node_modules holds, written when it is done.
 * @property {LockedPackages} locked The packages of package-lock.json.
 */

/**
 * What node_modules was installed from and for: the lock's content and the kind of machine, since some packages come
 * as one binary per kind.
 *
 * @param {string} lockText
 * @param {string} platform
 * @param {string} architecture
 */
export function installStamp(lockText, platform, architecture) {
  return `${createHash('sha256').update(lockText).digest('hex')} ${platform} ${architecture}`;
}

/**
 * Whether `npm ci` is needed: `stamp` means that a person's own `npm install` has already done what the lock says, so
 * only the stamp is missing.
 *
 * @param {InstallFacts} facts
 * @returns {'nothing' | 'stamp' | 'install'}
 */
export function decideInstall({ wantedStamp, stamp, installed, locked }) {
  if (!installed) return 'install';
  if (stamp === wantedStamp) return 'nothing';
  if (stamp && machineOf(stamp) !== machineOf(wantedStamp)) return 'install';
  return isInstalledAsLocked(installed, locked) ? 'stamp' : 'install';
}

/** @param {string} stamp */
function machineOf(stamp) {
  return stamp.slice(stamp.indexOf(' '));
}

/**
 * @param {LockedPackages} installed
 * @param {LockedPackages} locked
 */
function isInstalledAsLocked(installed, locked) {
  const isWhole = Object.entries(locked).every(([path, wanted]) => {
    if (path === '' || wanted?.optional) return true;
    return installed[path] !== undefined;
  });
  const isExact = Object.entries(installed).every(([path, found]) => {
    const wanted = locked[path];
    return wanted !== undefined && wanted.version === found?.version;
  });
  return isWhole && isExact;
}
