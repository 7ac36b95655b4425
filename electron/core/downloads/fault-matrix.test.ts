import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isAppError, type ErrorCode } from '#shared/errors.ts';
import type { BackupRef } from '#shared/models/backup.ts';
import { testRef } from '#shared/test-rows.ts';
import { requestOneLink } from '../backups/links.ts';
import { createNodeTransport } from '../http/node-transport.ts';
import { readBeginning } from '../http/read-body.ts';
import type { Logger } from '../ports.ts';
import type { FaultName } from '../practice/faults.ts';
import { startPracticeCloud, type PracticeCloud } from '../practice/server.ts';
import type { ExtraBackup } from '../practice/world/world.ts';
import { createUCloudClient, type ApiAccount } from '../ucloud/client.ts';
import { parseLink } from '../us3/link.ts';
import { downloadFile } from './download.ts';
import { startRunningCheck } from './running-check.ts';
import { impatientClock, us3EtagOf } from './test-storage.ts';

/** What becomes of a backup with a fault: the right file, with or without a comparable ETag, or an error. */
type Outcome = 'proven' | 'notComparable' | ErrorCode;

interface Row {
  readonly fault: FaultName | '';
  readonly outcome: Outcome;
  readonly more?: Partial<ExtraBackup>;
  /** The server does not give ranges, so that bytes have to come again. */
  readonly isRefetched?: boolean;
}

const SMALL_BYTES = 3_000_357;
const LARGE_BYTES = 14_000_111;
const MIB = 1024 * 1024;
const after = (afterBytes: number): Partial<ExtraBackup> => ({ faultParameters: { afterBytes } });

/** Objects so small that one connection brings them. */
const withOneConnection: readonly Row[] = [
  { fault: '', outcome: 'proven' },
  { fault: '', outcome: 'proven', more: { sizeBytes: 4096 } },
  { fault: '', outcome: 'proven', more: { sizeBytes: 4 * MIB } },
  { fault: '', outcome: 'proven', more: { sizeBytes: 4 * MIB + 1 } },
  { fault: 'drops-once', outcome: 'proven', more: after(1_300_000) },
  { fault: 'drops-once', outcome: 'proven', more: after(1) },
  { fault: 'drops-once', outcome: 'proven', more: after(2_999_999) },
  { fault: 'drops-repeatedly', outcome: 'proven', more: after(1_300_000) },
  { fault: 'drops-repeatedly', outcome: 'proven', more: after(100_000) },
  { fault: 'drops-repeatedly', outcome: 'connectionLost', more: after(0) },
  { fault: 'stalls', outcome: 'proven', more: after(1_300_000) },
  { fault: 'slow', outcome: 'proven', more: { faultParameters: { bytesPerSecond: 20_000_000 } } },
  { fault: 'expires-midway', outcome: 'proven', more: after(1_300_000) },
  { fault: 'valid-for-seconds', outcome: 'proven', more: { faultParameters: { seconds: 1 } } },
  { fault: 'ignores-range', outcome: 'proven' },
  { fault: 'wrong-content-range', outcome: 'proven', isRefetched: true },
  { fault: 'length-too-long', outcome: 'connectionLost' },
  { fault: 'length-too-short', outcome: 'proven' },
  { fault: 'shorter-body', outcome: 'proven' },
  { fault: 'changes-midway', outcome: 'objectChanged', more: after(1_300_000) },
  { fault: 'no-etag', outcome: 'notComparable' },
  { fault: 'md5-etag', outcome: 'notComparable' },
  { fault: 'gzip', outcome: 'encodedBody' },
  { fault: 'redirect-same-host', outcome: 'proven' },
  { fault: 'redirect-other-host', outcome: 'proven' },
  { fault: 'redirect-loop', outcome: 'redirectRefused' },
  { fault: 'html-page', outcome: 'notABackup' },
  { fault: 'busy-429', outcome: 'proven' },
  { fault: 'errors-500', outcome: 'proven' },
  { fault: 'errors-503', outcome: 'proven' },
  { fault: 'errors-503', outcome: 'storageBusy', more: { faultParameters: { times: 100 } } },
  { fault: 'corrupt', outcome: 'backupDamaged' },
  { fault: 'object-missing', outcome: 'objectMissing' },
  { fault: 'link-damaged', outcome: 'linkRefused' },
  { fault: 'api-busy', outcome: 'proven' },
  { fault: 'api-gateway-page', outcome: 'proven' },
  { fault: 'backup-running', outcome: 'apiRefused' },
  { fault: 'backup-failed', outcome: 'apiRefused' },
  { fault: 'backup-expired', outcome: 'apiRefused' },
];

