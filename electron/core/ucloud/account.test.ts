import { afterEach, describe, expect, test } from 'vitest';
import { isAppError } from '#shared/errors.ts';
import { credentialReport } from '#shared/models/account.ts';
import { listProjects, listRegions, reportCredential } from './account.ts';
import { createTestClient, NEVER_CANCELLED, startTestGateway, type TestGateway } from './test-gateway.ts';

const gateways: TestGateway[] = [];

afterEach(async () => {
  await Promise.all(gateways.splice(0).map((gateway) => gateway.close()));
});

const REGIONS = {
  RetCode: 0,
  Action: 'GetRegionResposne',
  Regions: [
    { RegionId: 1, RegionName: 'hk', IsDefault: false, BitMaps: '0', Region: 'hk', Zone: 'hk-02' },
    { RegionId: 2, RegionName: 'cn-bj2', IsDefault: true, BitMaps: '1', Region: 'cn-bj2', Zone: 'cn-bj2-02' },
  ],
};
const PROJECTS = {
  RetCode: 0,
  ProjectCount: 2,
  ProjectSet: [
    { ProjectId: 'org-1', ProjectName: 'Default', IsDefault: true, CreateTime: 1342434682, MemberCount: 1 },
    { ProjectId: 'org-2', ProjectName: '', IsDefault: 'false' },
  ],
};
const USER = { RetCode: 0, DataSet: [{ UserId: 7, UserEmail: 'dba@example.com', UserName: 'Ada', CompanyName: 42 }] };
const ALL_WELL: Record<string, object> = {
  GetRegion: REGIONS,
  GetProjectList: PROJECTS,
  GetUserInfo: USER,
  DescribeUMem: { RetCode: 0, TotalCount: 0 },
  DescribeURedisGroup: { RetCode: 0, TotalCount: 0 },
  DescribeURedisBackupURL: { RetCode: 20003, Message: 'No such backup' },
};

/** A gateway where all is well but for the given answers, by action. */
async function gatewayWith(answers: Record<string, object> = {}): Promise<TestGateway> {
  const all: Record<string, object> = { ...ALL_WELL, ...answers };
  const gateway = await startTestGateway(({ form }) => ({ body: all[form['Action'] ?? ''] ?? { RetCode: 161 } }));
  gateways.push(gateway);
  return gateway;
}

const report = (gateway: TestGateway, projectId = 'org-1') =>
  reportCredential(createTestClient(), gateway.account, { projectId }, NEVER_CANCELLED);

describe('regions and projects', () => {
  test('regions come with their zones', async () => {
    const { account } = await gatewayWith();
    const regions = await listRegions(createTestClient(), account, NEVER_CANCELLED);
    expect(regions.map(({ id, isDefault, zones }) => [id, isDefault, zones.length])).toEqual([
      ['cn-bj2', true, 1],
      ['hk', false, 1],
    ]);
  });

  test('an answer without a list of regions cannot be read', async () => {
    const { account } = await gatewayWith({ GetRegion: { RetCode: 0 } });
    await expect(listRegions(createTestClient(), account, NEVER_CANCELLED)).rejects.toMatchObject({
      code: 'apiUnreadable',
    });
  });

  test('projects come with their names, or their ids where they have none', async () => {
    const { account } = await gatewayWith();
    expect(await listProjects(createTestClient(), account, NEVER_CANCELLED)).toEqual([
      { id: 'org-1', name: 'Default', isDefault: true },
      { id: 'org-2', name: 'org-2', isDefault: false },
    ]);
  });

  test.each([{ RetCode: 0 }, { RetCode: 0, ProjectSet: null }, { RetCode: 0, ProjectSet: [null, {}, 'org-1'] }])(
    'no sound project is an empty list: %j',
    async (answer) => {
      const { account } = await gatewayWith({ GetProjectList: answer });
      expect(await listProjects(createTestClient(), account, NEVER_CANCELLED)).toEqual([]);
    },
  );
});

