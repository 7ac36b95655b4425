import { describe, expect, it } from 'vitest';
import { decideInstall, installStamp } from './install-decision.mjs';

const locked = {
  '': { version: '0.1.0' },
  'node_modules/zod': { version: '4.6.7' },
  'node_modules/binding-for-macos': { version: '1.0.0', optional: true },
};
const installed = { 'node_modules/zod': { version: '4.6.7' } };
const wantedStamp = installStamp('lock', 'linux', 'x64');

describe('whether npm ci is needed', () => {
  it.each([
    ['a fresh clone has nothing installed', { installed: undefined, stamp: undefined }, 'install'],
    ['the stamp says that this very lock is installed', { stamp: wantedStamp }, 'nothing'],
    ['a hand-made npm install agrees with the lock', { stamp: undefined }, 'stamp'],
    ['the lock changed in ways that touch no package', { stamp: installStamp('older', 'linux', 'x64') }, 'stamp'],
    [
      'a package has another version than the lock says',
      { installed: { 'node_modules/zod': { version: '3.0.0' } } },
      'install',
    ],
    ['a package of the lock is missing', { installed: {} }, 'install'],
    [
      'a package is there that the lock does not know',
      { installed: { ...installed, 'node_modules/x': {} } },
      'install',
    ],
    ['the folder came from another kind of machine', { stamp: installStamp('lock', 'darwin', 'arm64') }, 'install'],
  ] as const)('%s', (_why, facts, decision) => {
    expect(decideInstall({ wantedStamp, stamp: undefined, installed, locked, ...facts })).toBe(decision);
  });
});
