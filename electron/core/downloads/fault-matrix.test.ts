import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { isAppError, type ErrorCode } from '#shared/errors.ts';
import type { BackupRef } from '#shared/models/backup.ts';
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
import { impatientClock, us3EtagOf } from './test-storage.ts';

/** What becomes of a backup with a fault: the right file, with or without a comparable ETag, or an error. */
type Outcome = 'proven' | 'notComparable' | ErrorCode;

const rows: readonly (readonly [FaultName | '', Outcome, Partial<ExtraBackup>?])[] = [
  ['', 'proven'],
  ['', 'proven', { sizeBytes: 4096 }],
  ['', 'proven', { sizeBytes: 4 * 1024 * 1024 }],
  ['', 'proven', { sizeBytes: 4 * 1024 * 1024 + 1 }],
  ['drops-once', 'proven'],
  ['drops-once', 'proven', { faultParameters: { afterBytes: 1 } }],
  ['drops-once', 'proven', { faultParameters: { afterBytes: 2_999_999 } }],
  ['drops-repeatedly', 'proven'],
  ['drops-repeatedly', 'proven', { faultParameters: { afterBytes: 100_000 } }],
  ['drops-repeatedly', 'connectionLost', { faultParameters: { afterBytes: 0 } }],
  ['stalls', 'proven'],
  ['slow', 'proven', { faultParameters: { bytesPerSecond: 20_000_000 } }],
  ['expires-midway', 'proven'],
  ['valid-for-seconds', 'proven', { faultParameters: { seconds: 1 } }],
  ['ignores-range', 'proven'],
  ['wrong-content-range', 'proven'],
  ['length-too-long', 'connectionLost'],
  ['length-too-short', 'proven'],
  ['shorter-body', 'proven'],
  ['changes-midway', 'objectChanged'],
  ['no-etag', 'notComparable'],
  ['md5-etag', 'notComparable'],
  ['gzip', 'encodedBody'],
  ['redirect-same-host', 'proven'],
  ['redirect-other-host', 'proven'],
  ['redirect-loop', 'redirectRefused'],
  ['html-page', 'notABackup'],
  ['busy-429', 'proven'],
  ['errors-500', 'proven'],
  ['errors-503', 'proven'],
  ['errors-503', 'storageBusy', { faultParameters: { times: 100 } }],
  ['corrupt', 'proven'],
  ['object-missing', 'objectMissing'],
  ['link-damaged', 'linkRefused'],
  ['api-busy', 'proven'],
  ['api-gateway-page', 'proven'],
  ['backup-running', 'apiRefused'],
  ['backup-expired', 'apiRefused'],
];
const backups = rows.map(([fault, , more], at): ExtraBackup => {
  const afterBytes = { faultParameters: { afterBytes: 1_300_000 } };
  const cutsOnTheWay = ['drops-once', 'drops-repeatedly', 'stalls', 'expires-midway', 'changes-midway'].includes(fault);
  return {
    backupId: `matrix-${at}`,
    sizeBytes: 3_000_357,
    ...(fault === '' ? {} : { fault }),
    ...(cutsOnTheWay ? afterBytes : {}),
    ...more,
  };
});

const silent: Logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
const never = new AbortController().signal;
const transport = createNodeTransport();
const client = createUCloudClient({ transport, clock: impatientClock(), logger: silent });
let cloud: PracticeCloud;
let account: ApiAccount;
let folder = '';

beforeAll(async () => {
  cloud = await startPracticeCloud({ extraBackups: backups });
  const credential = { publicKey: cloud.publicKey, privateKey: cloud.privateKey };
  account = { apiUrl: cloud.apiUrl, channelKey: '', withCredential: (sign) => Promise.resolve(sign(credential)) };
});
afterAll(async () => {
  transport.close();
  await cloud.close();
});
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'matrix-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

function refOf(backupId: string): BackupRef {
  const offered = cloud.backups.find(({ fault }) => fault === 'slow');
  if (offered === undefined) throw new Error('the practice cloud offers nothing to rehearse with');
  const { projectId, regionId, zoneId, kind, instanceId } = offered;
  return {
    profileId: 'p',
    projectId,
    regionId,
    zoneId,
    kind,
    instanceId,
    backupId,
    shardId: '',
    isCrossZone: false,
    slaveZoneId: '',
    isCrossRegion: false,
  };
}

async function download(backupId: string, destination: string): Promise<Outcome> {
  const { checks } = await downloadFile({
    transport,
    getLink: async () => {
      const { url } = await requestOneLink(client, account, refOf(backupId), never);
      return { url, expiresAt: parseLink(url).expiresAt };
    },
    destination,
    clock: impatientClock(),
    idleTimeoutMs: 300,
  });
  return checks.find(({ name }) => name === 'etag')?.outcome === 'passed' ? 'proven' : 'notComparable';
}

test.each(rows.map(([fault, outcome, more], at) => [fault || 'no fault', more ?? {}, outcome, at] as const))(
  '%s %j ends as %s',
  async (_fault, _more, outcome, at) => {
    const destination = path.join(folder, 'backup.rdb');
    const result = await download(`matrix-${at}`, destination).catch(codeOf);
    expect(result).toBe(outcome);
    const isDone = outcome === 'proven' || outcome === 'notComparable';
    const underFinalName = (await readdir(folder)).filter((name) => isDone || name === 'backup.rdb');
    expect(underFinalName).toEqual(isDone ? ['backup.rdb'] : []);
  },
);

function codeOf(error: unknown): Outcome {
  if (isAppError(error)) return error.code;
  throw error;
}

test('a file whose ETag proves nothing is still byte for byte that of the storage', async () => {
  const backupId = `matrix-${rows.findIndex(([fault]) => fault === 'no-etag')}`;
  await download(backupId, path.join(folder, 'x'));
  const { url } = await requestOneLink(client, account, refOf(backupId), never);
  const request = { method: 'GET', url, headTimeoutMs: 5000, idleTimeoutMs: 5000 } as const;
  const { body } = await transport.request(request, never);
  expect(us3EtagOf(await readFile(path.join(folder, 'x')))).toBe(us3EtagOf(await readBeginning(body, 4_000_000)));
});

test('faults that a range can mend cost next to no bytes twice', async () => {
  cloud.control.clearRequests();
  await download(`matrix-${rows.findIndex(([fault]) => fault === 'drops-repeatedly')}`, path.join(folder, 'x'));
  const sent = cloud.control
    .requests()
    .filter(({ server }) => server === 'storage')
    .reduce((sum, { sentBytes }) => sum + sentBytes, 0);
  // What was on its way when the connection was cut: at most a socket's buffer for each of the two cuts.
  expect(sent).toBeLessThan(3_000_357 + 2 * 262_144);
});
