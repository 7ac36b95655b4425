import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { isAppError } from '#shared/errors.ts';
import { credentialReport, type ActionProbe } from '#shared/models/account.ts';
import { NEEDED_ACTIONS } from '#shared/needed-actions.ts';
import { startPracticeCloud, type PracticeCloud } from '../practice/server.ts';
import { testPermissions } from './permissions.ts';
import {
  createTestClient,
  NEVER_CANCELLED,
  startTestGateway,
  type ScriptedAnswer,
  type TestGateway,
} from './test-gateway.ts';

const gateways: { close(): Promise<void> }[] = [];

afterEach(async () => {
  await Promise.all(gateways.splice(0).map((gateway) => gateway.close()));
});

const NO_SUCH_BACKUP = { RetCode: 20003, Message: 'No such backup' };
const ALL_WELL: Record<string, object> = {
  GetUserInfo: {
    RetCode: 0,
    DataSet: [{ UserId: 7, UserEmail: 'dba@example.com', UserName: 'Ada', CompanyName: 42 }],
  },
  GetRegion: {
    RetCode: 0,
    Regions: [
      { Region: 'hk', Zone: 'hk-02', IsDefault: false },
      { Region: 'cn-bj2', Zone: 'cn-bj2-02', IsDefault: true },
    ],
  },
  GetProjectList: {
    RetCode: 0,
    ProjectSet: [
      { ProjectId: 'org-1', ProjectName: 'Shop', IsDefault: false },
      { ProjectId: 'org-2', ProjectName: 'Default', IsDefault: true },
    ],
  },
  DescribeUMem: { RetCode: 0, TotalCount: 0 },
  DescribeURedisGroup: { RetCode: 0, TotalCount: 0 },
  DescribeURedisBackup: { RetCode: 0, TotalCount: 0 },
  DescribeUMemBackup: { RetCode: '20016' },
  DescribeURedisBackupURL: NO_SUCH_BACKUP,
  DescribeUMemBackupURL: { RetCode: 230, Message: 'Params [SpaceId] not available' },
  DescribeUMemBlockInfo: { RetCode: 7001, Message: 'a code no document names' },
};

/** A gateway where all is well but for the given answers, by action. */
async function gatewayWith(answers: Record<string, object> = {}, sends: Record<string, ScriptedAnswer> = {}) {
  const all: Record<string, object> = { ...ALL_WELL, ...answers };
  const gateway = await startTestGateway(({ form }) => {
    const action = form['Action'] ?? '';
    return sends[action] ?? { body: all[action] ?? { RetCode: 161 } };
  });
  gateways.push(gateway);
  return gateway;
}

function reportOn({ account }: Pick<TestGateway, 'account'>, place: { projectId?: string; regionId?: string } = {}) {
  const told: ActionProbe[] = [];
  const options = {
    projectId: 'org-1',
    regionId: '',
    ...place,
    onProbe: (probe: ActionProbe) => void told.push(probe),
  };
  return { told, report: testPermissions(createTestClient(), account, options, NEVER_CANCELLED) };
}

const outcomes = (probes: readonly ActionProbe[], outcome: ActionProbe['outcome']) =>
  probes.filter((probe) => probe.outcome === outcome).map(({ action, cause }) => [action, cause?.params['retCode']]);

