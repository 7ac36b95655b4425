import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { isAppError, type AppErrorData } from '#shared/errors.ts';
import type { BackupRef } from '#shared/models/backup.ts';
import type { PracticeBackup } from '#shared/models/practice.ts';
import { startPracticeCloud, type PracticeCloud } from '../practice/server.ts';
import { listProjects, listRegions } from '../ucloud/account.ts';
import { testPermissions } from '../ucloud/permissions.ts';
import type { ApiAccount } from '../ucloud/client.ts';
import type { Credential } from '../ucloud/sign.ts';
import { createTestClient, NEVER_CANCELLED } from '../ucloud/test-gateway.ts';
import { parseLink } from '../us3/link.ts';
import { createLinkKeeper } from './link-keeper.ts';
import { requestLinks } from './links.ts';

// The client and the practice cloud were written apart from the same documents: here they meet.

const client = createTestClient();
let cloud: PracticeCloud;

beforeAll(async () => {
  cloud = await startPracticeCloud();
});
beforeEach(() => {
  cloud.control.clearRequests();
});
afterAll(async () => {
  await cloud.close();
});

function accountWith(credential: Credential): ApiAccount {
  return { apiUrl: cloud.apiUrl, channelKey: '', withCredential: async (sign) => sign(credential) };
}
const owner = (): ApiAccount => accountWith(cloud.keys.owner);
const report = (account: ApiAccount, projectId: string) =>
  testPermissions(client, account, { projectId, regionId: '', onProbe: () => undefined }, NEVER_CANCELLED);

const ask = (ref: BackupRef) => requestLinks(client, owner(), ref, NEVER_CANCELLED);
const idsOf = async (account: ApiAccount) => (await listProjects(client, account, NEVER_CANCELLED)).map(({ id }) => id);

function refOf(backup: PracticeBackup): BackupRef {
  const { projectId, regionId, zoneId, kind, instanceId, backupId, isCrossZone, slaveZoneId, isCrossRegion } = backup;
  const place = { profileId: 'practice', projectId, regionId, zoneId, kind, instanceId, backupId };
  return { ...place, shardId: '', isCrossZone, slaveZoneId, isCrossRegion };
}

function backupWhere(isWanted: (backup: PracticeBackup) => boolean): BackupRef {
  const found = cloud.backups.find((backup) => backup.fault === '' && isWanted(backup));
  if (found === undefined) throw new Error('The practice cloud offers no such backup.');
  return refOf(found);
}

async function errorOf(promise: Promise<unknown>): Promise<AppErrorData> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!isAppError(error)) throw error instanceof Error ? error : new Error('It should have failed.');
  return error.data;
}

describe('who one is', () => {
  test('the owner of a key is told, and that every call is allowed', async () => {
    const { owner: name, company, probes } = await report(owner(), '');
    expect({ name, company }).toEqual({ name: 'rehearsal@example.com', company: 'Backhaul Practice Ltd.' });
    expect(probes.filter(({ outcome }) => outcome !== 'allowed')).toEqual([]);
    expect(probes).toHaveLength(10);
  });

  test('a wrong private key is RetCode 171', async () => {
    const wrong = accountWith({ ...cloud.keys.owner, privateKey: 'another-made-up-key' });
    expect(await errorOf(report(wrong, ''))).toMatchObject({ code: 'apiRefused', params: { retCode: 171 } });
  });

  test('a public key nobody has is RetCode 172', async () => {
    const unknown = accountWith({ ...cloud.keys.owner, publicKey: 'nobody' });
    expect(await errorOf(report(unknown, ''))).toMatchObject({ code: 'apiRefused', params: { retCode: 172 } });
  });

  test('temporary keys are good with their token, and RetCode 174 when they have expired', async () => {
    const { regionCount } = await report(accountWith(cloud.keys.temporary), '');
    expect(regionCount).toBeGreaterThan(0);
    const expired = accountWith(cloud.keys.expiredTemporary);
    expect(await errorOf(report(expired, ''))).toMatchObject({ code: 'tokenExpired', params: { retCode: 174 } });
  });

  test('a sub-account is served in its own project, whether or not it names it, and in no other', async () => {
    const account = accountWith(cloud.keys.restricted);
    const refused = async (projectId: string) =>
      (await report(account, projectId)).probes.filter(({ outcome }) => outcome === 'refused');
    expect(await refused('')).toMatchObject([{ action: 'GetUserInfo', cause: { params: { retCode: 299 } } }]);
    expect(await refused('org-0qakla')).toHaveLength(1);
    expect(await refused('org-3kopqz')).toHaveLength(8);
  });
});

