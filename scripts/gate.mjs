import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { withDisplay } from './display.mjs';
import { addUp, countStep } from './gate/counts.mjs';
import { playwrightReport, steps } from './gate/steps.mjs';
import { setUp } from './setup.mjs';
import { run, say } from './setup/command.mjs';
import { repository, toolEnvironment } from './setup/places.mjs';
import { runAsScript } from './setup/run-as-script.mjs';

/**
 * @typedef {import('./gate/steps.mjs').Step} Step
 * @typedef {{ title: string, isOk: boolean, seconds: string, counts: import('./gate/counts.mjs').Counts }} Outcome
 */

await runAsScript(import.meta.url, async () => {
  /** @type {Outcome[]} */
  const outcomes = [];
  try {
    await setUp('test');
    for (const step of steps) outcomes.push(await runStep(step, outcomes));
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    outcomes.push({ title: 'Set-up', isOk: false, seconds: '-', counts: countStep(undefined, false) });
  }
  return conclude(outcomes);
});

/**
 * @param {Step} step
 * @param {readonly Outcome[]} earlier
 * @returns {Promise<Outcome>}
 */
async function runStep(step, earlier) {
  print(`\n== ${step.title}: ${step.command[0]} ==`);
  if (earlier.some(({ title, isOk }) => title === step.needs && !isOk)) {
    print(`not run: it needs "${step.needs}", which failed`);
    return { title: step.title, isOk: false, seconds: '-', counts: countStep(undefined, false) };
  }
  const startedMs = Date.now();
  const isOk = await runCommand(step);
  const seconds = `${((Date.now() - startedMs) / 1000).toFixed(1)} s`;
  print(`-- ${step.title} ${isOk ? 'passed' : 'FAILED'} in ${seconds}`);
  return { title: step.title, isOk, seconds, counts: countStep(readCounts(step), isOk) };
}

/** @param {Step} step */
async function runCommand({ command, timeoutMs, needsDisplay, report }) {
  const [program, ...args] = command;
  if (report) prepareReport(report.file);
  const start = (/** @type {Record<string, string>} */ environment) => {
    const env = { ...toolEnvironment(), ...environment, PLAYWRIGHT_JSON_OUTPUT_FILE: playwrightReport };
    return run(program, args, { cwd: repository, timeoutMs, env, output: 'stdout' });
  };
  const { code, hasTimedOut } = await (needsDisplay ? withDisplay(start) : start({}));
  if (hasTimedOut) print(`ended after its limit of ${timeoutMs / 60_000} minutes`);
  return code === 0;
}

/** An old report must not be taken for this run's. @param {string} file */
function prepareReport(file) {
  rmSync(file, { force: true });
  mkdirSync(dirname(file), { recursive: true });
}

/** @param {Step} step */
function readCounts({ report }) {
  return report && report.count(existsSync(report.file) ? readFileSync(report.file, 'utf8') : '');
}

/** @param {readonly Outcome[]} outcomes */
function conclude(outcomes) {
  const { passed, failed, skipped } = addUp(outcomes.map(({ counts }) => counts));
  print('\n== Summary ==');
  for (const { title, isOk, seconds } of outcomes) print(`${isOk ? 'passed' : 'FAILED'}  ${title} (${seconds})`);
  if (skipped > 0) print(`tests skipped: ${skipped}`);
  print(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

/** @param {string} line */
function print(line) {
  process.stdout.write(`${line}\n`);
}
