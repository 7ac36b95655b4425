import { describe, expect, it } from 'vitest';
import { checkBackupRef, cleanPastedId } from './backup-checks.ts';
import type { BackupRef } from './models/backup.ts';
import { testRef } from './test-rows.ts';

const ref = (changes: Partial<BackupRef>): BackupRef =>
  testRef({ zoneId: 'cn-bj2-02', backupId: 'a75aaaa9-d9e1-4d38-9dc1-aecad4640045', ...changes });

const ZONES = ['cn-bj2-02', 'cn-bj2-03'];

describe('a backup reference', () => {
  it.each<[string, Partial<BackupRef>, Record<string, string>]>([
    ['is complete', {}, {}],
    ['needs a backup', { backupId: '' }, { backupId: 'required' }],
    ['needs a plain backup id', { backupId: 'two ids' }, { backupId: 'invalidCharacters' }],
    ['needs a plain instance id', { instanceId: 'a/b' }, { instanceId: 'invalidCharacters' }],
    ['needs a region', { regionId: '' }, { regionId: 'required' }],
    ['needs no zone for a master-replica instance', { zoneId: '' }, {}],
    [
      'needs zone and instance for a distributed one',
      { kind: 'distributed', zoneId: '', instanceId: '' },
      { zoneId: 'required', instanceId: 'required' },
    ],
    ['takes a slave zone of a cross-zone instance', { isCrossZone: true, slaveZoneId: 'cn-bj2-03' }, {}],
    ['takes none otherwise', { slaveZoneId: 'cn-bj2-03' }, { slaveZoneId: 'needsCrossZone' }],
    ['takes no equal one', { isCrossZone: true, slaveZoneId: 'cn-bj2-02' }, { slaveZoneId: 'sameAsZone' }],
    ['takes no zone of another region', { zoneId: 'hk-02' }, { zoneId: 'otherRegion' }],
    ['takes a zone of the region that is no longer listed', { zoneId: 'cn-bj2-04' }, {}],
    ['takes no other region’s', { isCrossZone: true, slaveZoneId: 'hk-02' }, { slaveZoneId: 'otherRegion' }],
    [
      'takes none without a zone',
      { isCrossZone: true, zoneId: '', slaveZoneId: 'cn-bj2-03' },
      { zoneId: 'zoneRequired' },
    ],
  ])('%s', (_what, changes, fields) => {
    expect(checkBackupRef(ref(changes), ZONES)).toEqual(fields);
  });

  it('does not judge the slave zone’s region while the zones are unknown', () => {
    expect(checkBackupRef(ref({ isCrossZone: true, slaveZoneId: 'hk-02' }))).toEqual({});
  });
});

describe('a pasted id', () => {
  it.each([
    ['  abc-1 \n', 'abc-1'],
    ['"abc-1"', 'abc-1'],
    ['“abc-1”,', 'abc-1'],
    ["'abc-1';", 'abc-1'],
    ['「abc-1」', 'abc-1'],
    ['abc-1', 'abc-1'],
    ['   ', ''],
  ])('%j is read as %j', (pasted, id) => {
    expect(cleanPastedId(pasted)).toBe(id);
  });
});
