import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PracticeCloud, startPracticeCloud } from '../server.ts';
import { callApi, documentOf, send, signed } from '../test-client.ts';

let cloud: PracticeCloud;

beforeAll(async () => {
  cloud = await startPracticeCloud();
});
afterAll(() => cloud.close());

const orders = { Region: 'cn-bj2', Zone: 'cn-bj2-05', ProjectId: 'org-3kopqz' };
const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };
const restricted = () => cloud.keys.restricted;

async function unsigned(parameters: Record<string, string>): Promise<Record<string, unknown>> {
  return documentOf(await send(cloud.apiUrl, 'POST', FORM, new URLSearchParams(parameters).toString()));
}

describe('the gateway', () => {
  it('accepts a signed form, a signed JSON document and a signed query', async () => {
    const parameters = signed({ Action: 'GetRegion', Note: '中文 + & =' }, cloud);
    const form = new URLSearchParams(parameters).toString();
    const query = Object.entries(parameters).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
    const answers = [
      await send(cloud.apiUrl, 'POST', FORM, form),
      await send(cloud.apiUrl, 'POST', { 'Content-Type': 'application/json' }, JSON.stringify(parameters)),
      await send(`${cloud.apiUrl}?${query.join('&')}`, 'GET'),
    ];
    for (const answer of answers) {
      expect(answer.status).toBe(200);
      expect(documentOf(answer)).toMatchObject({ RetCode: 0, Action: 'GetRegionResponse' });
      expect(answer.headers['x-ucloud-request-uuid']).toMatch(/^[\da-f-]{36}$/u);
    }
  });

  it('verifies nested JSON by its flat form: lists, booleans and whole numbers', async () => {
    const flat = { Action: 'GetRegion', 'Ids.0': 'a', 'Ids.1': 'b', 'Led.Enabled': 'true', Size: '42' };
    const { PublicKey, Signature } = signed(flat, cloud);
    const nested = {
      Action: 'GetRegion',
      Ids: ['a', 'b'],
      Led: { Enabled: true },
      Size: 42,
      Gone: null,
      PublicKey,
      Signature,
    };
    const answer = await send(cloud.apiUrl, 'POST', { 'Content-Type': 'application/json' }, JSON.stringify(nested));
    expect(documentOf(answer)).toMatchObject({ RetCode: 0 });
  });

  it.each<[string, number, string, () => Promise<Record<string, unknown>>]>([
    ['no Action', 160, 'Missing Action', () => callApi(cloud, {})],
    ['an unknown Action', 161, 'Action [Foo] not exists', () => callApi(cloud, { Action: 'Foo' })],
    ['no signature', 170, 'Missing signature', () => unsigned({ Action: 'GetRegion', PublicKey: cloud.publicKey })],
    [
      'a wrong private key',
      171,
      'Signature VerifyAC Error',
      () => callApi(cloud, { Action: 'GetRegion' }, { ...cloud, privateKey: 'wrong' }),
    ],
    [
      'an unknown public key',
      172,
      'User Not Exists',
      () => callApi(cloud, { Action: 'GetRegion' }, { ...cloud, publicKey: 'nobody' }),
    ],
    [
      'an unknown token',
      174,
      'Token Not Exists',
      () => callApi(cloud, { Action: 'GetRegion', SecurityToken: 'made-up' }),
    ],
    [
      'a temporary key without its token',
      174,
      'Token Not Exists',
      () => callApi(cloud, { Action: 'GetRegion' }, cloud.keys.temporary),
    ],
    [
      'an expired token',
      174,
      'Token Not Exists',
      () =>
        callApi(
          cloud,
          { Action: 'GetRegion', SecurityToken: cloud.keys.expiredTemporary.securityToken },
          cloud.keys.expiredTemporary,
        ),
    ],
    ['no Region', 220, 'Missing params [Region]', () => callApi(cloud, { Action: 'DescribeUMem', Protocol: 'redis' })],
    [
      'no BackupId',
      220,
      'Missing params [BackupId]',
      () => callApi(cloud, { Action: 'DescribeURedisBackupURL', ...orders }),
    ],
    [
      'no GroupId',
      220,
      'Missing params [GroupId]',
      () => callApi(cloud, { Action: 'DescribeURedisBackup', ...orders }),
    ],
    [
      'an unknown Region',
      230,
      'Params [Region] not available',
      () => callApi(cloud, { Action: 'DescribeUMem', Region: 'cn-moon', Protocol: 'redis' }),
    ],
    [
      "another region's Zone",
      230,
      'Params [Zone] not available',
      () => callApi(cloud, { Action: 'DescribeUMem', Region: 'cn-bj2', Zone: 'hk-02', Protocol: 'redis' }),
    ],
    [
      'an unknown project',
      292,
      'Project [org-x] not exists',
      () => callApi(cloud, { Action: 'DescribeUMem', Region: 'cn-bj2', ProjectId: 'org-x', Protocol: 'redis' }),
    ],
    [
      'a region without permission',
      293,
      'Zone permission error',
      () => callApi(cloud, { Action: 'DescribeUMem', Region: 'cn-sh', Protocol: 'redis' }),
    ],
    [
      'a sub-account without ProjectId',
      299,
      'IAM permission denied',
      () => callApi(cloud, { Action: 'DescribeUMem', Region: 'sg', Protocol: 'redis' }, restricted()),
    ],
    [
      "a sub-account in another's project",
      299,
      'IAM permission denied',
      () => callApi(cloud, { Action: 'DescribeUMem', ...orders, Protocol: 'redis' }, restricted()),
    ],
    [
      'a sub-account asking who it is',
      299,
      'IAM permission denied',
      () => callApi(cloud, { Action: 'GetUserInfo' }, restricted()),
    ],
  ])('refuses %s with %i', async (_, retCode, message, call) => {
    expect(await call()).toMatchObject({ RetCode: retCode, Message: message });
  });

  it('lets a temporary key in with its token, and a sub-account into its own project', async () => {
    const { temporary } = cloud.keys;
    const withToken = { Action: 'GetRegion', SecurityToken: temporary.securityToken };
    expect(await callApi(cloud, withToken, temporary)).toMatchObject({ RetCode: 0 });
    const own = { Action: 'DescribeUMem', Region: 'sg', ProjectId: 'org-0qakla', Protocol: 'redis' };
    expect(await callApi(cloud, own, restricted())).toMatchObject({ RetCode: 0, TotalCount: 2 });
    expect(await callApi(cloud, { Action: 'GetProjectList' }, restricted())).toMatchObject({ ProjectCount: 1 });
  });

  it('takes a + in a query for a space, so that an unescaped key is an unknown one', async () => {
    const key = { publicKey: 'a+b@example.com', privateKey: 'made-up' };
    const plus = await startPracticeCloud({ keys: key });
    const parameters = signed({ Action: 'GetRegion' }, key);
    const raw = Object.entries(parameters).map(([name, value]) => `${name}=${value}`);
    expect(documentOf(await send(`${plus.apiUrl}?${raw.join('&')}`, 'GET'))).toMatchObject({ RetCode: 172 });
    const escaped = new URLSearchParams(parameters).toString();
    expect(documentOf(await send(`${plus.apiUrl}?${escaped}`, 'GET'))).toMatchObject({ RetCode: 0 });
    await plus.close();
  });

  it('asks for its channel key where it has one', async () => {
    const channel = await startPracticeCloud({ channelKey: 'made-up-channel' });
    const body = new URLSearchParams(signed({ Action: 'GetRegion' }, channel)).toString();
    const ask = (headers: Record<string, string>) => send(channel.apiUrl, 'POST', { ...FORM, ...headers }, body);
    expect(documentOf(await ask({}))).toMatchObject({ RetCode: 174 });
    expect(documentOf(await ask({ 'channel-key': 'made-up-channel' }))).toMatchObject({ RetCode: 0 });
    expect(channel.control.requests()[1]?.headers['channel-key']).toBe('***');
    await channel.close();
  });
});
