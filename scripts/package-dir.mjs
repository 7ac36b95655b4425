import { join } from 'node:path';
import { packageApp } from './packaging/builder.mjs';
import { refusalOf } from './packaging/refusal.mjs';
import { setUp } from './setup.mjs';
import { say } from './setup/command.mjs';
import { repository } from './setup/places.mjs';
import { runAsScript } from './setup/run-as-script.mjs';

/**
 * `npm run package:dir`: the app as an unpacked folder below dist/, with the Electron at hand.
 *
 * - `-- --test-build`: with the test hooks (it lets itself be driven by `--remote-debugging-port`) and any Electron.
 * - `-- --any-runtime`: as users get it, but with any Electron, to try what a shipped app does on this machine.
 */
await runAsScript(import.meta.url, async () => {
  const isTestBuild = process.argv.includes('--test-build') || process.env['BACKHAUL_TEST_BUILD'] === '1';
  const mayUseAnyRuntime = isTestBuild || process.argv.includes('--any-runtime');
  const runtime = await setUp('start');
  const refusal = refusalOf({ runtime, mayUseAnyRuntime });
  if (refusal !== undefined) {
    say(refusal);
    return 1;
  }
  const output = join(repository, 'dist', folderName({ isTestBuild, mayUseAnyRuntime }));
  await packageApp({ runtime, isTestBuild, mayUseAnyRuntime, args: ['--dir', `-c.directories.output=${output}`] });
  say(`packaged in ${output}`);
  return 0;
});

/** @param {{ isTestBuild: boolean, mayUseAnyRuntime: boolean }} kind */
function folderName({ isTestBuild, mayUseAnyRuntime }) {
  if (isTestBuild) return 'test-build';
  return mayUseAnyRuntime ? 'any-runtime' : 'app';
}
