import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isAppError, type AppError } from '#shared/errors.ts';
import type { BackupRef } from '#shared/models/backup.ts';
import type { CheckReport } from '#shared/models/check-report.ts';
import type { Check } from '#shared/models/download.ts';
import { isVerified } from '#shared/verified.ts';
import { testRef } from '#shared/test-rows.ts';
import { createNodeTransport } from '../http/node-transport.ts';
import type { TestServer } from '../http/test-server.ts';
import { rdbString } from '../practice/rdb/encoding.ts';
import { keyRecord, rdbFile } from '../rdb/test-rdb.ts';
import { downloadFile, type DownloadOptions, type DownloadResult } from './download.ts';
import { describePartial } from './partial-files.ts';
import { startRunningCheck } from './running-check.ts';
import { impatientClock, objectAnswer, rdbBytes, startTestStorage } from './test-storage.ts';

/** What a download makes of the check that reads its file. */

const ref = testRef();
const pasted: BackupRef = { ...ref, isPasted: true };
const sound = rdbBytes(1_000_000);
const damaged = Buffer.from(sound);
damaged[500_000] = (damaged[500_000] ?? 0) ^ 1;
const one = [keyRecord(0, 'key', rdbString('value'))];

const transport = createNodeTransport();
let folder = '';
let server: TestServer | undefined;
let setAside: { name: string; report: CheckReport }[] = [];

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'checked-'));
  setAside = [];
});
afterEach(async () => {
  transport.close();
  await server?.close();
  await rm(folder, { recursive: true });
});

async function download(bytes: Buffer, more: Partial<DownloadOptions> = {}): Promise<DownloadResult> {
  await server?.close();
  const storage = (server = await startTestStorage([objectAnswer(bytes)]));
  return downloadFile({
    transport,
    getLink: () => Promise.resolve({ url: `${storage.url}k`, expiresAt: null }),
    destination: path.join(folder, 'backup.rdb'),
    ref,
    clock: impatientClock(),
    startCheck: (file) => startRunningCheck(file, { wantsEtag: false }),
    onSetAside: (file, report) => Promise.resolve(void setAside.push({ name: path.basename(file), report })),
    ...more,
  });
}

async function failureOf(bytes: Buffer, more: Partial<DownloadOptions> = {}): Promise<AppError> {
  const error: unknown = await download(bytes, more).catch((reason: unknown) => reason);
  if (isAppError(error)) return error;
  throw error;
}

const evidence = (checks: readonly Check[]): string[] =>
  checks.map(({ name, outcome, reason }) => `${name} ${outcome} ${reason}`.trim());
const content = (name: string): Promise<Buffer> => readFile(path.join(folder, name));
const namesThere = async (): Promise<string[]> => (await readdir(folder)).toSorted();

test('of a sound backup everything has passed, and what was read is said', async () => {
  const { checks, report } = await download(sound);
  expect(evidence(checks)).toEqual(['length passed', 'etag passed', 'structure passed', 'crc passed']);
  expect(checks[2]?.rdb).toEqual({ version: 10, keyCount: report?.rdb.keyCount, trailingBytes: 0 });
  expect(isVerified(checks)).toBe(true);
  expect(await namesThere()).toEqual(['backup.rdb']);
});

test('a backup that the server wrote without a checksum is verified all the same', async () => {
  const { checks } = await download(Buffer.from(rdbFile('REDIS0009', one, 'zero')));
  expect(evidence(checks).slice(2)).toEqual(['structure passed', 'crc notComparable noChecksum']);
  expect(isVerified(checks)).toBe(true);
});

test('a damaged backup is kept aside and never has its name; the error says what and where, and nothing of its keys', async () => {
  const error = await failureOf(damaged);
  expect(error.data).toMatchObject({ code: 'backupDamaged', retryable: true });
  expect(error.data.params).toEqual({ kind: 'bitDamage', offset: 500_000, name: 'backup.rdb.damaged' });
  const [told] = setAside;
  expect(told).toMatchObject({ name: 'backup.rdb.damaged', report: { rdb: { verdict: 'corrupt' } } });
  expect(told?.report.rdb.lastGoodKey).toMatch(/./u);
  expect(JSON.stringify(error.data)).not.toContain(told?.report.rdb.lastGoodKey);
  expect(await namesThere()).toEqual(['backup.rdb.damaged']);
  expect(damaged.equals(await content('backup.rdb.damaged'))).toBe(true);
});

