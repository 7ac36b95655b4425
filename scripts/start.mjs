import { spawn } from 'node:child_process';
import { ensureBuild } from './build.mjs';
import { setUp } from './setup.mjs';
import { say } from './setup/command.mjs';
import { repository } from './setup/places.mjs';
import { runAsScript } from './setup/run-as-script.mjs';
import { hasDisplay } from './setup/system.mjs';

const WITHOUT_DISPLAY = `there is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can be shown.
  On a machine with a desktop, run npm start in a terminal of that desktop.
  On a server, a virtual one will do: apt-get install -y xvfb xauth && xvfb-run -a npm start`;

await runAsScript(import.meta.url, async () => {
  if (!hasDisplay()) {
    say(WITHOUT_DISPLAY);
    return 1;
  }
  const { executable } = await setUp('start');
  await ensureBuild({ isTestBuild: false });
  return launch(executable, [repository, ...sandboxSwitches(), ...process.argv.slice(2)]);
});

/** @returns {readonly string[]} */
function sandboxSwitches() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return [];
  say("running as root, where Chromium's sandbox does not work: starting with --no-sandbox");
  return ['--no-sandbox'];
}

/**
 * @param {string} executable
 * @param {readonly string[]} args
 * @returns {Promise<number>} Its exit code.
 */
function launch(executable, args) {
  const child = spawn(executable, [...args], { cwd: repository, stdio: 'inherit' });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code ?? (signal === null ? 1 : 0)));
  });
}