describe('where things are', () => {
  test('the documented regions and zones are there, each with a name in both languages', async () => {
    const regions = await listRegions(client, owner(), NEVER_CANCELLED);
    expect(regions).toHaveLength(33);
    expect(regions.flatMap(({ zones }) => zones)).toHaveLength(43);
    expect(regions.filter(({ id, name }) => name.en === id || name['zh-CN'] === id)).toEqual([]);
    expect(regions.filter(({ isDefault }) => isDefault)).toHaveLength(1);
  });

  test('the owner sees every project, a sub-account its own', async () => {
    expect(await idsOf(owner())).toEqual(['org-3kopqz', 'org-0qakla', 'org-5tz1wd']);
    expect(await idsOf(accountWith(cloud.keys.restricted))).toEqual(['org-0qakla']);
  });

  test('a busy gateway is asked again until it answers', async () => {
    cloud.control.failNext(
      { kind: 'http', status: 503, headers: { 'retry-after': '1' }, body: '<h1>Busy</h1>' },
      { kind: 'retCode', retCode: 153 },
      { kind: 'cut' },
    );
    expect(await listRegions(client, owner(), NEVER_CANCELLED)).toHaveLength(33);
    expect(cloud.control.requests()).toHaveLength(4);
  });
});

describe('links', () => {
  test.each<[string, (backup: PracticeBackup) => boolean]>([
    [
      'a master-replica backup',
      ({ kind, isCrossZone, isCrossRegion }) => kind === 'masterReplica' && !isCrossZone && !isCrossRegion,
    ],
    ['a backup of an instance in two zones', ({ isCrossZone }) => isCrossZone],
    ['a copy in another region', ({ isCrossRegion }) => isCrossRegion],
  ])('of %s open the file', async (_name, isWanted) => {
    const [link] = await ask(backupWhere(isWanted));
    const url = link?.url ?? '';
    expect(new URL(url).host).toBe(new URL(cloud.storageUrl).host);
    expect(parseLink(url).expiresAt).toBeGreaterThan(Date.now());
    const response = await fetch(url, { headers: { range: 'bytes=0-4' } });
    expect([response.status, await response.text()]).toEqual([206, 'REDIS']);
  });

  test('of a distributed backup are one per shard, each of which can be had again', async () => {
    const ref = backupWhere(({ kind }) => kind === 'distributed');
    const links = await ask(ref);
    expect(links.map((link) => link.ref.shardId)).toEqual([0, 1, 2].map((at) => `${ref.instanceId}_${at}`));
    const account = owner();
    const clock = { now: () => Date.now(), sleep: () => Promise.resolve() };
    const keeper = createLinkKeeper({ client, clock, accountOf: async () => account, newId: () => 'link' });
    for (const link of links) {
      const fresh = await keeper.fresh(link.ref, NEVER_CANCELLED, 'public');
      expect(new URL(fresh.url).pathname).toBe(new URL(link.url).pathname);
    }
  });

  test('of every backup that is done are found, however the answer presents them', async () => {
    const done = cloud.backups.filter(({ fault }) => !fault.startsWith('backup-') && !fault.startsWith('link-'));
    expect(done.length).toBeGreaterThan(10);
    for (const backup of done) {
      const links = await ask(refOf(backup));
      expect(links.map(({ url }) => new URL(url).host)).toContain(new URL(cloud.storageUrl).host);
    }
  });

  test('of a project, zone or backup that is not there are refused with its RetCode', async () => {
    const ref = backupWhere(({ kind }) => kind === 'masterReplica');
    const retCodeOf = async (change: Partial<BackupRef>) =>
      (await errorOf(ask({ ...ref, ...change }))).params['retCode'];
    expect(await retCodeOf({ projectId: 'org-nobody' })).toBe(292);
    expect(await retCodeOf({ zoneId: 'xx-zone-01' })).toBe(230);
    expect(await retCodeOf({ backupId: 'no-such-backup' })).toBe(20206);
  });

  test('hold nothing of the key that asked for them', async () => {
    const links = await ask(backupWhere(({ kind }) => kind === 'masterReplica'));
    for (const key of [cloud.publicKey, cloud.privateKey]) expect(JSON.stringify(links)).not.toContain(key);
  });
});
