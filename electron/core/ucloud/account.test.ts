import { afterEach, describe, expect, test } from 'vitest';
import { listProjects, listRegions } from './account.ts';
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
const ALL_WELL: Record<string, object> = { GetRegion: REGIONS, GetProjectList: PROJECTS };

/** A gateway where all is well but for the given answers, by action. */
async function gatewayWith(answers: Record<string, object> = {}): Promise<TestGateway> {
  const all: Record<string, object> = { ...ALL_WELL, ...answers };
  const gateway = await startTestGateway(({ form }) => ({ body: all[form['Action'] ?? ''] ?? { RetCode: 161 } }));
  gateways.push(gateway);
  return gateway;
}

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
