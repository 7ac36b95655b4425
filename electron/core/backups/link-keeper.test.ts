import { afterEach, describe, expect, test } from 'vitest';
import { linkView } from '#shared/models/link.ts';
import { createTestClient, NEVER_CANCELLED, startTestGateway, type ScriptedAnswer } from '../ucloud/test-gateway.ts';
import { createLinkKeeper, type LinkKeeper } from './link-keeper.ts';
import { distributedRef, LINK, masterReplicaRef } from './test-refs.ts';

const closers: (() => Promise<void>)[] = [];

afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

const START_MS = Date.UTC(2026, 10, 24, 10, 0, 0);
const INNER = 'http://umembackup-1.internal-cn-bj.ufileos.com/g/b?Signature=made+up=';

/** The n-th link expires n hours after the start and says so in its name. */
function linkNumber(index: number): string {
  const expires = START_MS / 1000 + 3600 * (index + 1);
  return `https://h.cn-bj.ufileos.com/g/backup-${index}?UCloudPublicKey=x@y&Expires=${expires}&Signature=made+up${index}=`;
}

async function keeperWith(answer?: (index: number) => ScriptedAnswer): Promise<{
  keeper: LinkKeeper;
  time: { now: number };
  askedProfiles: string[];
  /** For each call, whether signing it would wait for a locked vault. */
  waits: boolean[];
}> {
  const gateway = await startTestGateway((_request, index) =>
    answer === undefined
      ? { body: { RetCode: 0, BackupPath: linkNumber(index), InnerBackupPath: INNER } }
      : answer(index),
  );
  closers.push(() => gateway.close());
  const time = { now: START_MS };
  const askedProfiles: string[] = [];
  const waits: boolean[] = [];
  let ids = 0;
  const keeper = createLinkKeeper({
    client: createTestClient(),
    accountOf: (profileId, { waitForUnlock } = {}) => {
      askedProfiles.push(profileId);
      waits.push(waitForUnlock !== undefined);
      return Promise.resolve(gateway.account);
    },
    clock: { now: () => time.now, sleep: () => Promise.resolve() },
    newId: () => `link-${ids++}`,
  });
  return { keeper, time, askedProfiles, waits };
}

describe('a locked vault', () => {
  test('is waited for by a download that needs a new link, and by nobody else', async () => {
    const { keeper, waits } = await keeperWith();
    const [view] = await keeper.get(masterReplicaRef, NEVER_CANCELLED);
    await keeper.renew(view?.id ?? '', NEVER_CANCELLED);
    await keeper.fresh(masterReplicaRef, NEVER_CANCELLED, 'public');
    expect(waits).toEqual([false, false, true]);
  });
});

describe('a kept link', () => {
  test('is shown without its secret and stays behind its id', async () => {
    const { keeper, askedProfiles } = await keeperWith();
    const views = await keeper.get(masterReplicaRef, NEVER_CANCELLED);
    expect(views.map((view) => linkView.parse(view))).toEqual([
      {
        id: 'link-0',
        ref: masterReplicaRef,
        scheme: 'https',
        host: 'h.cn-bj.ufileos.com',
        objectName: 'backup-0',
        masked: 'https://h.cn-bj.ufileos.com/g/backup-0?UCloudPublicKey=•••&Expires=•••&Signature=•••',
        expiresAt: START_MS + 3_600_000,
        issuedAt: START_MS,
        privatePlace: { scheme: 'http', host: new URL(INNER).host },
      },
    ]);
    expect(JSON.stringify(views)).not.toContain('made');
    expect(keeper.urlOf('link-0', 'public')).toBe(linkNumber(0));
    expect(keeper.urlOf('link-0', 'private')).toBe(INNER);
    expect(keeper.refOf('link-0')).toEqual(masterReplicaRef);
    expect(askedProfiles).toEqual(['profile-1']);
  });

  test('that has no private side says so', async () => {
    const { keeper } = await keeperWith(() => ({ body: { RetCode: 0, BackupURL: LINK } }));
    const [view] = await keeper.get(masterReplicaRef, NEVER_CANCELLED);
    expect(view?.privatePlace).toBeNull();
    expect(() => keeper.urlOf('link-0', 'private')).toThrow('linkMissing');
  });

  test('is one of several for a distributed backup', async () => {
    const { keeper } = await keeperWith(() => ({ body: { RetCode: 0, BackupURL: [linkNumber(0), linkNumber(1)] } }));
    const views = await keeper.get(distributedRef, NEVER_CANCELLED);
    expect(views.map(({ id, ref }) => [id, ref.shardId])).toEqual([
      ['link-0', 'backup-0'],
      ['link-1', 'backup-1'],
    ]);
    expect(await keeper.fresh(views[1]?.ref ?? distributedRef, NEVER_CANCELLED, 'public')).toMatchObject({
      url: linkNumber(1),
    });
  });

  test('is not found under another id', async () => {
    const { keeper } = await keeperWith();
    expect(() => keeper.urlOf('link-9', 'public')).toThrow('linkNotFound');
    expect(() => keeper.refOf('link-9')).toThrow('linkNotFound');
    await expect(keeper.renew('link-9', NEVER_CANCELLED)).rejects.toMatchObject({ code: 'linkNotFound' });
  });
});

