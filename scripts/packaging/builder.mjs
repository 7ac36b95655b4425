import { buildFolder, ensureBuild } from '../build.mjs';
import { run } from '../setup/command.mjs';
import { modulesFolder, repository, toolEnvironment } from '../setup/places.mjs';
import { nodeBinaryPath } from '../setup/node-binary.mjs';
import { join, relative } from 'node:path';

const LIMIT_MS = 30 * 60_000;

/**
 * Builds the app and hands it to electron-builder.
 *
 * @param {object} options
 * @param {import('../electron-runtime.mjs').ElectronRuntime} [options.runtime] The Electron to pack. Without it,
 *   electron-builder fetches the pinned one for each platform it packs for.
 * @param {boolean} options.isTestBuild
 * @param {boolean} options.mayUseAnyRuntime Whether an Electron without the newest fuses will do.
 * @param {readonly string[]} options.args Further arguments for electron-builder.
 */
export async function packageApp({ runtime, isTestBuild, mayUseAnyRuntime, args }) {
  await ensureBuild({ isTestBuild });
  const script = join(modulesFolder, 'electron-builder', 'cli.js');
  const ofRuntime = runtime ? [`-c.electronVersion=${runtime.version}`, `-c.electronDist=${runtime.folder}`] : [];
  const { code } = await run(nodeBinaryPath(), [script, ...args, ...ofRuntime], {
    cwd: repository,
    timeoutMs: LIMIT_MS,
    env: {
      ...toolEnvironment(),
      BACKHAUL_BUILD_FOLDER: relative(repository, buildFolder({ isTestBuild })),
      BACKHAUL_ANY_RUNTIME: mayUseAnyRuntime ? '1' : '',
    },
  });
  if (code !== 0) throw new Error('electron-builder failed: see above.');
}
