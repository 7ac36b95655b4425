import { describe, expect, test } from 'vitest';
import type { Backup, Concern } from '#shared/models/browse.ts';
import { concernsOf } from './health.ts';
import { expiryOf } from './retention.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = Date.UTC(2026, 10, 24, 12);

function backup(ageMs: number, given: Partial<Backup> = {}): Backup {
  const row = {
    id: `b${ageMs}`,
    name: 'system_backup',
    takenAt: NOW - ageMs,
    trigger: 'automatic' as const,
    state: 'done' as const,
    stateText: 'Success',
    sizeBytes: 100,
    shardCount: 1,
    regionId: 'hk',
    zoneId: 'hk-02',
    isCrossRegion: false,
    copiedTo: [],
    ...given,
  };
  return { ...row, expiresAt: given.expiresAt === undefined ? expiryOf(row) : given.expiresAt };
}

/** One a day, the newest nine hours old. */
const daily = (days: number): Backup[] => Array.from({ length: days }, (_, at) => backup(9 * HOUR + at * DAY));
const without = (rows: Backup[], ...at: number[]): Backup[] => rows.filter((_row, index) => !at.includes(index));
const withFirst = (given: Partial<Backup>): Backup[] => [backup(9 * HOUR, given), ...daily(7).slice(1)];
const changedTo =
  (given: Partial<Backup>) =>
  (row: Backup): Backup => ({ ...row, ...given });
const kinds = (concerns: readonly Concern[]): string[] => concerns.map(({ kind }) => kind);

describe('the concerns of an instance', () => {
  test.each<[string, Parameters<typeof concernsOf>[0], Backup[], string[]]>([
    ['all is well with one a day', 'on', daily(7), []],
    ['nothing at all', 'on', [], ['noGoodBackup']],
    ['nothing at all, and automatic backup off', 'off', [], ['noGoodBackup', 'automaticOff']],
    ['automatic backup off, a manual one there', 'off', [backup(DAY, { trigger: 'manual' })], ['automaticOff']],
    ['the last one failed', 'on', withFirst({ state: 'failed', sizeBytes: null }), ['lastFailed']],
    [
      'one is running after a failed one',
      'on',
      [backup(HOUR, { state: 'running' }), ...withFirst({ state: 'failed' })],
      ['lastFailed'],
    ],
    ['a failed one that was made good', 'on', [backup(HOUR), ...withFirst({ state: 'failed' })], []],
    ['a day is missing', 'on', without(daily(7), 3), ['dayMissing']],
    ['a day is missing longer ago than a week', 'on', without(daily(12), 9), []],
    ['an hour late is no missing day', 'on', [backup(9 * HOUR), backup(34 * HOUR), ...daily(7).slice(2)], []],
    ['the size dropped', 'on', withFirst({ sizeBytes: 49 }), ['sizeDropped']],
    ['the size is half', 'on', withFirst({ sizeBytes: 50 }), []],
    ['too few sizes to compare', 'on', [backup(9 * HOUR, { sizeBytes: 1 }), ...daily(3).slice(1)], []],
    ['no size is known', 'on', daily(7).map(changedTo({ sizeBytes: null })), []],
    ['they stopped, and the last will go', 'on', daily(7).slice(5), ['dayMissing', 'expiresSoon']],
    [
      'they stopped, and a manual one is kept',
      'off',
      [backup(DAY, { trigger: 'manual' }), ...daily(7).slice(5)],
      ['automaticOff'],
    ],
    [
      'all have expired',
      'on',
      daily(9)
        .slice(8)
        .map(changedTo({ state: 'expired' })),
      ['noGoodBackup', 'dayMissing'],
    ],
    ['a state nobody knows proves nothing good', 'on', [backup(HOUR, { state: 'unknown' })], ['noGoodBackup']],
    ['one that should be gone by now is no good one', 'on', daily(9).slice(8), ['noGoodBackup', 'dayMissing']],
  ])('%s', (_name, automaticBackup, rows, expected) => {
    expect(kinds(concernsOf(automaticBackup, rows, NOW))).toEqual(expected);
  });

  test('count the missing days and say after which', () => {
    const [concern] = concernsOf('on', without(daily(7), 2, 3), NOW);
    expect(concern).toEqual({ kind: 'dayMissing', count: 2, after: daily(7)[4]?.takenAt });
    expect(concernsOf('on', daily(7).slice(3), NOW)[0]).toMatchObject({ kind: 'dayMissing', count: 3 });
  });

  test('say how much is left of the size, and when the last one goes', () => {
    expect(concernsOf('on', withFirst({ sizeBytes: 7 }), NOW)).toEqual([{ kind: 'sizeDropped', percent: 7 }]);
    const rows = daily(7).slice(6);
    expect(concernsOf('on', rows, NOW).at(-1)).toEqual({ kind: 'expiresSoon', at: rows[0]?.expiresAt });
  });
});

describe('the expiry', () => {
  test.each<[string, Partial<Backup>, number | null]>([
    ['of an automatic backup is seven days after it', {}, NOW + 7 * DAY],
    ['of a manual one has no date', { trigger: 'manual' }, null],
    ['of a copy in another region is the account’s choice', { isCrossRegion: true }, null],
    ['of a failed one is nothing', { state: 'failed' }, null],
    ['without a time is not known', { takenAt: null }, null],
  ])('%s', (_name, given, expected) => {
    expect(backup(0, given).expiresAt).toBe(expected);
  });
});
