import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { run, say } from './command.mjs';
import { modulesFolder, outerEnvironment, repository } from './places.mjs';

const MINUTE_MS = 60_000;

/**
 * The `node` dev dependency fetches its binary in an install script, and this repository runs none by itself, so it is
 * run here, for this one package.
 *
 * @returns {Promise<void>}
 */
export async function ensureNodeBinary() {
  if (existsSync(nodeBinaryPath())) return;
  say('fetching the Node.js that the tools run on');
  const { code } = await run('npm', ['rebuild', 'node', '--ignore-scripts=false', '--no-audit', '--no-fund'], {
    cwd: repository,
    env: outerEnvironment(),
    timeoutMs: 5 * MINUTE_MS,
  });
  if (code !== 0 || !existsSync(nodeBinaryPath())) {
    throw new Error('Node.js 24 could not be fetched: run "npm rebuild node --ignore-scripts=false" and see why.');
  }
}

export function nodeBinaryPath() {
  return join(modulesFolder, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}
