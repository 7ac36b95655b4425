import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { BackupRef } from '#shared/models/backup.ts';
import type { PracticeBackup } from '#shared/models/practice.ts';
import { createLinkKeeper, type LinkKeeper } from '../backups/link-keeper.ts';
import { systemClock as clock } from '../clock.ts';
import { admitLink } from '../downloads/link-policy.ts';
import { createNodeTransport } from '../http/node-transport.ts';
import type { FaultName } from '../practice/faults.ts';
import { startPracticeCloud, type PracticeCloud } from '../practice/server.ts';
import { createTestClient, NEVER_CANCELLED } from '../ucloud/test-gateway.ts';
import { createPeek, type Peek, type PeekOptions } from './peek.ts';

let cloud: PracticeCloud;
let links: LinkKeeper;

beforeAll(async () => {
  cloud = await startPracticeCloud();
  let ids = 0;
  links = createLinkKeeper({
    client: createTestClient(),
    clock,
    newId: () => `link-${ids++}`,
    accountOf: () =>
      Promise.resolve({ apiUrl: cloud.apiUrl, channelKey: '', withCredential: async (sign) => sign(cloud.keys.owner) }),
  });
});
beforeEach(() => cloud.control.clearRequests());
afterAll(() => cloud.close());

function peekWith(options: Partial<PeekOptions> = {}): Peek {
  return createPeek({
    transport: createNodeTransport(),
    clock,
    links,
    admit: (url) => admitLink(url, { isLoopbackAllowed: true, isPrivateAllowed: false, plainHttpHosts: [] }),
    isLocked: () => false,
    ...options,
  });
}

function refOf(backup: PracticeBackup): BackupRef {
  const { projectId, regionId, zoneId, kind, instanceId, backupId, isCrossZone, slaveZoneId, isCrossRegion } = backup;
  const place = { profileId: 'practice', projectId, regionId, zoneId, kind, instanceId, backupId };
  return { ...place, shardId: '', isCrossZone, slaveZoneId, isCrossRegion };
}

async function linkOf(isWanted: (backup: PracticeBackup) => boolean): Promise<string> {
  const backup = cloud.backups.find(isWanted);
  if (backup === undefined) throw new Error('The practice cloud offers no such backup.');
  const [view] = await links.get(refOf(backup), NEVER_CANCELLED);
  return view?.id ?? '';
}
const linkWithFault = (fault: FaultName): Promise<string> => linkOf((backup) => backup.fault === fault);
const largest = (): Promise<string> => linkOf((backup) => backup.sizeBytes > 60_000_000_000);

const storageRequests = () => cloud.control.requests().filter(({ server }) => server === 'storage');

test('a giant backup is told by two small requests', async () => {
  const report = await peekWith().look('1', await largest());
  expect(report).toMatchObject({
    sizeBytes: 64_000_000_357,
    readBytes: 65_536 + 16,
    ending: 'checksum',
    content: { kind: 'rdb', rdbVersion: 10, state: 'readable', header: { serverVersion: '7.0.15' }, keyCount: null },
  });
  expect(report.content.kind === 'rdb' && report.content.databases[0]?.keys).toBeGreaterThan(1000);
  expect(storageRequests()).toHaveLength(2);
});

test.each<[FaultName, object]>([
  ['ignores-range', { ending: 'notReached', content: { kind: 'rdb', state: 'readable' } }],
  ['wrong-content-range', { content: { kind: 'rdb', state: 'readable' } }],
])('a storage with the fault %s is looked into all the same', async (fault, expected) => {
  expect(await peekWith().look('1', await linkWithFault(fault))).toMatchObject(expected);
});

test('the link never leaves: the report speaks of the host only', async () => {
  const linkId = await largest();
  const report = JSON.stringify(await peekWith().look('1', linkId));
  expect(report).not.toContain('Signature');
  expect(report).not.toContain('http');
});

test('where a new link is needed and the vault is locked, that is said at once', async () => {
  const linkId = await largest();
  const expired = { ...links, peek: () => `${cloud.storageUrl}x?Expires=1&Signature=made-up` };
  const peek = peekWith({ links: expired, isLocked: () => true });
  await expect(peek.look('1', linkId)).rejects.toMatchObject({ code: 'vaultLocked' });
});

test('a link that may not be opened is not', async () => {
  const linkId = await largest();
  const admit: PeekOptions['admit'] = (url) =>
    admitLink(url, { isLoopbackAllowed: false, isPrivateAllowed: false, plainHttpHosts: [] });
  await expect(peekWith({ admit }).look('1', linkId)).rejects.toMatchObject({ code: 'linkAddressRefused' });
  expect(storageRequests()).toHaveLength(0);
});

test('where https was our own idea and cannot be had, plain http is asked for', async () => {
  const linkId = await largest();
  const admit: PeekOptions['admit'] = (url) => ({
    url: url.replace('http:', 'https:'),
    isUpgraded: true,
    isPrivateAllowed: false,
  });
  await expect(peekWith({ admit }).look('1', linkId)).rejects.toMatchObject({ code: 'plainHttpNeedsConsent' });
});

test('a look can be taken back', async () => {
  const peek = peekWith();
  const looking = peek.look('mine', await largest());
  peek.cancel('mine');
  await expect(looking).rejects.toMatchObject({ code: 'cancelled' });
});

test('an unknown link is an error of its own', async () => {
  await expect(peekWith().look('1', 'nobody')).rejects.toMatchObject({ code: 'linkNotFound' });
});
