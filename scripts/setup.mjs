import { prepareRuntime } from './electron-runtime.mjs';
import { say } from './setup/command.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { ensureNodeBinary } from './setup/node-binary.mjs';
import { runAsScript } from './setup/run-as-script.mjs';
import { ensureSystemPackages } from './setup/system.mjs';

/**
 * Brings a fresh clone to where the app can run or the tests can: npm packages, Node, system packages, Electron. What is
 * there already costs nothing. This file and what it imports run on any Node from 18 on, without node_modules.
 *
 * @param {import('./setup/system-packages.mjs').Purpose} purpose
 * @returns {Promise<import('./electron-runtime.mjs').ElectronRuntime>}
 */
export async function setUp(purpose) {
  await setUpTools();
  await ensureSystemPackages(purpose);
  return prepareRuntime();
}

/** Only what building needs: npm packages and Node. */
export async function setUpTools() {
  await ensureDependencies();
  await ensureNodeBinary();
}

await runAsScript(import.meta.url, async () => {
  const { kind, version } = await setUp(process.argv.includes('--for=start') ? 'start' : 'test');
  say(`ready: Electron ${version} (${kind})`);
  return 0;
});