describe('the test of a key', () => {
  test('says whose it is and that it may do everything; what is made up and not found counts as allowed', async () => {
    const { told, report } = reportOn(await gatewayWith());
    const answer = credentialReport.parse(await report);
    expect(answer).toEqual({
      owner: 'dba@example.com',
      company: '42',
      regionCount: 2,
      projectCount: 2,
      regionId: 'cn-bj2',
      projectId: 'org-1',
      probes: NEEDED_ACTIONS.map((action) => ({ action, outcome: 'allowed', cause: null })),
    });
    expect(told).toHaveLength(NEEDED_ACTIONS.length);
    expect(new Set(told.map(({ action }) => action))).toEqual(new Set(NEEDED_ACTIONS));
  });

  test('only reads, each call once, of things nobody has', async () => {
    const gateway = await gatewayWith();
    await reportOn(gateway).report;
    expect(gateway.requests).toHaveLength(NEEDED_ACTIONS.length);
    expect(new Set(gateway.requests.map(({ form }) => form['Action']))).toEqual(new Set(NEEDED_ACTIONS));
    expect(gateway.requests.every(({ form }) => /^(?:Get|Describe)/u.test(form['Action'] ?? ''))).toBe(true);
    const named = gateway.requests.flatMap(({ form }) => [form['GroupId'], form['SpaceId'], form['BackupId']]);
    expect(named.filter((id) => id !== undefined && !/0{8}/u.test(id))).toEqual([]);
  });

  test('asks where the profile would, for one row at most', async () => {
    const gateway = await gatewayWith();
    await reportOn(gateway, { projectId: 'org-1', regionId: 'hk' }).report;
    const { form } = gateway.requests.find((request) => request.form['Action'] === 'DescribeUMem') ?? {};
    expect(form).toMatchObject({ Region: 'hk', ProjectId: 'org-1', Protocol: 'redis', Limit: '1' });
  });

  test('asks in the default project where the profile names none', async () => {
    const gateway = await gatewayWith();
    expect(await reportOn(gateway, { projectId: '' }).report).toMatchObject({ projectId: 'org-2' });
  });

  test('goes on without a name when the key may not ask for it, and names what is refused and why', async () => {
    const gateway = await gatewayWith({
      GetUserInfo: { RetCode: 299 },
      DescribeURedisGroup: { RetCode: 20004 },
      DescribeUMemBackupURL: { RetCode: '291' },
    });
    const { owner, probes } = await reportOn(gateway).report;
    expect(owner).toBe('');
    expect(outcomes(probes, 'refused')).toEqual([
      ['GetUserInfo', 299],
      ['DescribeURedisGroup', 20004],
      ['DescribeUMemBackupURL', 291],
    ]);
    expect(outcomes(probes, 'unknown')).toEqual([]);
  });

  test('cannot tell where a call failed for a reason that is not about permissions', async () => {
    const gateway = await gatewayWith(
      { GetUserInfo: { RetCode: 161 }, DescribeUMem: { RetCode: 230, Message: 'Params [Region] not available' } },
      { DescribeUMemBlockInfo: { status: 500, body: '<h1>Oh</h1>' }, DescribeURedisBackup: { drop: 'beforeHead' } },
    );
    const { probes } = await reportOn(gateway).report;
    expect(outcomes(probes, 'unknown')).toEqual([
      ['GetUserInfo', 161],
      ['DescribeUMem', 230],
      ['DescribeURedisBackup', undefined],
      ['DescribeUMemBlockInfo', undefined],
    ]);
    expect(probes.find(({ action }) => action === 'DescribeUMemBlockInfo')?.cause?.code).toBe('apiHttpError');
  });

  test('leaves the product’s calls untested where there is no region to ask in, unless the profile has one', async () => {
    const gateway = await gatewayWith({ GetRegion: { RetCode: 299 } });
    const { probes } = await reportOn(gateway).report;
    expect(outcomes(probes, 'untested')).toHaveLength(7);
    const there = await reportOn(gateway, { regionId: 'hk' }).report;
    expect(outcomes(there.probes, 'untested')).toEqual([]);
    expect(outcomes(there.probes, 'refused')).toEqual([['GetRegion', 299]]);
  });

  test.each([171, 172, 174, 294])('is an error instead when the key or the address is refused: %d', async (retCode) => {
    const gateway = await gatewayWith({ GetUserInfo: { RetCode: retCode } });
    await expect(reportOn(gateway).report).rejects.toMatchObject({ code: 'apiRefused', data: { params: { retCode } } });
    expect(gateway.requests).toHaveLength(1);
  });

  test('is an error instead when the cloud cannot be reached or is none', async () => {
    const gateway = await startTestGateway(() => ({ body: '<h1>Welcome</h1>' }));
    gateways.push(gateway);
    const error: unknown = await reportOn(gateway).report.catch((reason: unknown) => reason);
    expect(isAppError(error, 'apiUnreadable')).toBe(true);
  });
});

describe('against the practice cloud', () => {
  const start = async (): Promise<PracticeCloud> => {
    const cloud = await startPracticeCloud({});
    gateways.push(cloud);
    return cloud;
  };
  const accountOf = ({ apiUrl }: PracticeCloud, key: { publicKey: string; privateKey: string }) => ({
    account: { apiUrl, channelKey: '', withCredential: async <T>(use: (credential: typeof key) => T) => use(key) },
  });

  test('the owner may do everything', async () => {
    const cloud = await start();
    const { probes } = await reportOn(accountOf(cloud, cloud.keys.owner), { projectId: '' }).report;
    expect(outcomes(probes, 'allowed')).toHaveLength(NEEDED_ACTIONS.length);
  });

  test('a sub-account that may look but not download is refused the links', async () => {
    const cloud = await start();
    const { probes, projectId } = await reportOn(accountOf(cloud, cloud.keys.lister), { projectId: '' }).report;
    expect(projectId).toBe('org-0qakla');
    expect(outcomes(probes, 'refused')).toEqual([
      ['DescribeURedisBackupURL', 299],
      ['DescribeUMemBackupURL', 299],
      ['DescribeUMemBlockInfo', 299],
    ]);
  });

  test('what it is told to refuse stays refused until it is told otherwise', async () => {
    const cloud = await start();
    cloud.control.refuse({ DescribeUMem: 299, DescribeURedisBackup: 230 });
    const account = accountOf(cloud, cloud.keys.owner);
    for (let times = 0; times < 2; times += 1) {
      const { probes } = await reportOn(account, { projectId: '' }).report;
      expect(outcomes(probes, 'refused')).toEqual([['DescribeUMem', 299]]);
      expect(outcomes(probes, 'unknown')).toEqual([['DescribeURedisBackup', 230]]);
    }
    cloud.control.refuse({});
    const { probes } = await reportOn(account, { projectId: '' }).report;
    expect(outcomes(probes, 'allowed')).toHaveLength(NEEDED_ACTIONS.length);
  });
});

test('the README names the very calls that are tested', () => {
  const page = readFileSync(path.join(import.meta.dirname, '../../../README.md'), 'utf8');
  const section = page.split('### Give the key as little as possible')[1]?.split('\n### ')[0] ?? '';
  const named = [...section.matchAll(/`(?:umem|uaccount):(\w+)`/gu)].map(([, action]) => action);
  expect(new Set(named)).toEqual(new Set(NEEDED_ACTIONS));
});
