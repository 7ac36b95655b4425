/**
 * @typedef {'start' | 'test'} Purpose
 *
 * @typedef {object} SystemPackage
 * @property {string} name Debian's name for it.
 * @property {string} [library] A shared library it brings, as the dynamic linker lists it.
 * @property {string} [command] A command it brings.
 * @property {string} [file] A file or folder it brings.
 * @property {readonly Purpose[]} neededFor Without it, these do not work at all.
 * @property {readonly Purpose[]} [usefulFor] With it, these are better.
 */

/** @type {readonly Purpose[]} */
const both = ['start', 'test'];

/** What Electron and the tests need of a Debian or Ubuntu system. */
export const systemPackages = /** @type {readonly SystemPackage[]} */ ([
  { name: 'libnss3', library: 'libnss3.so', neededFor: both },
  { name: 'libatk1.0-0', library: 'libatk-1.0.so.0', neededFor: both },
  { name: 'libatk-bridge2.0-0', library: 'libatk-bridge-2.0.so.0', neededFor: both },
  { name: 'libatspi2.0-0', library: 'libatspi.so.0', neededFor: both },
  { name: 'libcups2', library: 'libcups.so.2', neededFor: both },
  { name: 'libdrm2', library: 'libdrm.so.2', neededFor: both },
  { name: 'libgtk-3-0', library: 'libgtk-3.so.0', neededFor: both },
  { name: 'libgbm1', library: 'libgbm.so.1', neededFor: both },
  { name: 'libasound2', library: 'libasound.so.2', neededFor: both },
  { name: 'libxkbcommon0', library: 'libxkbcommon.so.0', neededFor: both },
  { name: 'libxcomposite1', library: 'libXcomposite.so.1', neededFor: both },
  { name: 'libxdamage1', library: 'libXdamage.so.1', neededFor: both },
  { name: 'libxfixes3', library: 'libXfixes.so.3', neededFor: both },
  { name: 'libxrandr2', library: 'libXrandr.so.2', neededFor: both },
  { name: 'libsecret-1-0', library: 'libsecret-1.so.0', neededFor: ['test'], usefulFor: ['start'] },
  { name: 'fonts-noto-cjk', file: '/usr/share/fonts/opentype/noto', neededFor: [], usefulFor: ['test'] },
  {
    name: 'fonts-noto-color-emoji',
    file: '/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf',
    neededFor: [],
    usefulFor: ['test'],
  },
  // A real proxy and the store of authorities that Chromium reads, for the tests of the network settings.
  { name: 'tinyproxy', command: 'tinyproxy', neededFor: [], usefulFor: ['test'] },
  { name: 'libnss3-tools', command: 'certutil', neededFor: [], usefulFor: ['test'] },
  // Peers of `npm run bench:download`; links are copied as commands for them.
  { name: 'curl', command: 'curl', neededFor: [], usefulFor: ['test'] },
  { name: 'wget', command: 'wget', neededFor: [], usefulFor: ['test'] },
  { name: 'aria2', command: 'aria2c', neededFor: [], usefulFor: ['test'] },
  { name: 'xvfb', command: 'Xvfb', neededFor: ['test'] },
  { name: 'dbus', command: 'dbus-run-session', neededFor: ['test'] },
  { name: 'gnome-keyring', command: 'gnome-keyring-daemon', neededFor: ['test'] },
  { name: 'openssl', command: 'openssl', neededFor: ['test'] },
  { name: 'redis-server', command: 'redis-server', neededFor: ['test'] },
  { name: 'redis-tools', command: 'redis-check-rdb', neededFor: ['test'] },
]);

/**
 * @typedef {object} SystemFacts
 * @property {(entry: SystemPackage) => boolean} isPresent
 * @property {boolean} hasApt
 * @property {boolean} isRoot
 * @property {boolean} hasDisplay
 *
 * @typedef {object} SystemPlan
 * @property {readonly string[]} missing Names of packages.
 * @property {boolean} isBlocked Without them the purpose cannot be reached.
 * @property {'nothing' | 'install' | 'tell'} action
 */

/**
 * @param {Purpose} purpose
 * @param {SystemFacts} facts
 * @returns {SystemPlan}
 */
export function planSystemPackages(purpose, { isPresent, hasApt, isRoot, hasDisplay }) {
  const missing = systemPackages.filter(
    (entry) => isWantedFor(entry, purpose) && !(hasDisplay && entry.name === 'xvfb') && !isPresent(entry),
  );
  return {
    missing: missing.map(({ name }) => name),
    isBlocked: missing.some((entry) => entry.neededFor.includes(purpose)),
    action: missing.length === 0 ? 'nothing' : hasApt && isRoot ? 'install' : 'tell',
  };
}

/**
 * @param {SystemPackage} entry
 * @param {Purpose} purpose
 */
function isWantedFor(entry, purpose) {
  return entry.neededFor.includes(purpose) || (entry.usefulFor ?? []).includes(purpose);
}

/**
 * Since Ubuntu 24.04 and Debian 13 some libraries carry a `t64` at the end of their names.
 *
 * @param {readonly string[]} names
 * @param {(name: string) => boolean} isKnown Whether apt has a package of this name to install.
 */
export function asNamedHere(names, isKnown) {
  return names.map((name) => (!isKnown(name) && isKnown(`${name}t64`) ? `${name}t64` : name));
}
