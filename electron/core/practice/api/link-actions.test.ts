import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PracticeCloud, startPracticeCloud } from '../server.ts';
import { callApi, linkTo } from '../test-client.ts';
import { CATALOG_SHARDS, CROSS_ZONE } from '../world/instances.ts';

let cloud: PracticeCloud;

beforeAll(async () => {
  cloud = await startPracticeCloud();
});
afterAll(() => cloud.close());

const orders = { Region: 'cn-bj2', Zone: 'cn-bj2-05', ProjectId: 'org-3kopqz' };
const firstBackup = (): string => cloud.backups[0]?.backupId ?? '';
const find = (test: (note: string) => boolean) => {
  const found = cloud.backups.find(({ note }) => test(note.en));
  if (found === undefined) throw new Error('No such backup.');
  return found;
};
const ask = (extra: Record<string, string>) => callApi(cloud, { Action: 'DescribeURedisBackupURL', ...extra });

describe('the link calls', () => {
  it('give every offered backup that has a file its link', async () => {
    const without = new Set(['backup-running', 'backup-failed', 'backup-expired', 'api-busy', 'api-gateway-page']);
    const offered = cloud.backups.filter(({ fault }) => !without.has(fault));
    const links = await Promise.all(offered.map((backup) => linkTo(cloud, backup)));
    for (const link of links)
      expect(link).toMatch(
        /^http:\/\/127\.0\.0\.1:\d+\/[\w-]+\/[\w-]+\?UCloudPublicKey=.+&Expires=\d+&Signature=.+=$/u,
      );
  });

  it('end BackupURL with a line break, leave BackupPath out or fill it with noise', async () => {
    const both = await ask({ ...orders, BackupId: firstBackup() });
    expect(both['BackupURL']).toBe(`${String(both['BackupPath'])}\n`);
    expect(both['InnerBackupPath']).toMatch(/^http:\/\/umembackup-9001\.internal-/u);
    const small = find((note) => note.includes('very small'));
    expect(await ask({ ...orders, BackupId: small.backupId })).toMatchObject({ BackupPath: 'KgVuXeBu' });
    const report = find((note) => note === 'A backup in another project and region.');
    const urlOnly = await ask({ Region: 'sg', ProjectId: 'org-0qakla', BackupId: report.backupId });
    expect(Object.keys(urlOnly).toSorted()).toEqual(['Action', 'BackupURL', 'RetCode']);
  });

  it('sign links with a raw + in them', async () => {
    for (let time = 0; time < 5; time += 1) {
      const { BackupPath: link } = await ask({ ...orders, BackupId: firstBackup() });
      expect(String(link).split('Signature=')[1]).toContain('+');
    }
  });

  it.each([
    ['another zone', { Zone: 'cn-bj2-03' }, 20_206],
    ['another group', { GroupId: CROSS_ZONE }, 20_206],
    ['another project', { ProjectId: 'org-0qakla' }, 20_206],
    ['another region', { Region: 'hk', Zone: 'hk-02' }, 20_206],
    ['a cross-region flag that is not true', { IsCrossRegion: 'true' }, 20_206],
    ['a cross-zone flag that is not true', { RegionFlag: 'true' }, 20_206],
    ['a flag that is no flag', { RegionFlag: 'True' }, 230],
    ['a slave zone without the cross-zone flag', { SlaveZone: 'cn-bj2-03' }, 230],
    ['a slave zone that is the zone', { RegionFlag: 'true', SlaveZone: 'cn-bj2-05' }, 230],
    ['a slave zone of another region', { RegionFlag: 'true', SlaveZone: 'hk-02' }, 230],
  ])('refuse %s', async (_, extra, retCode) => {
    expect(await ask({ ...orders, BackupId: firstBackup(), ...extra })).toMatchObject({ RetCode: retCode });
  });

  it('want the cross-zone flag for a cross-zone instance, with or without its slave zone', async () => {
    const { backupId } = find((note) => note.includes('cross-zone'));
    const given = { Region: 'cn-bj2', Zone: 'cn-bj2-03', BackupId: backupId };
    expect(await ask(given)).toMatchObject({ RetCode: 20_206 });
    expect(await ask({ ...given, RegionFlag: 'true' })).toMatchObject({ RetCode: 0 });
    expect(await ask({ ...given, RegionFlag: 'true', SlaveZone: 'cn-bj2-05' })).toMatchObject({ RetCode: 0 });
    expect(await ask({ ...given, RegionFlag: 'true', SlaveZone: 'cn-bj2-02' })).toMatchObject({ RetCode: 20_206 });
  });

  it.each([
    ['backup-running', 20_202],
    ['backup-failed', 20_200],
    ['backup-expired', 20_206],
  ])('refuse a %s with %i', async (fault, retCode) => {
    const { backupId } = cloud.backups.find((backup) => backup.fault === fault) ?? { backupId: '' };
    expect(await ask({ ...orders, BackupId: backupId })).toMatchObject({ RetCode: retCode });
  });

  it('give one link per shard, or that of the shard they are asked for', async () => {
    const { backupId, zoneId } = find((note) => note.includes('one file per shard'));
    const shards = {
      Action: 'DescribeUMemBackupURL',
      ...orders,
      Zone: zoneId,
      SpaceId: CATALOG_SHARDS,
      BackupId: backupId,
    };
    const all = await callApi(cloud, shards);
    expect(all['BackupURL']).toEqual([0, 1, 2].map((at) => expect.stringContaining(`/${CATALOG_SHARDS}_${at}/`)));
    const one = await callApi(cloud, { ...shards, BlockId: `${CATALOG_SHARDS}_1` });
    expect(one['BackupURL']).toEqual([expect.stringContaining(`/${CATALOG_SHARDS}_1/`)]);
    expect(await callApi(cloud, { ...shards, BlockId: 'none' })).toMatchObject({ RetCode: '230' });
  });
});
