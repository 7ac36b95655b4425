import { packageApp } from './packaging/builder.mjs';
import { setUpTools } from './setup.mjs';
import { runAsScript } from './setup/run-as-script.mjs';

/**
 * `npm run package [-- --linux --x64 …]`: the installers of electron-builder.yml for this or the named platform, always
 * with the pinned Electron from its release page.
 */
await runAsScript(import.meta.url, async () => {
  await setUpTools();
  await packageApp({ isTestBuild: false, mayUseAnyRuntime: false, args: process.argv.slice(2) });
  return 0;
});