/** The same, where each connection is slow and several share the work. */
const withSeveral: readonly Row[] = [
  { fault: '', outcome: 'proven' },
  { fault: '', outcome: 'proven', more: { sizeBytes: 16 * MIB } },
  { fault: 'slow', outcome: 'proven', more: { faultParameters: { bytesPerSecond: 5_000_000 } } },
  { fault: 'drops-once', outcome: 'proven', more: after(6_000_000) },
  { fault: 'drops-repeatedly', outcome: 'proven', more: after(1_500_000) },
  { fault: 'drops-repeatedly', outcome: 'proven', more: after(4 * MIB) },
  { fault: 'stalls', outcome: 'proven', more: after(6_000_000) },
  { fault: 'expires-midway', outcome: 'proven', more: after(6_000_000) },
  { fault: 'valid-for-seconds', outcome: 'proven', more: { faultParameters: { seconds: 1 } } },
  { fault: 'ignores-range', outcome: 'proven' },
  { fault: 'wrong-content-range', outcome: 'proven', isRefetched: true },
  { fault: 'length-too-long', outcome: 'connectionLost' },
  { fault: 'length-too-short', outcome: 'proven' },
  { fault: 'shorter-body', outcome: 'proven' },
  { fault: 'changes-midway', outcome: 'objectChanged', more: after(6_000_000) },
  { fault: 'no-etag', outcome: 'notComparable' },
  { fault: 'md5-etag', outcome: 'notComparable' },
  { fault: 'redirect-same-host', outcome: 'proven' },
  { fault: 'redirect-other-host', outcome: 'proven' },
  { fault: 'busy-429', outcome: 'proven' },
  { fault: 'errors-500', outcome: 'proven' },
  { fault: 'errors-503', outcome: 'proven' },
  { fault: 'corrupt', outcome: 'backupDamaged' },
];
const rows = [
  ...withOneConnection.map((row, at) => named(row, `one-${at}`, { several: false, sizeBytes: SMALL_BYTES })),
  ...withSeveral.map((row, at) => named(row, `several-${at}`, { several: true, sizeBytes: LARGE_BYTES })),
];
const backups = rows.map(({ backupId, sizeBytes, fault, faultParameters }): ExtraBackup => {
  return {
    backupId,
    sizeBytes,
    ...(fault === '' ? {} : { fault }),
    ...(faultParameters === undefined ? {} : { faultParameters }),
  };
});
const PACE = 7_000_000;

function named(row: Row, name: string, defaults: { several: boolean; sizeBytes: number }) {
  return { ...row, ...defaults, ...row.more, backupId: `matrix-${name}` };
}

const silent: Logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
const never = new AbortController().signal;
const transport = createNodeTransport();
const client = createUCloudClient({ transport, clock: impatientClock(), logger: silent });
/** One as fast as it goes, and one with a limit for each connection. */
let clouds: { fast: PracticeCloud; paced: PracticeCloud };
let folder = '';

beforeAll(async () => {
  clouds = {
    fast: await startPracticeCloud({ extraBackups: backups }),
    paced: await startPracticeCloud({ extraBackups: backups, bytesPerSecondPerConnection: PACE }),
  };
  folder = await mkdtemp(path.join(tmpdir(), 'matrix-'));
});
afterAll(async () => {
  transport.close();
  await clouds.fast.close();
  await clouds.paced.close();
  await rm(folder, { recursive: true });
});

function accountOf(cloud: PracticeCloud): ApiAccount {
  const credential = { publicKey: cloud.publicKey, privateKey: cloud.privateKey };
  return { apiUrl: cloud.apiUrl, channelKey: '', withCredential: (sign) => Promise.resolve(sign(credential)) };
}

function refOf(backupId: string): BackupRef {
  const offered = clouds.fast.backups.find(({ fault }) => fault === 'slow');
  if (offered === undefined) throw new Error('the practice cloud offers nothing to rehearse with');
  const { projectId, regionId, zoneId, kind, instanceId } = offered;
  return testRef({ projectId, regionId, zoneId, kind, instanceId, backupId });
}

