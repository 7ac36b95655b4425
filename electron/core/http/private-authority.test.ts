import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { downloadFile } from '../downloads/download.ts';
import { startPracticeCloud, type PracticeCloud } from '../practice/server.ts';
import { makeTestCertificates, type TestCertificates } from '../practice/test-certificates.ts';
import { linkTo } from '../practice/test-client.ts';
import { createNodeTransport, type NodeTransport } from './node-transport.ts';

const BACKUP = { backupId: 'sealed', sizeBytes: 3_000_000 };
let folder = '';
let certificates: TestCertificates;
let cloud: PracticeCloud;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'backhaul-'));
  certificates = makeTestCertificates(folder);
  cloud = await startPracticeCloud({ storageTls: certificates.storage, extraBackups: [BACKUP] });
});
afterAll(async () => {
  await cloud.close();
  rmSync(folder, { recursive: true });
});

function download(transport: NodeTransport, destination: string): Promise<unknown> {
  const backup = cloud.backups.find(({ backupId }) => backupId === BACKUP.backupId);
  if (backup === undefined) throw new Error('The practice cloud lost its backup.');
  const getLink = async () => ({ url: await linkTo(cloud, backup), expiresAt: null });
  return downloadFile({ transport, getLink, destination }).finally(() => transport.close());
}

test('a storage behind a private authority is trusted with the authority', async () => {
  const destination = path.join(folder, 'trusted');
  await download(createNodeTransport({ ca: certificates.ca }), destination);
  expect(statSync(destination).size).toBe(BACKUP.sizeBytes);
  expect(cloud.control.sentBytes(BACKUP.backupId)).toBe(BACKUP.sizeBytes);
});

test('and refused at once without it', async () => {
  const destination = path.join(folder, 'stranger');
  const sentBefore = cloud.control.sentBytes(BACKUP.backupId);
  await expect(download(createNodeTransport(), destination)).rejects.toMatchObject({ code: 'tlsFailed' });
  expect(() => statSync(destination)).toThrow('ENOENT');
  expect(cloud.control.sentBytes(BACKUP.backupId)).toBe(sentBefore);
});
