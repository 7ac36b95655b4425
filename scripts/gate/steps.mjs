import { join } from 'node:path';
import { cacheFolder } from '../setup/places.mjs';
import { countPlaywright, countVitest } from './counts.mjs';

const MINUTE_MS = 60_000;
const vitestReport = join(cacheFolder, 'gate', 'vitest.json');
export const playwrightReport = join(cacheFolder, 'gate', 'playwright.json');

/**
 * @typedef {object} Step
 * @property {string} title
 * @property {readonly [string, ...string[]]} command
 * @property {number} timeoutMs
 * @property {string} [needs] The title of a step without which this one would tell nothing.
 * @property {boolean} [needsDisplay]
 * @property {{ file: string, count: (text: string) => import('./counts.mjs').Counts }} [report]
 */

/** Everything that must hold before a change is taken, cheapest first. */
export const steps = /** @type {readonly Step[]} */ ([
  { title: 'Format', command: ['oxfmt', '--check'], timeoutMs: 2 * MINUTE_MS },
  { title: 'Lint', command: ['oxlint', '--type-aware'], timeoutMs: 5 * MINUTE_MS },
  { title: 'Types', command: ['tsc', '-b'], timeoutMs: 5 * MINUTE_MS },
  { title: 'Unused code', command: ['knip'], timeoutMs: 3 * MINUTE_MS },
  {
    title: 'Unit tests',
    command: ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`],
    timeoutMs: 20 * MINUTE_MS,
    report: { file: vitestReport, count: countVitest },
  },
  { title: 'Build', command: ['node', 'scripts/build.mjs'], timeoutMs: 5 * MINUTE_MS },
  {
    title: 'End-to-end tests',
    command: ['playwright', 'test'],
    timeoutMs: 40 * MINUTE_MS,
    needs: 'Build',
    needsDisplay: true,
    report: { file: playwrightReport, count: countPlaywright },
  },
]);
