import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run, say } from './command.mjs';
import { decideInstall, installStamp } from './install-decision.mjs';
import { modulesFolder, outerEnvironment, repository } from './places.mjs';

const INSTALL_LIMIT_MS = 15 * 60_000;
const stampFile = join(modulesFolder, '.cache', 'backhaul-install-stamp');

/** Makes node_modules what package-lock.json says, without a needless install. */
export async function ensureDependencies() {
  const lockText = readFileSync(join(repository, 'package-lock.json'), 'utf8');
  const wantedStamp = installStamp(lockText, process.platform, process.arch);
  const decision = decideInstall({
    wantedStamp,
    stamp: readIfThere(stampFile),
    installed: packagesIn(readIfThere(join(modulesFolder, '.package-lock.json'))),
    locked: packagesIn(lockText) ?? {},
  });
  if (decision === 'nothing') return;
  if (decision === 'install') await install();
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, wantedStamp);
}

async function install() {
  say('installing the dependencies (npm ci)');
  const { code } = await run('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: repository,
    env: outerEnvironment(),
    timeoutMs: INSTALL_LIMIT_MS,
  });
  if (code !== 0) throw new Error(`npm ci ended with code ${code}: see its own words above.`);
}

/** @param {string} path */
function readIfThere(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/**
 * @param {string | undefined} lockText
 * @returns {import('./install-decision.mjs').LockedPackages | undefined}
 */
function packagesIn(lockText) {
  return lockText === undefined ? undefined : JSON.parse(lockText).packages;
}
