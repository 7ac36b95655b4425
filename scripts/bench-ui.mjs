import { ensureBuild } from './build.mjs';
import { withDisplay } from './display.mjs';
import { setUp } from './setup.mjs';
import { run } from './setup/command.mjs';
import { repository, toolEnvironment } from './setup/places.mjs';
import { runAsScript } from './setup/run-as-script.mjs';

const LIMIT_MS = 10 * 60_000;

/** `npm run bench:ui`: how smooth lists of ten thousand rows are, in a real window. */
await runAsScript(import.meta.url, async () => {
  await setUp('test');
  await ensureBuild({ isTestBuild: false });
  return withDisplay(async (environment) => {
    const { code } = await run('node', ['bench/ui/ui.ts'], {
      cwd: repository,
      timeoutMs: LIMIT_MS,
      env: { ...toolEnvironment(), ...environment },
      output: 'stdout',
    });
    return code;
  });
});
