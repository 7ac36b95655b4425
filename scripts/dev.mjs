import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuild, forgetBuild } from './build.mjs';
import { setUp } from './setup.mjs';
import { modulesFolder, repository, toolEnvironment } from './setup/places.mjs';
import { nodeBinaryPath } from './setup/node-binary.mjs';
import { runAsScript } from './setup/run-as-script.mjs';

/** `electron-vite dev` with the Electron that this machine uses: rebuilds and restarts when main or preload change. */
await runAsScript(import.meta.url, async () => {
  const { executable } = await setUp('start');
  // The app serves its page from the built folder, so there must be one; what is written over it is no proper build.
  await ensureBuild({ isTestBuild: false });
  forgetBuild({ isTestBuild: false });
  const needsNoSandbox = process.platform === 'linux' && process.getuid?.() === 0;
  const env = { ...toolEnvironment(), ELECTRON_EXEC_PATH: executable, ...(needsNoSandbox ? { NO_SANDBOX: '1' } : {}) };
  const viteScript = join(modulesFolder, 'electron-vite', 'bin', 'electron-vite.js');
  const child = spawn(nodeBinaryPath(), [viteScript, 'dev', '--watch', ...process.argv.slice(2)], {
    cwd: repository,
    env,
    stdio: 'inherit',
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
});
