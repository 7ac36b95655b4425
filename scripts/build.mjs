import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './setup/command.mjs';
import { nodeBinaryPath } from './setup/node-binary.mjs';
import { cacheFolder, modulesFolder, repository, toolEnvironment } from './setup/places.mjs';
import { runAsScript } from './setup/run-as-script.mjs';

const BUILD_LIMIT_MS = 5 * 60_000;
const sources = ['electron', 'renderer', 'shared', 'electron.vite.config.ts', 'package.json', 'package-lock.json'];

/**
 * @typedef {object} BuildKind
 * @property {boolean} isTestBuild A test build lets itself be driven from outside even when packaged. It has a folder of
 *   its own, so that neither kind is ever taken for the other.
 */

/** @param {BuildKind} kind */
export function buildFolder({ isTestBuild }) {
  return isTestBuild ? join(cacheFolder, 'test-build') : join(repository, 'out');
}

/** Builds unless the last build is newer than every source. @param {BuildKind} kind */
export async function ensureBuild(kind) {
  if (!isBuildFresh({ builtAtMs: readStamp(kind), newestSourceMs: newestChangeMs() })) await build(kind);
}

/** @param {BuildKind} kind */
export async function build(kind) {
  const startedMs = Date.now();
  forgetBuild(kind);
  const viteScript = join(modulesFolder, 'electron-vite', 'bin', 'electron-vite.js');
  const { code } = await run(nodeBinaryPath(), [viteScript, 'build'], {
    cwd: repository,
    timeoutMs: BUILD_LIMIT_MS,
    env: { ...toolEnvironment(), BACKHAUL_TEST_BUILD: kind.isTestBuild ? '1' : '' },
  });
  if (code !== 0) throw new Error('the build failed: see above.');
  writeFileSync(stampFile(kind), String(startedMs));
}

/** For whoever writes into the folder by other means. @param {BuildKind} kind */
export function forgetBuild(kind) {
  rmSync(stampFile(kind), { force: true });
}

/**
 * @param {object} facts
 * @param {number | undefined} facts.builtAtMs When the last good build began.
 * @param {number} facts.newestSourceMs When a source, or a folder that holds sources, last changed.
 */
export function isBuildFresh({ builtAtMs, newestSourceMs }) {
  return builtAtMs !== undefined && builtAtMs > newestSourceMs;
}

/** @param {BuildKind} kind */
function stampFile(kind) {
  return join(buildFolder(kind), 'built-at');
}

/** @param {BuildKind} kind */
function readStamp(kind) {
  return existsSync(stampFile(kind)) ? Number(readFileSync(stampFile(kind), 'utf8')) : undefined;
}

/** Folders count too: a file that was removed leaves no other trace. */
function newestChangeMs() {
  let newestMs = 0;
  for (const source of sources) {
    for (const path of withAllBelow(join(repository, source))) newestMs = Math.max(newestMs, statSync(path).mtimeMs);
  }
  return newestMs;
}

/** @param {string} path @returns {readonly string[]} */
function withAllBelow(path) {
  if (!statSync(path).isDirectory()) return [path];
  return [path].concat(readdirSync(path, { recursive: true }).map((name) => join(path, String(name))));
}

await runAsScript(import.meta.url, async () => {
  await build({ isTestBuild: process.argv.includes('--test-build') });
  return 0;
});
