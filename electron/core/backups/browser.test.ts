import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { instanceOfCopy, refOfBackup, refOfInstance } from '#shared/backup-rows.ts';
import type { Instance, InstanceRef } from '#shared/models/browse.ts';
import { systemClock } from '../clock.ts';
import { startPracticeCloud, type PracticeCloud } from '../practice/server.ts';
import type { ApiAccount } from '../ucloud/client.ts';
import { createTestClient, NEVER_CANCELLED, startTestGateway } from '../ucloud/test-gateway.ts';
import { createBrowser, type Browser } from './browser.ts';
import { requestLinks } from './links.ts';

const client = createTestClient();
const place = { profileId: 'practice', projectId: 'org-3kopqz' };
let cloud: PracticeCloud;
let browser: Browser;

const account = (): ApiAccount => ({
  apiUrl: cloud.apiUrl,
  channelKey: '',
  withCredential: async (use) => use(cloud.keys.owner),
});

beforeAll(async () => {
  cloud = await startPracticeCloud({ crowd: { instances: 260, backups: 350 } });
  browser = browserOf(account());
});
beforeEach(() => cloud.control.clearRequests());
afterAll(() => cloud.close());

let questions = 0;
const question = (): string => `q${(questions += 1)}`;
const list = (regionId: string, projectId = place.projectId) =>
  browser.instances(question(), { ...place, regionId, projectId });
const refOf = async (regionId: string, instanceId: string, projectId = place.projectId): Promise<InstanceRef> => {
  const { rows } = await list(regionId, projectId);
  const found = rows.find(({ id }) => id === instanceId);
  if (found === undefined) throw new Error(`No ${instanceId} in ${regionId}`);
  return refOfInstance({ ...place, projectId }, found);
};
const browserOf = (given: ApiAccount): Browser =>
  createBrowser({ client, clock: systemClock, accountOf: () => Promise.resolve(given) });
const asked = (action: string) =>
  cloud.control.requests().filter(({ parameters }) => parameters?.['Action'] === action);