describe('renewing', () => {
  test('gives a new link under a new id and forgets the old one', async () => {
    const { keeper } = await keeperWith();
    await keeper.get(masterReplicaRef, NEVER_CANCELLED);
    const renewed = await keeper.renew('link-0', NEVER_CANCELLED);
    expect(renewed).toMatchObject({ id: 'link-1', objectName: 'backup-1', ref: masterReplicaRef });
    expect(keeper.urlOf('link-1', 'public')).toBe(linkNumber(1));
    expect(() => keeper.urlOf('link-0', 'public')).toThrow('linkNotFound');
  });

  test('that fails leaves the old link where it was', async () => {
    const { keeper } = await keeperWith((index) => ({
      body: index === 0 ? { RetCode: 0, BackupPath: linkNumber(0) } : { RetCode: 299 },
    }));
    await keeper.get(masterReplicaRef, NEVER_CANCELLED);
    await expect(keeper.renew('link-0', NEVER_CANCELLED)).rejects.toMatchObject({ code: 'apiRefused' });
    expect(keeper.urlOf('link-0', 'public')).toBe(linkNumber(0));
  });

  test('brings back an expired link, which opens nothing before', async () => {
    const { keeper, time } = await keeperWith();
    await keeper.get(masterReplicaRef, NEVER_CANCELLED);
    time.now += 3_600_000;
    expect(() => keeper.urlOf('link-0', 'public')).toThrow('linkExpired');
    await keeper.renew('link-0', NEVER_CANCELLED);
    expect(keeper.urlOf('link-1', 'public')).toBe(linkNumber(1));
  });
});

test('a fresh link for a download is handed over, not kept', async () => {
  const { keeper } = await keeperWith();
  expect(await keeper.fresh(masterReplicaRef, NEVER_CANCELLED, 'public')).toEqual({
    url: linkNumber(0),
    expiresAt: START_MS + 3_600_000,
  });
  expect(() => keeper.refOf('link-0')).toThrow('linkNotFound');
});

test('a fresh link is the private one where that is asked for, and never the public one in its place', async () => {
  const { keeper } = await keeperWith((index) => ({
    body: { RetCode: 0, BackupPath: linkNumber(index), ...(index === 0 ? { InnerBackupPath: INNER } : {}) },
  }));
  expect(await keeper.fresh(masterReplicaRef, NEVER_CANCELLED, 'private')).toMatchObject({ url: INNER });
  await expect(keeper.fresh(masterReplicaRef, NEVER_CANCELLED, 'private')).rejects.toMatchObject({
    code: 'linkMissing',
  });
});

test('the oldest links are forgotten beyond five hundred', async () => {
  const { keeper } = await keeperWith(() => ({
    body: { RetCode: 0, BackupURL: Array.from({ length: 300 }, (_, index) => linkNumber(index)) },
  }));
  await keeper.get(distributedRef, NEVER_CANCELLED);
  await keeper.get(distributedRef, NEVER_CANCELLED);
  expect(() => keeper.refOf('link-99')).toThrow('linkNotFound');
  expect(keeper.refOf('link-100')).toMatchObject({ shardId: 'backup-100' });
  expect(keeper.refOf('link-599')).toMatchObject({ shardId: 'backup-299' });
});
