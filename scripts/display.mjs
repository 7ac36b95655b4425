import { spawn } from 'node:child_process';
import { endGroup } from './setup/command.mjs';
import { hasDisplay } from './setup/system.mjs';

const START_LIMIT_MS = 20_000;

/**
 * Does something where windows can be shown: on this machine's own display, or else on a virtual one (Xvfb) that lasts
 * as long.
 *
 * @template T
 * @param {(environment: Record<string, string>) => Promise<T>} action Gets what to add to the environment of a program
 *   that shall show windows.
 * @returns {Promise<T>}
 */
export async function withDisplay(action) {
  if (hasDisplay()) return action({});
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    detached: true,
  });
  const stop = () => endGroup(server);
  process.once('exit', stop);
  try {
    return await action({ DISPLAY: `:${await readDisplayNumber(server)}` });
  } finally {
    process.off('exit', stop);
    stop();
  }
}

/**
 * Xvfb picks a free number and writes it once it is ready.
 *
 * @param {import('node:child_process').ChildProcess} server
 * @returns {Promise<string>}
 */
function readDisplayNumber(server) {
  return new Promise((resolve, reject) => {
    const fail = (/** @type {string} */ why) => reject(new Error(`no virtual display: ${why}`));
    const timer = setTimeout(() => fail(`Xvfb was not ready within ${START_LIMIT_MS} ms`), START_LIMIT_MS);
    server.once('error', (error) => fail(error.message));
    server.once('exit', (code) => fail(`Xvfb ended with code ${code}`));
    server.stdio[3]?.once('data', (chunk) => resolve(String(chunk).trim()));
    server.once('exit', () => clearTimeout(timer));
    server.stdio[3]?.once('data', () => clearTimeout(timer));
  });
}
