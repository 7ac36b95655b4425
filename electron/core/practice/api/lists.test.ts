import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PracticeCloud, startPracticeCloud } from '../server.ts';
import { callApi, rowsOf } from '../test-client.ts';
import { CATALOG_SHARDS, ORDERS, SESSIONS } from '../world/instances.ts';

const clock = { now: Date.UTC(2026, 10, 24, 12) };
let cloud: PracticeCloud;

beforeAll(async () => {
  cloud = await startPracticeCloud({ now: () => clock.now });
});
afterAll(() => cloud.close());

const orders = { Region: 'cn-bj2', Zone: 'cn-bj2-05', ProjectId: 'org-3kopqz' };
const firstBackup = (): string => cloud.backups[0]?.backupId ?? '';

describe('the account calls', () => {
  it('list every zone of every region, a row each', async () => {
    const rows = rowsOf(await callApi(cloud, { Action: 'GetRegion' }), 'Regions');
    expect(new Set(rows.map(({ Region }) => Region)).size).toBe(33);
    expect(rows).toHaveLength(43);
    expect(rows).toContainEqual(expect.objectContaining({ Region: 'cn-bj2', Zone: 'cn-bj2-05', IsDefault: true }));
  });

  it('list the projects and the owner', async () => {
    const projects = rowsOf(await callApi(cloud, { Action: 'GetProjectList' }), 'ProjectSet');
    expect(projects.map(({ IsDefault }) => IsDefault)).toEqual([true, false, false]);
    const [owner] = rowsOf(await callApi(cloud, { Action: 'GetUserInfo' }));
    expect(owner).toMatchObject({ UserEmail: 'rehearsal@example.com' });
  });
});

describe('the lists', () => {
  it('show both kinds of instances together and each by itself', async () => {
    const both = rowsOf(await callApi(cloud, { Action: 'DescribeUMem', ...orders, Protocol: 'redis' }));
    expect(both.map(({ ResourceId }) => ResourceId)).toEqual(expect.arrayContaining([ORDERS, CATALOG_SHARDS]));
    const groups = rowsOf(await callApi(cloud, { Action: 'DescribeURedisGroup', ...orders, GroupId: ORDERS }));
    expect(groups).toEqual([expect.objectContaining({ GroupId: ORDERS, Size: 4, State: 'Running' })]);
    const spaces = await callApi(cloud, { Action: 'DescribeUMemSpace', ...orders });
    expect(spaces).toMatchObject({ RetCode: '0', TotalCount: 1 });
    const shards = { Action: 'DescribeUMemBlockInfo', ...orders, SpaceId: CATALOG_SHARDS, Offset: '0', Limit: '20' };
    const slots = rowsOf(await callApi(cloud, shards)).map(({ BlockSlotBegin, BlockSlotEnd }) => [
      BlockSlotBegin,
      BlockSlotEnd,
    ]);
    expect(slots).toEqual([
      [0, 5461],
      [5462, 10_923],
      [10_924, 16_383],
    ]);
  });

  it('page through backups, newest first, until there are no more', async () => {
    const page = (offset: number, limit?: number) => {
      const paging = { Offset: `${offset}`, ...(limit !== undefined && { Limit: `${limit}` }) };
      return callApi(cloud, { Action: 'DescribeURedisBackup', ...orders, GroupId: ORDERS, ...paging });
    };
    const first = await page(0);
    expect(rowsOf(first)).toHaveLength(10);
    const total = Number(first['TotalCount']);
    expect(total).toBeGreaterThan(30);
    const all = [...rowsOf(await page(0, 20)), ...rowsOf(await page(20, 100))];
    expect(all).toHaveLength(total);
    const times = all.map(({ BackupTime }) => Number(BackupTime));
    expect(times).toEqual(times.toSorted((one, other) => other - one));
    expect(new Set(all.map(({ BackupId }) => BackupId)).size).toBe(total);
    expect(rowsOf(await page(total))).toEqual([]);
    expect(
      await callApi(cloud, { Action: 'DescribeURedisBackup', ...orders, GroupId: ORDERS, Limit: 'ten' }),
    ).toMatchObject({ RetCode: 230 });
  });

  it('hold automatic and manual backups in every state', async () => {
    const list = { Action: 'DescribeURedisBackup', Region: 'cn-bj2', Limit: '100' };
    const groups = [ORDERS, 'uredis-fau1ts'];
    const pages = await Promise.all(groups.map((GroupId) => callApi(cloud, { ...list, GroupId })));
    const rows = pages.flatMap((page) => rowsOf(page));
    expect(new Set(rows.map(({ State }) => State))).toEqual(new Set(['Success', 'Expired', 'Backuping', 'Error']));
    expect(new Set(rows.map(({ BackupType }) => BackupType))).toEqual(new Set(['Auto', 'Manual']));
  });

  it('find one backup by its id, and cross-region copies from both ends', async () => {
    const one = { Action: 'DescribeURedisBackup', ...orders, GroupId: ORDERS, BackupId: firstBackup() };
    expect(await callApi(cloud, one)).toMatchObject({ TotalCount: 1 });
    const copies = { Action: 'DescribeURedisBackup', ProjectId: 'org-3kopqz' };
    const target = await callApi(cloud, { ...copies, Region: 'hk', RegionType: 'target' });
    expect(rowsOf(target)).toEqual([
      expect.objectContaining({ SrcRegionName: 'cn-sh2', DstRegionName: 'hk', GroupId: SESSIONS }),
    ]);
    const source = await callApi(cloud, { ...copies, Region: 'cn-sh2', RegionType: 'source' });
    expect(rowsOf(source)).toEqual(rowsOf(target));
  });

  it('show a distributed backup once, with its number of shards, and RetCode as text', async () => {
    const list = await callApi(cloud, {
      Action: 'DescribeUMemBackup',
      ...orders,
      SpaceId: CATALOG_SHARDS,
      Limit: '100',
    });
    expect(list['RetCode']).toBe('0');
    const manual = rowsOf(list).filter(({ BackupType }) => BackupType === 'manual');
    expect(manual).toEqual([expect.objectContaining({ State: 'Done', BlockCount: 3, BlockSize: 3 * 16_000_357 })]);
  });
});

