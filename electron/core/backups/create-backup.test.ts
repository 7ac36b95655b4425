import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AppError, type ErrorCode } from '#shared/errors.ts';
import type { InstanceRef } from '#shared/models/browse.ts';
import { startPracticeCloud, type PracticeCloud } from '../practice/server.ts';
import type { PracticeKey } from '../practice/world/account.ts';
import { createTestClient, NEVER_CANCELLED } from '../ucloud/test-gateway.ts';
import { createBackup, mayHaveBeenMade } from './create-backup.ts';
import { ordersInstance, shardedInstance } from './test-instances.ts';

const client = createTestClient();
let cloud: PracticeCloud;

beforeEach(async () => {
  cloud = await startPracticeCloud({});
});
afterEach(() => cloud.close());

const create = (instance: InstanceRef, name: string, key: PracticeKey = cloud.keys.owner) =>
  createBackup(
    client,
    { apiUrl: cloud.apiUrl, channelKey: '', withCredential: async (use) => use(key) },
    { instance, name },
    NEVER_CANCELLED,
  );
const asked = () => cloud.control.requests().map(({ parameters }) => parameters);

describe('a backup is asked for', () => {
  test('of a master-replica instance, by its group', async () => {
    expect(await create(ordersInstance, 'before-release-2')).toMatch(/^[\w-]+$/u);
    expect(asked()).toMatchObject([
      { Action: 'CreateURedisBackup', GroupId: 'uredis-onb4ha', BackupName: 'before-release-2', Zone: 'cn-bj2-05' },
    ]);
  });

  test('of a distributed instance, by its space and zone', async () => {
    expect(await create(shardedInstance, 'all-shards')).toMatch(/^[\w-]+$/u);
    expect(asked()).toMatchObject([
      { Action: 'CreateUMemBackup', SpaceId: 'udredis-00pakopv', BackupName: 'all-shards', ProjectId: 'org-3kopqz' },
    ]);
  });
});

describe('nothing is sent', () => {
  test.each([
    ['', 'required'],
    ['short', 'tooShort'],
    ['before release', 'notInBackupNames'],
    ['x'.repeat(64), 'tooLong'],
  ])('for a backup called %j', async (name, reason) => {
    await expect(create(ordersInstance, name)).rejects.toMatchObject({
      data: { code: 'invalidInput', fields: { name: reason } },
    });
    expect(asked()).toEqual([]);
  });
});

describe('the cloud refuses', () => {
  test('a second one while the first is being made', async () => {
    await create(ordersInstance, 'the-first-one');
    await expect(create(ordersInstance, 'the-second-one')).rejects.toMatchObject({
      data: { params: { retCode: 20_200 } },
    });
    expect(asked()).toHaveLength(2);
  });

  test('a key that may not make backups, naming the action', async () => {
    const place = { projectId: 'org-0qakla' };
    await expect(create({ ...ordersInstance, ...place }, 'not-allowed', cloud.keys.restricted)).rejects.toMatchObject({
      data: { params: { retCode: 299, action: 'CreateURedisBackup' } },
    });
  });
});

test('a lost answer is not sent again', async () => {
  cloud.control.failNext({ kind: 'lostAnswer', action: 'CreateURedisBackup' });
  await expect(create(ordersInstance, 'lost-answer')).rejects.toMatchObject({ data: { code: 'connectionLost' } });
  expect(asked()).toHaveLength(1);
});

describe('it may have been made', () => {
  test.each<[string, AppError, boolean]>([
    ['a timeout', new AppError('timeout'), true],
    ['a connection that was lost', new AppError('connectionLost'), true],
    ['an answer nobody can read', new AppError('apiUnreadable'), true],
    ['a gateway that gave up waiting', refused(110), true],
    ['a gateway in disorder', refused(130), true],
    ['status 502', new AppError('apiHttpError', { params: { status: 502 } }), true],
    ['a machine that went to sleep', new AppError('offline', { detail: 'ERR_NETWORK_IO_SUSPENDED' }), true],
    ['no network', new AppError('offline', { detail: 'ERR_INTERNET_DISCONNECTED' }), false],
    ['too many requests', refused(153), false],
    ['no permission', refused(299), false],
    ['another one at work', refused(20_200), false],
    ['status 403', new AppError('apiHttpError', { params: { status: 403 } }), false],
  ])('after %s: %#', (_what, error, expected) => expect(mayHaveBeenMade(error)).toBe(expected));

  test.each<ErrorCode>(['vaultLocked', 'dnsFailed', 'connectionRefused', 'tlsFailed', 'proxyRefused', 'apiRedirected'])(
    'never after %s: nothing was sent, or nobody took it',
    (code) => expect(mayHaveBeenMade(new AppError(code))).toBe(false),
  );

  test('after anything that nobody foresaw', () => expect(mayHaveBeenMade(new TypeError('made up'))).toBe(true));
});

function refused(retCode: number): AppError {
  return new AppError('apiRefused', { params: { retCode } });
}
