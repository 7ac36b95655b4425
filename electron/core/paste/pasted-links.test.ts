import { beforeEach, describe, expect, test } from 'vitest';
import { linkView } from '#shared/models/link.ts';
import { createLinkKeeper, type LinkKeeper } from '../backups/link-keeper.ts';
import { createTestClient, NEVER_CANCELLED } from '../ucloud/test-gateway.ts';
import { refOfPastedLink } from './signed-links.ts';

const START_MS = Date.UTC(2026, 10, 24, 10, 0, 0);
const UUID = '8862ba8c-65b0-4691-a8b7-c4ed5f699c64';

/** Links to one object differ in their expiry and signature. */
function linkFor(hours: number, path = `uredis-onb4ha/nightly-${UUID}`): string {
  const expires = START_MS / 1000 + 3600 * hours;
  return `https://h.cn-bj.ufileos.com/${path}?UCloudPublicKey=x@y&Expires=${expires}&Signature=made+up${hours}=`;
}

describe('the object a pasted link leads to', () => {
  test('is told by its path: instance, shard and backup', () => {
    expect(refOfPastedLink(linkFor(1), 'p')).toMatchObject({
      profileId: 'p',
      kind: 'masterReplica',
      instanceId: 'uredis-onb4ha',
      backupId: UUID,
      shardId: '',
      isPasted: true,
    });
    expect(refOfPastedLink(linkFor(1, `udredis-00pakopv_2/nightly-${UUID}`), 'p')).toMatchObject({
      kind: 'distributed',
      instanceId: 'udredis-00pakopv',
      shardId: 'udredis-00pakopv_2',
    });
  });

  test('has a name of its own where the path is of no known form', () => {
    expect(refOfPastedLink(linkFor(1, 'dump.rdb'), 'p')).toMatchObject({ instanceId: '', backupId: 'dump.rdb' });
    expect(refOfPastedLink(linkFor(1, ''), 'p').backupId).toBe('object');
  });
});

describe('a pasted link', () => {
  const time = { now: START_MS };
  let keeper: LinkKeeper;

  beforeEach(() => {
    time.now = START_MS;
    let ids = 0;
    keeper = createLinkKeeper({
      client: createTestClient(),
      accountOf: () => Promise.reject(new Error('A pasted link is nobody’s to ask for.')),
      clock: { now: () => time.now, sleep: () => Promise.resolve() },
      newId: () => `link-${ids++}`,
    });
  });
  const adopt = (hours: number, path?: string) => keeper.adopt(linkFor(hours, path), 'p');
  const fresh = () => keeper.fresh(refOfPastedLink(linkFor(1), 'p'), NEVER_CANCELLED, 'public');

  test('is kept as it is, and the window sees it without its query', () => {
    const view = adopt(2);
    expect(() => linkView.parse(view)).not.toThrow();
    expect(view).toMatchObject({ expiresAt: START_MS + 7_200_000, privatePlace: null });
    expect(JSON.stringify(view)).not.toContain('made+up');
    expect(keeper.urlOf(view.id, 'public')).toBe(linkFor(2));
  });

  test('has the id it had when it is pasted again', () => {
    expect(adopt(2).id).toBe(adopt(2).id);
    expect(adopt(3).id).not.toBe(adopt(2).id);
  });

  test('cannot be renewed', async () => {
    await expect(keeper.renew(adopt(2).id, NEVER_CANCELLED)).rejects.toMatchObject({ code: 'pastedLinkEnded' });
  });

  test('that was refused is followed by one pasted since for the same object, each once', async () => {
    keeper.urlOf(adopt(2).id, 'public');
    await expect(fresh()).rejects.toMatchObject({ code: 'pastedLinkEnded' });
    adopt(3, `uredis-another/nightly-${UUID}`);
    await expect(fresh()).rejects.toMatchObject({ code: 'pastedLinkEnded' });
    adopt(4);
    expect(await fresh()).toEqual({ url: linkFor(4), expiresAt: START_MS + 4 * 3_600_000 });
    await expect(fresh()).rejects.toMatchObject({ code: 'pastedLinkEnded' });
  });

  test('that has expired is not handed out', async () => {
    adopt(1);
    time.now += 3_600_000;
    await expect(fresh()).rejects.toMatchObject({ code: 'pastedLinkEnded' });
  });
});
