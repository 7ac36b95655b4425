import { describe, expect, it } from 'vitest';
import { chooseRuntime } from './choice.mjs';

const HOUR_MS = 60 * 60_000;
const nowMs = 1_000 * HOUR_MS;
const nothingYet = {
  overrideFolder: undefined,
  isOfficialReady: false,
  isRepackagedReady: false,
  hasRepackagedForThisMachine: true,
  officialFailedAtMs: undefined,
  nowMs,
};
const repackagedAtHand = { isRepackagedReady: true, officialFailedAtMs: nowMs - HOUR_MS };

describe('which Electron to run with', () => {
  it.each([
    ['first the official one is fetched', {}, 'fetchOfficial'],
    ['the official one is used when it is there', { isOfficialReady: true, ...repackagedAtHand }, 'official'],
    [
      "a person's own choice goes before everything",
      { isOfficialReady: true, overrideFolder: '/opt/electron' },
      'override',
    ],
    ['a repackaged one at hand serves for a day', repackagedAtHand, 'repackaged'],
    [
      'then the official one is tried again',
      { ...repackagedAtHand, officialFailedAtMs: nowMs - 25 * HOUR_MS },
      'fetchOfficial',
    ],
    ['a failed fetch alone does not stop the next try', { officialFailedAtMs: nowMs - HOUR_MS }, 'fetchOfficial'],
    [
      'other machines have only the official one',
      { ...repackagedAtHand, hasRepackagedForThisMachine: false },
      'fetchOfficial',
    ],
  ] as const)('%s', (_why, facts, choice) => {
    expect(chooseRuntime({ ...nothingYet, ...facts })).toBe(choice);
  });
});
