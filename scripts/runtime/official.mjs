import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run, say } from '../setup/command.mjs';
import { cacheFolder, modulesFolder } from '../setup/places.mjs';

const FETCH_LIMIT_MS = 5 * 60_000;
const electronPackage = join(modulesFolder, 'electron');
const failureFile = join(cacheFolder, 'electron', 'official-failure.json');

export const officialFolder = join(electronPackage, 'dist');

/** @returns {string} */
export function pinnedVersion() {
  return JSON.parse(readFileSync(join(electronPackage, 'package.json'), 'utf8')).version;
}

/** Electron's name for its executable inside the unpacked folder. */
export function officialExecutable() {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}

export function isOfficialReady() {
  const versionFile = join(officialFolder, 'version');
  return (
    existsSync(join(officialFolder, officialExecutable())) &&
    existsSync(versionFile) &&
    readFileSync(versionFile, 'utf8').replace(/^v/, '').trim() === pinnedVersion()
  );
}

/**
 * Lets the electron package fetch its own binary, which it verifies against the checksums it carries.
 *
 * @returns {Promise<boolean>} Whether it is there now.
 */
export async function fetchOfficial() {
  say(`fetching Electron ${pinnedVersion()} from its release page`);
  const result = await run(process.execPath, [join(electronPackage, 'install.js')], {
    timeoutMs: FETCH_LIMIT_MS,
    output: 'capture',
  });
  if (result.code === 0 && isOfficialReady()) return true;
  const reason = result.hasTimedOut ? `no end within ${FETCH_LIMIT_MS / 60_000} minutes` : firstError(result.output);
  say(`it could not be fetched: ${reason}`);
  rememberFailure();
  return false;
}

/** @returns {number | undefined} */
export function officialFailedAtMs() {
  try {
    const { version, atMs } = JSON.parse(readFileSync(failureFile, 'utf8'));
    return version === pinnedVersion() && typeof atMs === 'number' ? atMs : undefined;
  } catch {
    return undefined;
  }
}

function rememberFailure() {
  mkdirSync(dirname(failureFile), { recursive: true });
  writeFileSync(failureFile, JSON.stringify({ version: pinnedVersion(), atMs: Date.now() }));
}

/** @param {string} output */
function firstError(output) {
  const lines = output.split('\n').map((line) => line.trim());
  return lines.find((line) => /error/i.test(line)) ?? lines.at(-1) ?? 'no reason given';
}
