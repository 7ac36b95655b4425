import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type PracticeCloud, startPracticeCloud } from './server.ts';
import { callApi, send, signed } from './test-client.ts';

let cloud: PracticeCloud;

beforeAll(async () => {
  cloud = await startPracticeCloud();
});
afterAll(() => cloud.close());
beforeEach(() => cloud.control.clearRequests());

const orders = { Region: 'cn-bj2', Zone: 'cn-bj2-05', ProjectId: 'org-3kopqz' };
const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };

describe('the control', () => {
  it('records what was asked without its secrets', async () => {
    await callApi(cloud, { Action: 'GetRegion', SecurityToken: 'made-up-token' });
    const [record] = cloud.control.requests();
    expect(record).toMatchObject({ server: 'api', method: 'POST', path: '/', status: 200, retCode: 174 });
    expect(record?.parameters).toEqual({ Action: 'GetRegion' });
    expect(JSON.stringify(record)).not.toContain(cloud.publicKey);
  });

  it('makes the next answers fail, in order, where the action fits', async () => {
    cloud.control.failNext({ kind: 'retCode', retCode: 153 }, { kind: 'http', status: 503, action: 'GetUserInfo' });
    expect(await callApi(cloud, { Action: 'GetRegion' })).toMatchObject({ RetCode: 153 });
    expect(await callApi(cloud, { Action: 'GetRegion' })).toMatchObject({ RetCode: 0 });
    await expect(callApi(cloud, { Action: 'GetUserInfo' })).rejects.toThrow(SyntaxError);
    expect(cloud.control.requests().at(-1)).toMatchObject({ status: 503 });
    cloud.control.failNext({ kind: 'cut' });
    await expect(callApi(cloud, { Action: 'GetRegion' })).rejects.toThrow('socket hang up');
  });

  it('revokes the keys and gives them back', async () => {
    cloud.control.revokeKeys();
    expect(await callApi(cloud, { Action: 'GetRegion' })).toMatchObject({ RetCode: 172 });
    cloud.control.restoreKeys();
    expect(await callApi(cloud, { Action: 'GetRegion' })).toMatchObject({ RetCode: 0 });
  });

  it.each([
    ['api-busy', 153],
    ['api-gateway-page', 0],
  ])('has a backup whose link comes only after %s twice', async (fault, retCode) => {
    const { backupId } = cloud.backups.find((backup) => backup.fault === fault) ?? { backupId: '' };
    const body = new URLSearchParams(
      signed({ Action: 'DescribeURedisBackupURL', ...orders, BackupId: backupId }, cloud),
    ).toString();
    for (let time = 0; time < 3; time += 1) await send(cloud.apiUrl, 'POST', FORM, body);
    const expected = fault === 'api-busy' ? [200, 200, 200] : [502, 502, 200];
    expect(cloud.control.requests().map(({ status }) => status)).toEqual(expected);
    expect(cloud.control.requests().map((one) => one.retCode)).toEqual([retCode, retCode, 0]);
  });
});
