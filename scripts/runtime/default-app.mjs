/**
 * What Electron's own default app does, for the repackaged runtime, which comes without it: starts the folder that is
 * named on the command line as if it were the app. This file is copied into the runtime and runs inside Electron.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);

/**
 * What Electron offers to its default app alone is not in its public types.
 *
 * @typedef {object} StartingApp
 * @property {() => string} getName
 * @property {(name: string) => void} setName
 * @property {(version: string) => void} setVersion
 * @property {(name: string) => void} setDesktopName
 * @property {(path: string) => void} setAppPath
 */

/** @type {{ app: StartingApp }} */
const { app } = require('electron');

const { folder, isVersionAsked, modules } = readArguments(process.argv.slice(1));

if (isVersionAsked) {
  console.log(`v${process.versions['electron']}`);
  process.exit(0);
}

for (const module of modules) require(resolve(module));

if (folder === undefined) {
  console.error('Name the folder of the app to run.');
  process.exit(1);
}

await start(resolve(folder));

/** @param {readonly string[]} args */
function readArguments(args) {
  /** @type {string[]} */
  const required = [];
  for (const [index, argument] of args.entries()) {
    if (argument === '--version' || argument === '-v') return { isVersionAsked: true, modules: required };
    if (argument === '-r' || argument === '--require') continue;
    const isRequired = args[index - 1] === '-r' || args[index - 1] === '--require';
    if (isRequired) required.push(argument);
    else if (!argument.startsWith('-')) return { folder: argument, isVersionAsked: false, modules: required };
  }
  return { isVersionAsked: false, modules: required };
}

/** @param {string} path */
async function start(path) {
  const manifest = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
  Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
  app.setName(manifest.productName ?? manifest.name);
  if (manifest.version) app.setVersion(manifest.version);
  app.setDesktopName(`${app.getName()}.desktop`);
  app.setAppPath(path);
  await import(pathToFileURL(join(path, manifest.main ?? 'index.js')).href);
}
