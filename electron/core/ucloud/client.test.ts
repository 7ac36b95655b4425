import { afterEach, describe, expect, test } from 'vitest';
import { isAppError, type AppErrorData } from '#shared/errors.ts';
import { systemClock } from '../clock.ts';
import { createNodeTransport } from '../http/node-transport.ts';
import { createUCloudClient, type ApiAccount } from './client.ts';
import { signParams } from './sign.ts';
import {
  createStillClock,
  createTestClient,
  createTestLogger,
  NEVER_CANCELLED,
  startTestGateway,
  TEST_CREDENTIAL,
  type ScriptedAnswer,
  type TestGateway,
} from './test-gateway.ts';

const gateways: TestGateway[] = [];
const read = { signal: NEVER_CANCELLED, isRead: true };
const write = { signal: NEVER_CANCELLED, isRead: false };

afterEach(async () => {
  await Promise.all(gateways.splice(0).map((gateway) => gateway.close()));
});

/** Answers the scripted answers one after the other, the last one for good. */
async function gatewayThat(...answers: ScriptedAnswer[]): Promise<TestGateway> {
  const gateway = await startTestGateway((_request, index) => answers[Math.min(index, answers.length - 1)] ?? {});
  gateways.push(gateway);
  return gateway;
}

async function errorOf(promise: Promise<unknown>): Promise<AppErrorData> {
  try {
    await promise;
  } catch (error) {
    if (isAppError(error)) return error.data;
    throw error;
  }
  throw new Error('It should have failed.');
}

const OK = { body: { RetCode: 0, Action: 'GetRegionResposne', Regions: [] } };

describe('a call', () => {
  test('is one signed form posted to the base URL, with nothing secret in the URL', async () => {
    const gateway = await gatewayThat(OK);
    const answer = await createTestClient().call(
      gateway.account,
      'DescribeThings',
      { Region: 'cn-bj2', Zone: '', Limit: 20, Names: ['备份 1'], IsCrossRegion: false },
      read,
    );
    expect(answer).toEqual(OK.body);
    const [request] = gateway.requests;
    expect(request).toMatchObject({ method: 'POST', url: '/' });
    expect(request?.body).toContain('Names.0=%E5%A4%87%E4%BB%BD%201');
    const params = { Action: 'DescribeThings', Region: 'cn-bj2', Limit: 20, 'Names.0': '备份 1', IsCrossRegion: false };
    expect(request?.form).toEqual(signParams(params, TEST_CREDENTIAL));
  });

  test('names itself, tells the time and asks for plain JSON', async () => {
    const gateway = await gatewayThat(OK);
    const clock = createStillClock(1_790_000_000_123);
    const client = createUCloudClient({
      transport: createNodeTransport(),
      clock,
      logger: createTestLogger(),
      userAgent: 'Backhaul/0.1.0',
    });
    await client.call(gateway.account, 'GetRegion', {}, read);
    expect(gateway.requests[0]?.headers).toMatchObject({
      'user-agent': 'Backhaul/0.1.0',
      'u-timestamp-ms': '1790000000123',
      'content-type': 'application/x-www-form-urlencoded',
      accept: 'application/json',
    });
    expect(gateway.requests[0]?.headers).not.toHaveProperty('channel-key');
  });

  test('carries the channel key where there is one', async () => {
    const gateway = await gatewayThat(OK);
    await createTestClient().call({ ...gateway.account, channelKey: 'channel-7' }, 'GetRegion', {}, read);
    expect(gateway.requests[0]?.headers).toMatchObject({ 'channel-key': 'channel-7' });
  });

  test('signs the token of a temporary credential', async () => {
    const gateway = await gatewayThat(OK);
    const credential = { ...TEST_CREDENTIAL, securityToken: 'temporary-token' };
    const account: ApiAccount = { ...gateway.account, withCredential: async (sign) => sign(credential) };
    await createTestClient().call(account, 'GetRegion', {}, read);
    expect(gateway.requests[0]?.form).toEqual(signParams({ Action: 'GetRegion' }, credential));
  });

  test('is done with a private key in bytes before the credential is closed again', async () => {
    const gateway = await gatewayThat(OK);
    const account: ApiAccount = {
      ...gateway.account,
      withCredential: async (sign) => {
        const bytes = new TextEncoder().encode(TEST_CREDENTIAL.privateKey);
        const result = sign({ publicKey: TEST_CREDENTIAL.publicKey, privateKey: bytes });
        bytes.fill(0);
        return result;
      },
    };
    await createTestClient().call(account, 'GetRegion', {}, read);
    expect(gateway.requests[0]?.form).toEqual(signParams({ Action: 'GetRegion' }, TEST_CREDENTIAL));
  });
});