describe('creating backups', () => {
  it('makes a backup that is done after a while, and refuses a fourth', async () => {
    const create = { Action: 'CreateURedisBackup', ...orders, GroupId: ORDERS };
    expect(await callApi(cloud, { ...create, BackupName: 'short' })).toMatchObject({ RetCode: 230 });
    const created = await callApi(cloud, { ...create, BackupName: 'before-change' });
    const backupId = String(created['BackupId']);
    const state = { Action: 'DescribeURedisBackupState', ...orders, GroupId: ORDERS, BackupId: backupId };
    const link = { Action: 'DescribeURedisBackupURL', ...orders, BackupId: backupId };
    expect(await callApi(cloud, state)).toMatchObject({ State: 'Backuping' });
    expect(await callApi(cloud, link)).toMatchObject({ RetCode: 20_202 });
    expect(await callApi(cloud, { ...create, BackupName: 'at-the-same-time' })).toMatchObject({ RetCode: 20_200 });
    clock.now += 10_000;
    expect(await callApi(cloud, state)).toMatchObject({ State: 'Success' });
    expect(await callApi(cloud, link)).toMatchObject({ RetCode: 0 });
    expect(await callApi(cloud, { ...create, BackupName: 'one-too-many' })).toMatchObject({ RetCode: 20_208 });
  });

  it('makes one of a distributed instance too', async () => {
    const create = { Action: 'CreateUMemBackup', ...orders, SpaceId: CATALOG_SHARDS, BackupName: 'all-shards' };
    expect(await callApi(cloud, create)).toMatchObject({ RetCode: 0, BackupId: expect.any(String) });
    const list = await callApi(cloud, { Action: 'DescribeUMemBackup', ...orders, SpaceId: CATALOG_SHARDS });
    expect(rowsOf(list)[0]).toMatchObject({ BackupName: 'all-shards', State: 'Starting' });
  });
});