test('fetched again it begins at the first byte, and no damaged file is ever written over', async () => {
  await writeFile(path.join(folder, 'backup.rdb.damaged'), 'older');
  expect((await failureOf(damaged)).data.params).toMatchObject({ name: 'backup.rdb.1.damaged' });
  await download(sound);
  expect(server?.requests.map(({ headers }) => headers.range)).toEqual(['bytes=0-']);
  expect(await namesThere()).toEqual(['backup.rdb', 'backup.rdb.1.damaged', 'backup.rdb.damaged']);
  expect((await content('backup.rdb.damaged')).toString()).toBe('older');
  expect(sound.equals(await content('backup.rdb'))).toBe(true);
});

test('what is no RDB is damage where a backup was asked for, and only said where a link was pasted', async () => {
  const gzip = Buffer.concat([Buffer.from([0x1f, 0x8b]), Buffer.alloc(5000, 7)]);
  expect((await failureOf(gzip)).data.params).toEqual({
    kind: 'notRdb',
    offset: 0,
    lookalike: 'gzip',
    name: 'backup.rdb.damaged',
  });
  await rm(path.join(folder, 'backup.rdb.damaged'));
  const { checks } = await download(gzip, { ref: pasted });
  expect(evidence(checks)).toEqual(['length passed', 'etag passed', 'structure notComparable notRdb']);
  expect(isVerified(checks)).toBe(false);
  expect(await namesThere()).toEqual(['backup.rdb']);
});

test('a damaged RDB behind a pasted link is damaged', async () => {
  expect(await failureOf(damaged, { ref: pasted })).toMatchObject({ code: 'backupDamaged' });
});

test('what is newer than this program is finished, and not verified', async () => {
  const { checks } = await download(Buffer.from(rdbFile('REDIS0099', one)));
  expect(evidence(checks).slice(2)).toEqual(['structure notComparable notUnderstood', 'crc passed']);
  expect(isVerified(checks)).toBe(false);
  expect(await namesThere()).toEqual(['backup.rdb']);
});

test('the ending of a newer version may not be understood either', async () => {
  const newer = Buffer.from(rdbFile('REDIS0099', one));
  newer[newer.length - 1] = (newer.at(-1) ?? 0) ^ 1;
  const { checks } = await download(newer);
  expect(evidence(checks).slice(2)).toEqual([
    'structure notComparable notUnderstood',
    'crc notComparable notUnderstood',
  ]);
});

test('a file that a newer Valkey packed is no damage: a server loads it', async () => {
  for (const wanted of [ref, pasted]) {
    const { checks, path: file } = await download(Buffer.concat([Buffer.from('VKCS'), Buffer.alloc(5000, 7)]), {
      ref: wanted,
    });
    expect(evidence(checks).slice(2)).toEqual([
      'structure notComparable notUnderstood',
      'crc notComparable notUnderstood',
    ]);
    await rm(file);
  }
});

test('bytes after the end are counted and harm nothing', async () => {
  const { checks } = await download(Buffer.concat([rdbFile('REDIS0009', one), Buffer.alloc(17)]));
  expect(checks[2]).toEqual({
    name: 'structure',
    outcome: 'passed',
    reason: '',
    rdb: { version: 9, keyCount: 1, trailingBytes: 17 },
  });
  expect(isVerified(checks)).toBe(true);
});

test('stopped while it was checked, it is checked anew, and nothing is fetched twice', async () => {
  const controller = new AbortController();
  let claimed: Awaited<ReturnType<typeof describePartial>> = null;
  const stopped = download(sound, {
    signal: controller.signal,
    startCheck(file) {
      const check = startRunningCheck(file, { wantsEtag: false });
      return {
        ...check,
        async finish(totalBytes) {
          claimed = await describePartial(path.join(folder, 'backup.rdb'));
          controller.abort();
          return check.finish(totalBytes);
        },
      };
    },
  });
  await expect(stopped).rejects.toMatchObject({ code: 'cancelled' });
  expect(claimed).toMatchObject({ receivedBytes: sound.byteLength, totalBytes: sound.byteLength });
  expect(await namesThere()).toEqual(['backup.rdb.part', 'backup.rdb.part.journal']);
  const { checks } = await download(sound);
  expect(isVerified(checks)).toBe(true);
  expect(server?.requests).toEqual([]);
});