describe('an answer', () => {
  test.each([0, '0', ' 0 '])('with RetCode %j is a success', async (retCode) => {
    const gateway = await gatewayThat({ body: { RetCode: retCode, Value: 1 } });
    await expect(createTestClient().call(gateway.account, 'GetRegion', {}, read)).resolves.toMatchObject({ Value: 1 });
  });

  test.each([171, '171'])('with RetCode %j is the API refusing', async (retCode) => {
    const gateway = await gatewayThat({
      headers: { 'X-UCLOUD-REQUEST-UUID': '2f1c-77' },
      body: { RetCode: retCode, Action: 'Whatever', Message: 'Signature VerifyAC Error' },
    });
    expect(await errorOf(createTestClient().call(gateway.account, 'GetRegion', {}, read))).toEqual({
      code: 'apiRefused',
      params: { retCode: 171, action: 'GetRegion', host: new URL(gateway.account.apiUrl).host },
      retryable: false,
      requestId: '2f1c-77',
      detail: 'Signature VerifyAC Error',
    });
  });

  test('refused over HTTP 403 is still the API refusing', async () => {
    const gateway = await gatewayThat({ status: 403, body: { RetCode: 299, Message: '无权限' } });
    const error = await errorOf(createTestClient().call(gateway.account, 'DescribeUMem', {}, read));
    expect(error).toMatchObject({ code: 'apiRefused', params: { retCode: 299 }, detail: '无权限' });
  });

  test('never hands on keys and signatures that the server echoes', async () => {
    const gateway = await startTestGateway(({ form, body }) => ({
      body: {
        RetCode: 230,
        Message: `Bad\u0000 ${form['PublicKey'] ?? ''}\u202E and ${form['Signature'] ?? ''} in ${body}\n${'x'.repeat(900)}`,
      },
    }));
    gateways.push(gateway);
    const { detail = '' } = await errorOf(createTestClient().call(gateway.account, 'GetRegion', {}, read));
    const { PublicKey: publicKey = '', Signature: signature = '' } = gateway.requests[0]?.form ?? {};
    expect(signature).toHaveLength(40);
    for (const secret of [publicKey, encodeURIComponent(publicKey), signature]) expect(detail).not.toContain(secret);
    expect(detail).toMatch(/^Bad … and … in /u);
    expect(detail).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(detail.length).toBeLessThanOrEqual(500);
  });

  test.each([
    [
      'an HTML page',
      '<html><script>x()</script><h1>Log in to the network</h1></html>',
      /^x\(\) Log in to the network$/u,
    ],
    ['broken JSON', '{"RetCode":0,"Regions":[', /^\{"RetCode":0/u],
    ['no RetCode', '{"Regions":[]}', /Regions/u],
    ['an odd RetCode', '{"RetCode":"zero"}', /zero/u],
    ['a list', '[{"RetCode":0}]', /RetCode/u],
    ['nothing', '', /^$/u],
  ])('that is %s cannot be read', async (_name, body, detail) => {
    const gateway = await gatewayThat({ body });
    const error = await errorOf(createTestClient().call(gateway.account, 'GetRegion', {}, read));
    expect(error).toMatchObject({
      code: 'apiUnreadable',
      retryable: false,
      params: { action: 'GetRegion', status: 200 },
    });
    expect(error.detail ?? '').toMatch(detail);
    expect(gateway.requests).toHaveLength(1);
  });

  test('that has no end is given up', async () => {
    const gateway = await gatewayThat({ body: `{"RetCode":0}${' '.repeat(9 * 1024 * 1024)}` });
    const error = await errorOf(createTestClient().call(gateway.account, 'GetRegion', {}, read));
    expect(error).toMatchObject({ code: 'apiUnreadable', detail: 'The answer exceeds 8 MiB.' });
  });

  test.each([400, 404, 500])('with HTTP %d is an HTTP error and is not asked again', async (status) => {
    const gateway = await gatewayThat({ status, body: '<h1>Nothing here</h1>' });
    const error = await errorOf(createTestClient().call(gateway.account, 'GetRegion', {}, read));
    expect(error).toMatchObject({ code: 'apiHttpError', params: { status }, retryable: false, detail: 'Nothing here' });
    expect(gateway.requests).toHaveLength(1);
  });

  test.each([301, 302, 307, 308])('that redirects (%d) is not followed', async (status) => {
    const gateway = await gatewayThat({ status, headers: { location: 'https://evil.example/?token=made-up' } });
    const error = await errorOf(createTestClient().call(gateway.account, 'GetRegion', {}, read));
    expect(error).toMatchObject({ code: 'apiRedirected', params: { status }, retryable: false });
    expect(error.detail).toBe('Location: https://evil.example/?…');
    expect(gateway.requests).toHaveLength(1);
  });
});

describe('trying again', () => {
  test.each<[string, ScriptedAnswer]>([
    ['RetCode 110', { body: { RetCode: 110 } }],
    ['RetCode 130', { body: { RetCode: '130' } }],
    ['RetCode 150', { body: { RetCode: 150 } }],
    ['RetCode 153', { body: { RetCode: 153 } }],
    ['HTTP 429', { status: 429, body: '<h1>Slow down</h1>' }],
    ['HTTP 502', { status: 502 }],
    ['HTTP 503 with a RetCode that is not', { status: 503, body: { RetCode: 20004 } }],
    ['HTTP 504', { status: 504 }],
    ['a connection closed before the head', { drop: 'beforeHead' }],
    [
      'a connection closed within the body',
      { drop: 'inBody', body: '{"RetCode":0}', headers: { 'content-length': '13' } },
    ],
  ])('a read call survives %s, three times', async (_name, trouble) => {
    const gateway = await gatewayThat(trouble, trouble, trouble, OK);
    const clock = createStillClock();
    await expect(createTestClient(clock).call(gateway.account, 'GetRegion', {}, read)).resolves.toEqual(OK.body);
    expect(gateway.requests).toHaveLength(4);
    expect(clock.waits).toEqual([500, 1000, 2000]);
    expect(new Set(gateway.requests.map(({ body }) => body)).size).toBe(1);
  });

  test('ends after four tries with the last error', async () => {
    const gateway = await gatewayThat({ status: 503, body: 'Busy' });
    const error = await errorOf(createTestClient().call(gateway.account, 'GetRegion', {}, read));
    expect(error).toMatchObject({ code: 'apiHttpError', params: { status: 503 }, retryable: true, detail: 'Busy' });
    expect(gateway.requests).toHaveLength(4);
  });

  test.each<[string, ScriptedAnswer, string]>([
    ['RetCode 150', { body: { RetCode: 150 } }, 'apiRefused'],
    ['HTTP 503', { status: 503 }, 'apiHttpError'],
    ['a lost connection', { drop: 'beforeHead' }, 'connectionLost'],
  ])('a call that changes something is sent once, whatever happens: %s', async (_name, trouble, code) => {
    const gateway = await gatewayThat(trouble, OK);
    const error = await errorOf(createTestClient().call(gateway.account, 'CreateURedisBackup', {}, write));
    expect(error).toMatchObject({ code, retryable: true });
    expect(gateway.requests).toHaveLength(1);
  });

  test('with a security token tells that the token is gone, and is not repeated', async () => {
    const gateway = await gatewayThat({ body: { RetCode: 174, Message: 'Token not exists' } });
    const credential = { ...TEST_CREDENTIAL, securityToken: 'made-up-token' };
    const account: ApiAccount = { ...gateway.account, withCredential: async (use) => use(credential) };
    const error = await errorOf(createTestClient().call(account, 'GetRegion', {}, read));
    expect(error).toMatchObject({ code: 'tokenExpired', params: { retCode: 174 }, retryable: false });
    expect(gateway.requests).toHaveLength(1);
  });

  test.each([160, 170, 171, 172, 174, 230, 292, 294, 299, 20003, 8039])(
    'RetCode %d is not asked again',
    async (retCode) => {
      const gateway = await gatewayThat({ body: { RetCode: retCode } }, OK);
      const error = await errorOf(createTestClient().call(gateway.account, 'GetRegion', {}, read));
      expect(error).toMatchObject({ code: 'apiRefused', params: { retCode } });
      expect(gateway.requests).toHaveLength(1);
    },
  );

  test('waits as long as Retry-After asks, in seconds or as a date, within reason', async () => {
    const clock = createStillClock(Date.UTC(2026, 10, 24, 10, 0, 0));
    const gateway = await gatewayThat(
      { status: 429, headers: { 'retry-after': '7' } },
      { status: 503, headers: { 'retry-after': 'Tue, 24 Nov 2026 10:00:09 GMT' } },
      { body: { RetCode: 153 }, headers: { 'retry-after': '86400' } },
      OK,
    );
    await createTestClient(clock).call(gateway.account, 'GetRegion', {}, read);
    expect(clock.waits).toEqual([7_000, 9_000, 30_000]);
  });

  test('begins no new try when the whole has taken a minute', async () => {
    const gateway = await gatewayThat({ status: 503 });
    const still = createStillClock();
    let minutes = 0;
    const clock = { ...still, now: () => still.now() + 60_000 * minutes++ };
    await errorOf(createTestClient(clock).call(gateway.account, 'GetRegion', {}, read));
    expect(gateway.requests).toHaveLength(1);
  });

  test('is logged without anything secret', async () => {
    const gateway = await gatewayThat({ status: 503 }, OK);
    const logger = createTestLogger();
    const client = createUCloudClient({ transport: createNodeTransport(), clock: createStillClock(), logger });
    await client.call(gateway.account, 'GetRegion', { ProjectId: 'org-1' }, read);
    expect(logger.lines).toHaveLength(1);
    expect(logger.lines[0]).toMatch(
      /^api\.retry \{"action":"GetRegion","triesMade":1,"waitMs":\d+,"code":"apiHttpError"\}$/u,
    );
  });
});

describe('the network', () => {
  test('a gateway that is not there is a refused connection, with its host', async () => {
    const gateway = await startTestGateway(() => OK);
    await gateway.close();
    const clock = createStillClock();
    const error = await errorOf(createTestClient(clock).call(gateway.account, 'GetRegion', {}, read));
    const { host } = new URL(gateway.account.apiUrl);
    expect(error).toMatchObject({ code: 'connectionRefused', params: { host, action: 'GetRegion' } });
    expect(clock.waits).toHaveLength(3);
  });

  test('a silent gateway is a timeout', async () => {
    const gateway = await gatewayThat({ isSilent: true });
    const client = createUCloudClient({
      transport: createNodeTransport(),
      clock: createStillClock(),
      logger: createTestLogger(),
      timeoutMs: 30,
    });
    const error = await errorOf(client.call(gateway.account, 'CreateURedisBackup', {}, write));
    expect(error).toMatchObject({ code: 'timeout', retryable: true });
  });
});

describe('cancelling', () => {
  test('before the call sends nothing', async () => {
    const gateway = await gatewayThat(OK);
    const call = createTestClient().call(
      gateway.account,
      'GetRegion',
      {},
      { signal: AbortSignal.abort(), isRead: true },
    );
    expect(await errorOf(call)).toMatchObject({ code: 'cancelled' });
    expect(gateway.requests).toHaveLength(0);
  });

  test('while the gateway is silent ends the call', async () => {
    const controller = new AbortController();
    const gateway = await startTestGateway(() => {
      controller.abort();
      return { isSilent: true };
    });
    gateways.push(gateway);
    const call = createTestClient().call(gateway.account, 'GetRegion', {}, { signal: controller.signal, isRead: true });
    expect(await errorOf(call)).toMatchObject({ code: 'cancelled' });
    expect(gateway.requests).toHaveLength(1);
  });

  test('while waiting for the next try ends the wait', async () => {
    const controller = new AbortController();
    const gateway = await gatewayThat({ status: 429, headers: { 'retry-after': '30' } });
    const clock = {
      now: () => systemClock.now(),
      sleep: (ms: number, signal?: AbortSignal) => {
        const wait = systemClock.sleep(ms, signal);
        controller.abort();
        return wait;
      },
    };
    const call = createTestClient(clock).call(
      gateway.account,
      'GetRegion',
      {},
      { signal: controller.signal, isRead: true },
    );
    expect(await errorOf(call)).toMatchObject({ code: 'cancelled' });
    expect(gateway.requests).toHaveLength(1);
  });
});
