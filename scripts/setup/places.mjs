import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const repository = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const cacheFolder = join(repository, '.cache');
export const modulesFolder = join(repository, 'node_modules');
const binFolder = join(modulesFolder, '.bin');

/** The environment in which the project's own tools, and its own Node, are found first. */
export function toolEnvironment() {
  return { ...process.env, PATH: [binFolder, outerPath()].join(delimiter) };
}

/**
 * The environment of the machine itself, for npm: it must not run on a Node that it is about to replace, and it must say
 * what went wrong even where an outer npm was told to be silent.
 */
export function outerEnvironment() {
  return { ...process.env, PATH: outerPath(), npm_config_loglevel: 'error' };
}

function outerPath() {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.filter((folder) => folder !== binFolder).join(delimiter);
}
