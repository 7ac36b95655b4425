import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { chromium, expect, type Browser, type Page } from '@playwright/test';
import { repositoryRoot, sandboxSwitches } from '../fixtures/runtime.ts';

const START_LIMIT_MS = 30_000;
const END_LIMIT_MS = 10_000;

/** `test-build` lets itself be driven; `any-runtime` is what users get, on whatever Electron this machine has. */
export type PackageKind = 'test-build' | 'any-runtime';

/** Packs the app and answers its executable. */
export function packageAs(kind: PackageKind): string {
  const script = path.join(repositoryRoot, 'scripts/package-dir.mjs');
  execFileSync(process.execPath, [script, `--${kind}`], { cwd: repositoryRoot, stdio: 'pipe' });
  return path.join(repositoryRoot, 'dist', kind, executableInside());
}

function executableInside(): string {
  if (process.platform === 'win32') return 'win-unpacked/Backhaul.exe';
  if (process.platform === 'linux') return 'linux-unpacked/backhaul';
  return `${process.arch === 'arm64' ? 'mac-arm64' : 'mac'}/Backhaul.app/Contents/MacOS/Backhaul`;
}

export interface PackagedApp {
  readonly page: Page;
  /** Ends the process and waits until it is gone. */
  readonly close: () => Promise<void>;
}

export interface PackagedProcess {
  readonly child: ChildProcess;
  readonly userDataFolder: string;
  /** The exit code, once it has ended and all its output is written. */
  readonly ended: Promise<number | null>;
}

/** Starts the packed binary, asking it to listen for the DevTools protocol. What it says goes to a file. */
export function startPackaged(executable: string, outputFolder: string): PackagedProcess {
  mkdirSync(outputFolder, { recursive: true });
  const userDataFolder = path.join(outputFolder, 'user-data');
  const log = openSync(path.join(outputFolder, 'app.log'), 'w');
  const switches = ['--remote-debugging-port=0', `--user-data-dir=${userDataFolder}`, ...sandboxSwitches()];
  const child = spawn(executable, switches, { stdio: ['ignore', log, log] });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, userDataFolder, ended };
}

/**
 * Starts the packed binary and takes hold of its window over the DevTools protocol: its fuses keep out the debugger that
 * Playwright's own launcher for Electron needs.
 */
export async function openPackagedApp(executable: string, outputFolder: string): Promise<PackagedApp> {
  const packaged = startPackaged(executable, outputFolder);
  try {
    const browser = await connect(packaged);
    const page = await firstPage(browser);
    return { page, close: () => end(packaged) };
  } catch (error) {
    await end(packaged);
    throw error;
  }
}

async function connect({ child, userDataFolder }: PackagedProcess): Promise<Browser> {
  const portFile = portFileIn(userDataFolder);
  await expect
    .poll(() => child.exitCode !== null || existsSync(portFile), { timeout: START_LIMIT_MS, message: portFile })
    .toBe(true);
  expect(child.exitCode, 'the packaged app runs').toBeNull();
  const [port] = readFileSync(portFile, 'utf8').split('\n');
  return chromium.connectOverCDP(`http://127.0.0.1:${port}`, { timeout: START_LIMIT_MS });
}

/** Chromium writes the port it listens on here. */
export function portFileIn(userDataFolder: string): string {
  return path.join(userDataFolder, 'DevToolsActivePort');
}

async function firstPage(browser: Browser): Promise<Page> {
  const pages = (): Page[] => browser.contexts().flatMap((context) => context.pages());
  await expect.poll(() => pages().length, { timeout: START_LIMIT_MS }).toBeGreaterThan(0);
  const [page] = pages();
  if (!page) throw new Error('the packaged app has no window');
  return page;
}

/** Asks the process to end. One that does not is a fault, but is not left running either. */
async function end({ child, ended }: PackagedProcess): Promise<void> {
  child.kill();
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;
  try {
    await expect.poll(hasEnded, { timeout: END_LIMIT_MS, message: 'the app ends when asked to' }).toBe(true);
  } finally {
    child.kill('SIGKILL');
    await ended;
  }
}