describe('the report about a key', () => {
  test('says whose it is and that it may do everything', async () => {
    const gateway = await gatewayWith();
    const answer = await report(gateway);
    expect(credentialReport.parse(answer)).toEqual({
      owner: 'dba@example.com',
      company: '42',
      regionCount: 2,
      projectCount: 2,
      probes: [
        { action: 'GetUserInfo', outcome: 'allowed', retCode: 0 },
        { action: 'GetRegion', outcome: 'allowed', retCode: 0 },
        { action: 'GetProjectList', outcome: 'allowed', retCode: 0 },
        { action: 'DescribeUMem', outcome: 'allowed', retCode: 0 },
        { action: 'DescribeURedisGroup', outcome: 'allowed', retCode: 0 },
        { action: 'DescribeURedisBackupURL', outcome: 'allowed', retCode: 0 },
      ],
    });
  });

  test('asks in the default region and with the project, for one row at most', async () => {
    const gateway = await gatewayWith();
    await report(gateway);
    const { form } = gateway.requests.find((request) => request.form['Action'] === 'DescribeUMem') ?? {};
    expect(form).toMatchObject({ Region: 'cn-bj2', ProjectId: 'org-1', Protocol: 'redis', Limit: '1' });
  });

  test('sends no project where the profile has none', async () => {
    const gateway = await gatewayWith();
    await report(gateway, '');
    for (const { form } of gateway.requests) expect(form).not.toHaveProperty('ProjectId');
  });

  test('goes on without a name when the key may not ask for it, and marks what is refused', async () => {
    const gateway = await gatewayWith({
      GetUserInfo: { RetCode: 299 },
      DescribeURedisGroup: { RetCode: 20004 },
      DescribeURedisBackupURL: { RetCode: 299 },
    });
    const { owner, company, regionCount, probes } = await report(gateway);
    expect({ owner, company, regionCount }).toEqual({ owner: '', company: '', regionCount: 2 });
    expect(probes.filter(({ outcome }) => outcome === 'refused')).toEqual([
      { action: 'GetUserInfo', outcome: 'refused', retCode: 299 },
      { action: 'DescribeURedisGroup', outcome: 'refused', retCode: 20004 },
      { action: 'DescribeURedisBackupURL', outcome: 'refused', retCode: 299 },
    ]);
  });

  test('tells a refusal from a call that failed for another reason', async () => {
    const gateway = await gatewayWith({ GetUserInfo: { RetCode: 161 }, DescribeUMem: { RetCode: 20003 } });
    const { probes } = await report(gateway);
    expect(probes.filter(({ outcome }) => outcome === 'failed')).toEqual([
      { action: 'GetUserInfo', outcome: 'failed', retCode: 161 },
      { action: 'DescribeUMem', outcome: 'failed', retCode: 20003 },
    ]);
  });

  test('ends early where there is no region to ask in', async () => {
    const gateway = await gatewayWith({ GetRegion: { RetCode: 299 } });
    const { regionCount, probes } = await report(gateway);
    expect(regionCount).toBe(0);
    expect(probes.map(({ action }) => action)).toEqual(['GetUserInfo', 'GetRegion', 'GetProjectList']);
  });

  test.each([171, 172, 174, 294])('is an error instead when the key or the address is refused: %d', async (retCode) => {
    const gateway = await gatewayWith({ GetUserInfo: { RetCode: retCode } });
    await expect(report(gateway)).rejects.toMatchObject({ code: 'apiRefused', data: { params: { retCode } } });
    expect(gateway.requests).toHaveLength(1);
  });

  test('is an error instead when the cloud cannot be reached or is none', async () => {
    const gateway = await startTestGateway(() => ({ body: '<h1>Welcome</h1>' }));
    gateways.push(gateway);
    const error: unknown = await report(gateway).catch((reason: unknown) => reason);
    expect(isAppError(error, 'apiUnreadable')).toBe(true);
  });
});
