import { describe, expect, test } from 'vitest';
import type { InstanceRef } from '#shared/models/browse.ts';
import { copiesKeptIn, distributedBackups, masterReplicaBackups } from './backup-rows.ts';

const instance: InstanceRef = {
  profileId: 'p',
  projectId: '',
  regionId: 'cn-bj2',
  zoneId: 'cn-bj2-05',
  slaveZoneId: '',
  kind: 'masterReplica',
  instanceId: 'uredis-1',
  automaticBackup: 'on',
};

describe('rows of master-replica backups', () => {
  test('are read in the documented form', () => {
    const [row] = masterReplicaBackups(
      instance,
      [
        {
          BackupId: 'a1',
          BackupName: 'nightly',
          BackupTime: 1529912363,
          BackupSize: 18,
          BackupType: 'Auto',
          State: 'Success',
          Zone: 'cn-bj2-04',
        },
      ],
      false,
    );
    expect(row).toMatchObject({
      id: 'a1',
      takenAt: 1_529_912_363_000,
      sizeBytes: 18,
      trigger: 'automatic',
      state: 'done',
      zoneId: 'cn-bj2-04',
    });
  });

  test.each([
    ['a new state', { State: 'Archiving' }, { state: 'unknown', stateText: 'Archiving' }],
    ['an old type as a number', { BackupType: 1 }, { trigger: 'unknown' }],
    ['numbers as text', { BackupTime: '1529912363', BackupSize: '18' }, { takenAt: 1_529_912_363_000, sizeBytes: 18 }],
    ['nothing but an id', {}, { takenAt: null, sizeBytes: null, state: 'unknown', zoneId: 'cn-bj2-05' }],
    ['a size that is none', { BackupSize: -1 }, { sizeBytes: null }],
    ['a running one without bytes', { BackupSize: 0, State: 'Backuping' }, { sizeBytes: null, state: 'running' }],
  ])('take %s', (_name, given, expected) => {
    expect(masterReplicaBackups(instance, [{ BackupId: 'a1', ...given }], false)).toEqual([
      expect.objectContaining(expected),
    ]);
  });

  test('without an id are skipped, like what is no row at all', () => {
    expect(masterReplicaBackups(instance, [{}, null, 'row', { BackupId: 'a b' }], false)).toEqual([]);
  });

  test('of copies lie in their own region, in a zone only where it is one of that region', () => {
    const rows = [
      { BackupId: 'a1', DstRegionName: 'hk', Zone: 'cn-bj2-05' },
      { BackupId: 'a2', DstRegionName: 'hk', Zone: 'hk-02' },
    ];
    expect(masterReplicaBackups(instance, rows, true)).toEqual([
      expect.objectContaining({ regionId: 'hk', zoneId: '', isCrossRegion: true }),
      expect.objectContaining({ regionId: 'hk', zoneId: 'hk-02' }),
    ]);
  });
});

describe('rows of copies that a region keeps', () => {
  test('say of which instance they are and where it is; one that does not is left out', () => {
    const rows = [
      { BackupId: 'a1', GroupId: 'uredis-1', GroupName: 'orders', SrcRegionName: 'cn-bj2', Zone: 'cn-bj2-05' },
      { BackupId: 'a2', GroupId: 'uredis-2' },
      { BackupId: 'a3' },
    ];
    const kept = { regionId: 'hk', zoneId: '', isCrossRegion: true };
    expect(copiesKeptIn('hk', rows)).toEqual([
      expect.objectContaining({ ...kept, instanceId: 'uredis-1', instanceName: 'orders', sourceRegionId: 'cn-bj2' }),
      expect.objectContaining({ ...kept, instanceId: 'uredis-2', instanceName: 'uredis-2', sourceRegionId: '' }),
    ]);
  });
});

describe('rows of distributed backups', () => {
  const row = {
    BackupId: 'd1',
    CreateTime: 1529912363,
    State: 'Done',
    BackupType: 'auto',
    BlockCount: 3,
    BlockSize: 48_000_000,
  };

  test('hold the number of shards and a size where its unit is beyond doubt', () => {
    expect(distributedBackups(instance, [row])).toEqual([
      expect.objectContaining({ id: 'd1', shardCount: 3, sizeBytes: 48_000_000, trigger: 'automatic', state: 'done' }),
    ]);
    expect(distributedBackups(instance, [{ ...row, BlockSize: 48 }])).toEqual([
      expect.objectContaining({ sizeBytes: null }),
    ]);
  });

  test('are one where a back-end answers one for each shard, and done only when all are', () => {
    const [one, ...others] = distributedBackups(instance, [
      { ...row, BlockCount: undefined },
      { ...row, BlockCount: undefined, State: 'Starting' },
    ]);
    expect(others).toEqual([]);
    expect(one).toMatchObject({ shardCount: 2, sizeBytes: 96_000_000, state: 'running', stateText: 'Starting' });
  });
});
