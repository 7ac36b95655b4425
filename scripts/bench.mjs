import { ensureBuild } from './build.mjs';
import { withDisplay } from './display.mjs';
import { setUp } from './setup.mjs';
import { run } from './setup/command.mjs';
import { repository, toolEnvironment } from './setup/places.mjs';
import { runAsScript } from './setup/run-as-script.mjs';

const LIMIT_MS = 2 * 60 * 60_000;

/** Runs a measurement of `bench/` with the Node and the programs it needs; its flags are passed on. */
await runAsScript(import.meta.url, async () => {
  await setUp('test');
  await ensureBuild({ isTestBuild: false });
  return withDisplay(async (environment) => {
    const { code } = await run('node', process.argv.slice(2), {
      cwd: repository,
      timeoutMs: LIMIT_MS,
      env: { ...toolEnvironment(), ...environment },
      output: 'stdout',
    });
    return code;
  });
});