describe('the instances of a region', () => {
  test('are of both kinds, with what each is', async () => {
    const { rows, error } = await list('cn-bj2');
    expect(error).toBeNull();
    const byId = new Map(rows.map((row) => [row.id, row]));
    expect(byId.get('uredis-onb4ha')).toEqual({
      id: 'uredis-onb4ha',
      name: 'orders-prod',
      kind: 'masterReplica',
      regionId: 'cn-bj2',
      zoneId: 'cn-bj2-05',
      slaveZoneId: '',
      version: '7.0',
      sizeGb: 4,
      usedMb: 1380,
      state: 'Running',
      automaticBackup: 'on',
      backupHour: 3,
    } satisfies Instance);
    expect(byId.get('udredis-00pakopv')).toMatchObject({ kind: 'distributed', sizeGb: 48 });
    expect(byId.get('uredis-kz2czq')).toMatchObject({ zoneId: 'cn-bj2-03', slaveZoneId: 'cn-bj2-05' });
    expect(byId.get('uredis-res1ze')).toMatchObject({ state: 'Resizing', automaticBackup: 'off' });
    expect(asked('DescribeURedisGroup')).toEqual([]);
  });

  test('are all there, however many pages they fill', async () => {
    const { rows } = await list('cn-wlcb');
    expect(new Set(rows.map(({ id }) => id)).size).toBe(260);
    expect(asked('DescribeUMem').map(({ parameters }) => parameters?.['Offset'])).toEqual(['0', '100', '200']);
  });

  test('come from the older lists where DescribeUMem is refused', async () => {
    cloud.control.failNext({ kind: 'retCode', action: 'DescribeUMem', retCode: 161 });
    const { rows, error } = await list('cn-bj2');
    expect(error).toBeNull();
    expect(new Set(rows.map(({ kind }) => kind))).toEqual(new Set(['masterReplica', 'distributed']));
  });

  test('are not asked for in other ways while the gateway is busy', async () => {
    cloud.control.refuse({ DescribeUMem: 153 });
    await expect(list('cn-bj2')).rejects.toMatchObject({ data: { params: { retCode: 153 } } });
    cloud.control.refuse({});
    expect(asked('DescribeURedisGroup')).toEqual([]);
  });

  test('come from one of the older lists with the reason the other is missing', async () => {
    cloud.control.failNext(
      { kind: 'retCode', action: 'DescribeUMem', retCode: 299 },
      { kind: 'retCode', action: 'DescribeUMemSpace', retCode: 299 },
    );
    const { rows, error } = await list('cn-bj2');
    expect(rows.every(({ kind }) => kind === 'masterReplica')).toBe(true);
    expect(error?.data.params).toMatchObject({ retCode: 299, action: 'DescribeUMemSpace' });
  });

  test('that may not be listed name the one call that lists both kinds', async () => {
    cloud.control.refuse({ DescribeUMem: 299, DescribeURedisGroup: 299, DescribeUMemSpace: 299 });
    await expect(list('cn-bj2')).rejects.toMatchObject({ data: { params: { retCode: 299, action: 'DescribeUMem' } } });
    cloud.control.refuse({});
  });

  test('cannot be had where the region takes a permission', async () => {
    await expect(list('cn-sh')).rejects.toMatchObject({ data: { params: { retCode: 293 } } });
  });

  test('keep their first page when a later one fails', async () => {
    const gateway = await startTestGateway(({ form }) =>
      form['Offset'] === '0'
        ? {
            body: {
              RetCode: 0,
              TotalCount: 2,
              DataSet: [{ ResourceId: 'uredis-1', ResourceType: 'new', AutoBackup: 'enable', Version: '8.0' }],
            },
          }
        : { body: { RetCode: 20_003, Message: 'later' } },
    );
    const { rows, error } = await browserOf(gateway.account).instances(question(), { ...place, regionId: 'hk' });
    expect(rows).toEqual([expect.objectContaining({ id: 'uredis-1', name: 'uredis-1', kind: 'masterReplica' })]);
    expect(error?.data.params['retCode']).toBe(20_003);
    await gateway.close();
  });

  test('learn from DescribeURedisGroup what DescribeUMem left out', async () => {
    const gateway = await startTestGateway(({ form }) => {
      const isUMem = form['Action'] === 'DescribeUMem';
      const row = isUMem
        ? { ResourceId: 'uredis-1' }
        : { GroupId: 'uredis-1', AutoBackup: 'disable', BackupTime: 3, Version: '5.0' };
      return { body: { RetCode: 0, TotalCount: 1, DataSet: [row] } };
    });
    const { rows } = await browserOf(gateway.account).instances(question(), { ...place, regionId: 'hk' });
    expect(rows).toEqual([expect.objectContaining({ automaticBackup: 'off', backupHour: 3, version: '5.0' })]);
    await gateway.close();
  });

  test('are no longer asked for when they are not wanted', async () => {
    cloud.control.failNext({ kind: 'silence', action: 'DescribeUMem' });
    const id = question();
    const waiting = browser.instances(id, { ...place, regionId: 'cn-bj2' });
    await expect.poll(() => asked('DescribeUMem').length).toBe(1);
    browser.cancel(id);
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('the backups of an instance', () => {
  test('are all there, newest first, with sizes, states and an estimate of their end', async () => {
    const { rows, concerns } = await browser.backups(question(), await refOf('cn-bj2', 'uredis-onb4ha'));
    expect(rows.length).toBeGreaterThan(30);
    const times = rows.map(({ takenAt }) => takenAt ?? 0);
    expect(times).toEqual(times.toSorted((one, other) => other - one));
    const manual = rows.find(({ name }) => name === 'before-release');
    expect(manual).toMatchObject({
      trigger: 'manual',
      state: 'done',
      stateText: 'Success',
      sizeBytes: 24_000_357,
      expiresAt: null,
    });
    const automatic = rows.find(({ trigger }) => trigger === 'automatic');
    expect(automatic?.expiresAt).toBe((automatic?.takenAt ?? 0) + 7 * 86_400_000);
    expect(concerns).toEqual([]);
  });

  test('fill many pages', async () => {
    const { rows } = await browser.backups(question(), await refOf('cn-wlcb', 'uredis-crowd00000'));
    expect(new Set(rows.map(({ id }) => id)).size).toBe(350);
  });

  test('count a copy in another region, which its link is asked for there', async () => {
    const instance = await refOf('cn-sh2', 'uhredis-1dim5ws6');
    const { rows } = await browser.backups(question(), instance);
    const copy = rows.find(({ isCrossRegion }) => isCrossRegion);
    expect(copy).toMatchObject({ name: 'copied-to-hk', regionId: 'hk', zoneId: 'hk-02', expiresAt: null });
    if (copy === undefined) throw new Error('No copy');
    const links = await requestLinks(client, account(), refOfBackup(instance, copy), NEVER_CANCELLED);
    expect(links).toHaveLength(1);
  });

  test('of other regions are listed where they are kept, and their links are asked for there', async () => {
    const place = { profileId: 'p', projectId: '', regionId: 'hk' };
    const { rows, error } = await browser.copies(question(), place);
    expect(error).toBeNull();
    expect(rows).toHaveLength(1);
    const [copy] = rows;
    expect(copy).toMatchObject({ name: 'copied-to-hk', regionId: 'hk', zoneId: 'hk-02', isCrossRegion: true });
    expect(copy).toMatchObject({
      instanceId: 'uhredis-1dim5ws6',
      instanceName: 'sessions-prod',
      sourceRegionId: 'cn-sh2',
    });
    if (copy === undefined) throw new Error('No copy');
    const ref = refOfBackup(instanceOfCopy(place, copy), copy);
    expect(await requestLinks(client, account(), ref, NEVER_CANCELLED)).toHaveLength(1);
    expect(ref).toMatchObject({
      regionId: 'hk',
      instanceId: 'uhredis-1dim5ws6',
      isCrossRegion: true,
      isCrossZone: false,
    });
  });

  test('stand without the copies where those cannot be listed', async () => {
    const gateway = await startTestGateway(({ form }) => ({
      body:
        form['RegionType'] === 'source'
          ? { RetCode: 230, Message: 'RegionType' }
          : { RetCode: 0, TotalCount: 1, DataSet: [{ BackupId: 'a1' }] },
    }));
    const instance = await refOf('cn-bj2', 'uredis-onb4ha');
    const { rows, error, copiesError } = await browserOf(gateway.account).backups(question(), instance);
    expect(rows).toHaveLength(1);
    expect(error).toBeNull();
    expect(copiesError?.data.params['retCode']).toBe(230);
    await gateway.close();
  });

  test('of a distributed instance are one row each, with their shards', async () => {
    const instance = await refOf('cn-bj2', 'udredis-00pakopv');
    const { rows } = await browser.backups(question(), instance);
    const row = rows.find(({ name }) => name === 'three-shards');
    expect(row).toMatchObject({ shardCount: 3, state: 'done', sizeBytes: 3 * 16_000_357 });
    const shards = await browser.shards(question(), instance);
    expect(shards.map(({ id, firstSlot }) => [id, firstSlot])).toEqual([
      ['udredis-00pakopv_0', 0],
      ['udredis-00pakopv_1', 5462],
      ['udredis-00pakopv_2', 10_924],
    ]);
  });

  test('of a cross-zone instance can be asked for', async () => {
    const instance = await refOf('cn-bj2', 'uredis-kz2czq');
    const { rows } = await browser.backups(question(), instance);
    const good = rows.find(({ state }) => state === 'done');
    if (good === undefined) throw new Error('No good backup');
    expect(await requestLinks(client, account(), refOfBackup(instance, good), NEVER_CANCELLED)).toHaveLength(1);
  });
});

describe('the summaries of several instances', () => {
  test('say what each one’s list gives cause for', async () => {
    const ids = ['uredis-fa1led', 'uredis-m1ss1ng', 'uredis-shrunk', 'uredis-st0pped'];
    const refs = await Promise.all(ids.map((id) => refOf('hk', id)));
    const summaries = await browser.summaries(question(), refs);
    expect(summaries.map(({ concerns }) => concerns.map(({ kind }) => kind))).toEqual([
      ['lastFailed'],
      ['dayMissing'],
      ['sizeDropped'],
      ['dayMissing', 'expiresSoon'],
    ]);
    expect(summaries[0]?.newest).toMatchObject({ state: 'failed' });
    expect(summaries[0]?.newestGood).toMatchObject({ state: 'done' });
  });

  test('are not spoilt by one that fails', async () => {
    const good = await refOf('hk', 'uredis-m1ss1ng');
    const gone = { ...good, kind: 'distributed' as const, instanceId: 'udredis-gone' };
    const [first, second] = await browser.summaries(question(), [gone, good]);
    expect(first?.error).toMatchObject({ params: { retCode: 20_016 } });
    expect(second).toMatchObject({ error: null });
  });
});
