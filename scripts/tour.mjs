import { ensureBuild } from './build.mjs';
import { withDisplay } from './display.mjs';
import { setUp } from './setup.mjs';
import { run } from './setup/command.mjs';
import { repository, toolEnvironment } from './setup/places.mjs';
import { runAsScript } from './setup/run-as-script.mjs';

const LIMIT_MS = 5 * 60_000;

/** `npm run tour`: the main job in a real window, without a person. `-- --pictures` renews the documents' pictures. */
await runAsScript(import.meta.url, async () => {
  await setUp('test');
  await ensureBuild({ isTestBuild: false });
  return withDisplay(async (environment) => {
    const { code } = await run('node', ['e2e/tour/tour.ts', ...process.argv.slice(2)], {
      cwd: repository,
      timeoutMs: LIMIT_MS,
      env: { ...toolEnvironment(), ...environment },
      output: 'stdout',
    });
    return code;
  });
});
