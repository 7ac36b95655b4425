import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run, say } from './command.mjs';
import { asNamedHere, planSystemPackages } from './system-packages.mjs';

const INSTALL_LIMIT_MS = 15 * 60_000;
const QUESTION_LIMIT_MS = 30_000;

/**
 * Makes sure that Electron's system libraries, and for the tests their programs, are here: installs them as root on
 * Debian and its like, otherwise says in one line what to install.
 *
 * @param {import('./system-packages.mjs').Purpose} purpose
 */
export async function ensureSystemPackages(purpose) {
  if (process.platform !== 'linux') {
    if (purpose === 'test' && !isOnPath('redis-check-rdb'))
      say('redis is not installed: what compares with it is skipped');
    return;
  }
  const plan = planSystemPackages(purpose, await readFacts());
  if (plan.action === 'nothing') return;
  if (plan.action === 'install') return installPackages(plan.missing);
  tell(plan);
}

/** Whether a window can be shown on this machine as it is. */
export function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
}

/** @returns {Promise<import('./system-packages.mjs').SystemFacts>} */
async function readFacts() {
  const { code, output } = await ask(existsSync('/sbin/ldconfig') ? '/sbin/ldconfig' : 'ldconfig', ['-p']);
  const knownLibraries = code === 0 ? output : undefined;
  return {
    isPresent: ({ library, command, file }) =>
      (library === undefined || knownLibraries === undefined || knownLibraries.includes(`\t${library} `)) &&
      (command === undefined || isOnPath(command)) &&
      (file === undefined || existsSync(file)),
    hasApt: isOnPath('apt-get'),
    isRoot: process.getuid?.() === 0,
    hasDisplay: hasDisplay(),
  };
}

/** @param {string} command */
function isOnPath(command) {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return folders.some((folder) => folder !== '' && existsSync(join(folder, `${command}${suffix}`)));
}

/** @param {readonly string[]} packages */
async function installPackages(packages) {
  say(`installing system packages: ${packages.join(' ')}`);
  await aptGet(['update', '-qq']);
  const { output } = await ask('apt-cache', ['policy', ...packages, ...packages.map((name) => `${name}t64`)]);
  const names = asNamedHere(packages, (name) =>
    new RegExp(`^${escape(name)}:\\n.*\\n  Candidate: [^(]`, 'm').test(output),
  );
  const code = await aptGet(['install', '-y', '-qq', '--no-install-recommends', ...names]);
  if (code !== 0) throw new Error(`apt-get could not install ${names.join(' ')}: see its own words above.`);
  if (packages.includes('redis-server')) await stopRedisService();
}

/** @param {readonly string[]} args */
async function aptGet(args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { code } = await run('apt-get', args, { timeoutMs: INSTALL_LIMIT_MS, env });
  return code;
}

/** The tests start redis-server by themselves when they want it; a service left running would be none of their business. */
async function stopRedisService() {
  if (existsSync('/run/systemd/system')) await ask('systemctl', ['disable', '--now', 'redis-server']);
  else await ask('invoke-rc.d', ['--quiet', 'redis-server', 'stop']);
}

/** @param {import('./system-packages.mjs').SystemPlan} plan */
function tell({ missing, isBlocked }) {
  const line = isOnPath('apt-get')
    ? `sudo apt-get install -y ${missing.join(' ')}`
    : `with your package manager, what Debian calls ${missing.join(' ')}`;
  const message = `system packages are missing. Install them: ${line}`;
  if (isBlocked && isOnPath('apt-get')) throw new Error(message);
  say(message);
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 */
function ask(command, args) {
  return run(command, args, { timeoutMs: QUESTION_LIMIT_MS, output: 'capture', env: { ...process.env, LC_ALL: 'C' } });
}

/** @param {string} text */
function escape(text) {
  return text.replaceAll(/[.+]/g, String.raw`\$&`);
}
