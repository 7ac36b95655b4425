import { afterEach, describe, expect, test } from 'vitest';
import type { BackupRef } from '#shared/models/backup.ts';
import { createTestClient, NEVER_CANCELLED, startTestGateway, type TestGateway } from '../ucloud/test-gateway.ts';
import { requestLinks, requestOneLink } from './links.ts';
import { distributedRef, LINK, masterReplicaRef } from './test-refs.ts';

const gateways: TestGateway[] = [];

afterEach(async () => {
  await Promise.all(gateways.splice(0).map((gateway) => gateway.close()));
});

async function gatewayAnswering(...answers: object[]): Promise<TestGateway> {
  const gateway = await startTestGateway((_request, index) => ({
    body: { RetCode: 0, ...answers[Math.min(index, answers.length - 1)] },
  }));
  gateways.push(gateway);
  return gateway;
}

const ask = (gateway: TestGateway, ref: BackupRef) =>
  requestLinks(createTestClient(), gateway.account, ref, NEVER_CANCELLED);
const askForOne = (gateway: TestGateway, ref: BackupRef) =>
  requestOneLink(createTestClient(), gateway.account, ref, NEVER_CANCELLED);

function sentParams(gateway: TestGateway, index = 0): Record<string, string> {
  const { PublicKey: _key, Signature: _signature, ...params } = gateway.requests[index]?.form ?? {};
  return params;
}

describe('what is sent', () => {
  test('for a master-replica backup holds every parameter that is given', async () => {
    const gateway = await gatewayAnswering({ BackupPath: LINK });
    await ask(gateway, {
      ...masterReplicaRef,
      projectId: 'org-3kopqz',
      zoneId: 'cn-bj2-04',
      isCrossZone: true,
      slaveZoneId: 'cn-bj2-05',
      isCrossRegion: true,
    });
    expect(sentParams(gateway)).toEqual({
      Action: 'DescribeURedisBackupURL',
      Region: 'cn-bj2',
      Zone: 'cn-bj2-04',
      ProjectId: 'org-3kopqz',
      BackupId: masterReplicaRef.backupId,
      GroupId: 'uredis-onb4ha',
      RegionFlag: 'true',
      SlaveZone: 'cn-bj2-05',
      IsCrossRegion: 'true',
    });
  });

  test('leaves out what is empty and flags that are false by default', async () => {
    const gateway = await gatewayAnswering({ BackupPath: LINK });
    await ask(gateway, { ...masterReplicaRef, instanceId: '' });
    expect(sentParams(gateway)).toEqual({
      Action: 'DescribeURedisBackupURL',
      Region: 'cn-bj2',
      BackupId: masterReplicaRef.backupId,
    });
  });

  test('for a distributed backup names the space and, where given, the block', async () => {
    const gateway = await gatewayAnswering({ BackupURL: [LINK] });
    await ask(gateway, { ...distributedRef, projectId: 'org-1', shardId: 'udredis-00pakopv_0' });
    expect(sentParams(gateway)).toEqual({
      Action: 'DescribeUMemBackupURL',
      Region: 'cn-bj2',
      Zone: 'cn-bj2-02',
      ProjectId: 'org-1',
      SpaceId: 'udredis-00pakopv',
      BackupId: distributedRef.backupId,
      BlockId: 'udredis-00pakopv_0',
    });
  });

  test.each<[string, Partial<BackupRef>, object]>([
    ['no backup', { backupId: '' }, { backupId: 'required' }],
    ['no region', { regionId: '' }, { regionId: 'required' }],
    ['a slave zone of an instance in one zone', { slaveZoneId: 'cn-bj2-05' }, { slaveZoneId: 'needsCrossZone' }],
    ['no space', { kind: 'distributed', instanceId: '', zoneId: 'z' }, { instanceId: 'required' }],
  ])('is nothing at all for %s', async (_name, change, fields) => {
    const gateway = await gatewayAnswering({ BackupPath: LINK });
    await expect(ask(gateway, { ...masterReplicaRef, ...change })).rejects.toMatchObject({
      code: 'invalidInput',
      data: { fields },
    });
    expect(gateway.requests).toHaveLength(0);
  });
});

