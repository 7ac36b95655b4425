import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { _electron } from '@playwright/test';
import { holdReady, repositoryRoot } from '../fixtures/runtime.ts';
import { expect, test } from '../fixtures/test.ts';
import { asUnprivilegedUser } from '../fixtures/wrappers.ts';

test.skip(process.platform !== 'linux', 'reads the sandbox’s marks in /proc');

/** The processes below one process, itself included. */
function family(pid: number): number[] {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/u.test(name))
    .map(Number)
    .filter((candidate) => parentOf(candidate) === pid);
  return [pid, ...children.flatMap(family)];
}

function statusOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    return ''; // It ended while we looked.
  }
}

const parentOf = (pid: number): number => Number(/^PPid:\s+(\d+)/mu.exec(statusOf(pid))?.[1] ?? -1);

const commandLineOf = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
};

test('the app runs for a user without rights, its page inside Chromium’s sandbox', async ({ executable }, testInfo) => {
  const userData = testInfo.outputPath('user-data');
  mkdirSync(userData, { recursive: true });
  chmodSync(userData, 0o777);
  const isRoot = process.getuid?.() === 0;
  const app = await _electron.launch({
    executablePath: isRoot ? asUnprivilegedUser(executable, testInfo.outputPath('sandbox')) : executable,
    args: [...holdReady, repositoryRoot, `--user-data-dir=${userData}`],
    chromiumSandbox: true,
  });
  const window = await app.firstWindow();
  await expect(window.getByRole('button', { name: 'Try the practice cloud' })).toBeVisible();

  const pid = await app.evaluate(() => process.pid);
  const renderers = family(pid).filter((each) => commandLineOf(each).includes('--type=renderer'));
  expect(renderers.length).toBeGreaterThan(0);
  for (const renderer of renderers) {
    expect(commandLineOf(renderer)).not.toContain('--no-sandbox');
    expect(statusOf(renderer), 'a system-call filter is on').toMatch(/^Seccomp:\s+2$/mu);
    if (isRoot) expect(statusOf(renderer), 'it is not root').toMatch(/^Uid:\s+65534/mu);
  }
  await app.close();
  expect(execFileSync('ls', ['-A', userData], { encoding: 'utf8' })).not.toBe('');
});
