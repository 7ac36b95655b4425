import { realpathSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { say } from './command.mjs';

/**
 * Runs a script's main function; a failure becomes one line and an exit code, not a stack.
 *
 * @param {string} moduleUrl The script's `import.meta.url`: nothing happens when it was only imported.
 * @param {() => Promise<number>} main Answers the exit code.
 */
export async function runAsScript(moduleUrl, main) {
  const script = process.argv[1];
  if (script === undefined || moduleUrl !== pathToFileURL(realpathSync(script)).href) return;
  try {
    process.exitCode = await main();
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