describe('the link of a master-replica backup', () => {
  const other = 'https://umembackup-1.hk.ufileos.com/g/other?Signature=made+up=';

  test.each([
    ['BackupPath', { BackupPath: LINK, BackupURL: other }, LINK],
    ['BackupURL where BackupPath is missing', { BackupURL: LINK }, LINK],
    ['BackupURL where BackupPath is noise', { BackupPath: 'KgVuXeBu', BackupURL: `${LINK}\n` }, LINK],
    ['BackupURL where BackupPath is empty', { BackupPath: '', BackupURL: LINK }, LINK],
    ['BackupURL where BackupPath is another scheme', { BackupPath: 'ftp://h/a', BackupURL: LINK }, LINK],
    ['trimmed', { BackupPath: `  ${LINK}\r\n` }, LINK],
  ])('is %s', async (_name, answer, url) => {
    const gateway = await gatewayAnswering(answer);
    expect(await ask(gateway, masterReplicaRef)).toEqual([{ ref: masterReplicaRef, url, privateUrl: null }]);
  });

  test('comes with the private one where that is a link too', async () => {
    const inner = 'http://umembackup-1.internal-cn-bj.ufileos.com/g/b?Signature=made+up=';
    const [link] = await ask(
      await gatewayAnswering({ BackupPath: LINK, InnerBackupPath: `${inner}\n` }),
      masterReplicaRef,
    );
    expect(link?.privateUrl).toBe(inner);
    const [noise] = await ask(
      await gatewayAnswering({ BackupPath: LINK, InnerBackupPath: 'zeAzhTZt' }),
      masterReplicaRef,
    );
    expect(noise?.privateUrl).toBeNull();
  });

  test.each([{}, { BackupPath: 'KgVuXeBu', BackupURL: 'GElzOkvy' }, { BackupURL: null }, { InnerBackupPath: LINK }])(
    'is missing in %j',
    async (answer) => {
      await expect(ask(await gatewayAnswering(answer), masterReplicaRef)).rejects.toMatchObject({
        code: 'linkMissing',
      });
    },
  );

  test('is not asked for again when the API refuses', async () => {
    const gateway = await startTestGateway(() => ({ body: { RetCode: 292 } }));
    gateways.push(gateway);
    await expect(ask(gateway, masterReplicaRef)).rejects.toMatchObject({ code: 'apiRefused' });
    expect(gateway.requests).toHaveLength(1);
  });
});

const shardLink = (index: number) =>
  `https://umembackup-1.cn-bj.ufileos.com/udredis-00pakopv/nightly-udredis-00pakopv_${index}?Expires=1&Signature=made+up=`;

describe('the links of a distributed backup', () => {
  test('are one per shard, each with its shard', async () => {
    const links = await ask(await gatewayAnswering({ BackupURL: [shardLink(1), `${shardLink(0)}\n`] }), distributedRef);
    expect(links).toEqual([
      { ref: { ...distributedRef, shardId: 'udredis-00pakopv_1' }, url: shardLink(1), privateUrl: null },
      { ref: { ...distributedRef, shardId: 'udredis-00pakopv_0' }, url: shardLink(0), privateUrl: null },
    ]);
  });

  test('may be a single text instead of a list', async () => {
    const links = await ask(await gatewayAnswering({ BackupURL: LINK }), distributedRef);
    expect(links).toEqual([{ ref: distributedRef, url: LINK, privateUrl: null }]);
  });

  test.each([{}, { BackupURL: [] }, { BackupURL: ['GElzOkvy'] }, { BackupURL: [shardLink(0), ''] }])(
    'are missing in %j, also when only one is',
    async (answer) => {
      await expect(ask(await gatewayAnswering(answer), distributedRef)).rejects.toMatchObject({ code: 'linkMissing' });
    },
  );
});

describe('exactly one link', () => {
  test('of a shard is found among all of them, whatever their order', async () => {
    const gateway = await gatewayAnswering({ BackupURL: [shardLink(10), shardLink(0), shardLink(1)] });
    const ref = { ...distributedRef, shardId: 'udredis-00pakopv_1' };
    expect(await askForOne(gateway, ref)).toEqual({ ref, url: shardLink(1), privateUrl: null });
    expect(sentParams(gateway)).not.toHaveProperty('BlockId');
  });

  test('of a shard that no link names is asked for by the block’s id', async () => {
    const gateway = await gatewayAnswering({ BackupURL: [shardLink(0), shardLink(1)] }, { BackupURL: [LINK] });
    const ref = { ...distributedRef, shardId: 'block-7' };
    expect(await askForOne(gateway, ref)).toEqual({ ref, url: LINK, privateUrl: null });
    expect(sentParams(gateway, 1)).toMatchObject({ BlockId: 'block-7' });
  });

  test('is never any of several', async () => {
    const gateway = await gatewayAnswering({ BackupURL: [shardLink(0), shardLink(1)] });
    await expect(askForOne(gateway, distributedRef)).rejects.toMatchObject({ code: 'linkMissing' });
  });
});