async function linkTo(cloud: PracticeCloud, backupId: string): Promise<string> {
  return (await requestOneLink(client, accountOf(cloud), refOf(backupId), never)).url;
}

async function download(cloud: PracticeCloud, backupId: string, destination: string): Promise<Outcome> {
  const { checks } = await downloadFile({
    transport,
    getLink: async () => {
      const url = await linkTo(cloud, backupId);
      return { url, expiresAt: parseLink(url).expiresAt };
    },
    destination,
    ref: refOf(backupId),
    startCheck: (file) => startRunningCheck(file, { wantsEtag: false }),
    clock: impatientClock(),
    idleTimeoutMs: 700,
  });
  return checks.find(({ name }) => name === 'etag')?.outcome === 'passed' ? 'proven' : 'notComparable';
}

/** What the storage sent of a backup. */
function sentBytes(cloud: PracticeCloud, backupId: string): number {
  const requests = cloud.control
    .requests()
    .filter(({ server, path: of }) => server === 'storage' && of.endsWith(backupId));
  return requests.reduce((sum, request) => sum + request.sentBytes, 0);
}

/** How a row ended, what of it there is to see, and the bytes that were sent more often than once. */
async function resultOf(row: (typeof rows)[number]): Promise<{ outcome: Outcome; file: string; isWasteful: boolean }> {
  const cloud = row.several ? clouds.paced : clouds.fast;
  const own = await mkdtemp(path.join(folder, 'row-'));
  const outcome = await download(cloud, row.backupId, path.join(own, 'backup.rdb')).catch(codeOf);
  const names = (await readdir(own)).toSorted();
  const file = names.filter((name) => !/\.part(?:\.journal)?$/u.test(name)).join() || 'none';
  const twice = sentBytes(cloud, row.backupId) - row.sizeBytes;
  const isAllowed = row.isRefetched === true || file === 'none';
  return { outcome, file, isWasteful: !isAllowed && twice > Math.max(0.02 * row.sizeBytes, 4 * MIB) };
}

/** A finished file is alone in its folder, and so is a damaged one. */
function expectedOf({ outcome }: Row): Awaited<ReturnType<typeof resultOf>> {
  const isDone = outcome === 'proven' || outcome === 'notComparable';
  const file = isDone ? 'backup.rdb' : outcome === 'backupDamaged' ? 'backup.rdb.damaged' : 'none';
  return { outcome, file, isWasteful: false };
}

const cases = (several: boolean) =>
  rows
    .filter((row) => row.several === several)
    .map((row) => [row.fault || 'no fault', row.more ?? {}, row.outcome, row] as const);

test.each(cases(false))('%s %j ends as %s', async (_fault, _more, _outcome, row) => {
  expect(await resultOf(row)).toEqual(expectedOf(row));
});

test.concurrent.each(cases(true))('with several connections %s %j ends as %s', async (_fault, _more, _outcome, row) => {
  expect(await resultOf(row)).toEqual(expectedOf(row));
});

test('where each connection is slow there were several', () => {
  const sound = rows.find(({ several, fault }) => several && fault === '');
  const asked = clouds.paced.control.requests().filter(({ path: of }) => of.endsWith(sound?.backupId ?? ''));
  expect(asked.length).toBeGreaterThan(1);
});

function codeOf(error: unknown): Outcome {
  if (isAppError(error)) return error.code;
  throw error;
}

test.each(['no-etag', 'md5-etag'] as const)(
  'where the storage says %s the file is still byte for byte its own',
  async (fault) => {
    for (const { backupId, several } of rows.filter((row) => row.fault === fault)) {
      const cloud = several ? clouds.paced : clouds.fast;
      const file = path.join(folder, `${backupId}.rdb`);
      await download(cloud, backupId, file);
      // The unhurried one holds the same objects.
      const url = await linkTo(clouds.fast, backupId);
      const request = { method: 'GET', url, headTimeoutMs: 5000, idleTimeoutMs: 5000 } as const;
      const { body } = await transport.request(request, never);
      expect(us3EtagOf(await readFile(file))).toBe(us3EtagOf(await readBeginning(body, 2 * LARGE_BYTES)));
    }
  },
);
