import { spawn } from 'node:child_process';
import { toolEnvironment } from './places.mjs';

/**
 * @typedef {object} CommandOptions
 * @property {number} timeoutMs The process group is ended after this.
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {'stderr' | 'stdout' | 'capture'} [output] Where both its streams go. Default `stderr`, so that a caller may
 *   promise something about stdout.
 *
 * @typedef {object} CommandResult
 * @property {number} code 0 when it went well; 124 when the time ran out; 127 when it could not be started.
 * @property {string} output What it wrote, when captured.
 * @property {boolean} hasTimedOut
 */

const TIMED_OUT = 124;
const NOT_STARTED = 127;
const INTERRUPTED = 130;
const GRACE_MS = 5_000;

/**
 * Runs a command to its end. Never rejects: what went wrong is in the result. When this process is interrupted, the
 * command is ended and then this process too.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {CommandOptions} options
 * @returns {Promise<CommandResult>}
 */
export function run(command, args, options) {
  const isWindows = process.platform === 'win32';
  const child = spawn(command, [...args], {
    cwd: options.cwd,
    env: options.env ?? toolEnvironment(),
    stdio: ['ignore', streamFor(options.output), streamFor(options.output)],
    // A group of its own, so that ending it ends its children too. npm and its like are .cmd files on Windows.
    detached: !isWindows,
    shell: isWindows,
  });
  return new Promise((resolve) => {
    let output = '';
    let hasTimedOut = false;
    const collect = (/** @type {Buffer} */ chunk) => {
      output += chunk.toString();
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    const timer = setTimeout(() => {
      hasTimedOut = true;
      endGroup(child);
    }, options.timeoutMs);
    const interrupt = () => {
      child.once('close', () => process.exit(INTERRUPTED));
      endGroup(child);
    };
    process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
    const settle = (/** @type {number} */ code) => {
      clearTimeout(timer);
      process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
      resolve({ code: hasTimedOut ? TIMED_OUT : code, output, hasTimedOut });
    };
    child.once('error', () => settle(NOT_STARTED));
    child.once('close', (code) => settle(code ?? 1));
  });
}

/**
 * @param {CommandOptions['output']} output
 * @returns {'pipe' | 1 | 2}
 */
function streamFor(output) {
  if (output === 'capture') return 'pipe';
  return output === 'stdout' ? 1 : 2;
}

/**
 * Ends a process started with `detached` and all that it started, first asking, then not.
 *
 * @param {import('node:child_process').ChildProcess} child
 */
export function endGroup(child) {
  signalGroup(child, 'SIGTERM');
  const insist = setTimeout(() => signalGroup(child, 'SIGKILL'), GRACE_MS);
  insist.unref();
  child.once('close', () => clearTimeout(insist));
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function signalGroup(child, signal) {
  if (child.pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal);
  } catch {
    // It has ended by itself.
  }
}

/** One line to the person at the terminal. @param {string} line */
export function say(line) {
  process.stderr.write(`backhaul: ${line}\n`);
}
