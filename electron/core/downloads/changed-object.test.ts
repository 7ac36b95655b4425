import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createNodeTransport } from '../http/node-transport.ts';
import { downloadFile, type DownloadResult } from './download.ts';
import { describePartial, discardPartial } from './partial-files.ts';
import { impatientClock, objectAnswer, startTestStorage, statusAnswer, testBytes, us3EtagOf } from './test-storage.ts';

/**
 * The object is replaced by another of the same size between two sessions. curl, wget, aria2 and three download
 * libraries went on where they were, wrote a file that is half the one and half the other, and reported success
 * (docs/downloads.md). Each row is a way in which a storage may tell of the change, or not tell.
 */

const before = testBytes(9_000_000);
const after = testBytes(9_000_000, 'after');
const HALF = 4_500_000;
const MD5 = '"9e107d9d372bb6826bd81d3542a419d6"';

const transport = createNodeTransport();
let folder = '';
let destination = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'changed-'));
  destination = path.join(folder, 'backup.rdb');
});
afterEach(async () => {
  transport.close();
  await rm(folder, { recursive: true });
});

async function session(answers: Parameters<typeof startTestStorage>[0]): Promise<DownloadResult> {
  const storage = await startTestStorage(answers);
  try {
    const getLink = () => Promise.resolve({ url: `${storage.url}k`, expiresAt: null });
    return await downloadFile({ transport, getLink, destination, clock: impatientClock() });
  } finally {
    await storage.close();
  }
}

test.each<[string, string | null, string | null, string]>([
  ['by its US3 ETag', us3EtagOf(before), us3EtagOf(after), 'objectChanged'],
  ['by an ETag that is no hash of it', MD5, '"0cc175b9c0f1b6a831c399e269772661"', 'objectChanged'],
  ['by no ETag at all', null, null, 'objectChanged'],
  ['by a weak ETag, which proves nothing', 'W/"1"', 'W/"1"', 'objectChanged'],
  ['by no ETag any more', us3EtagOf(before), null, 'objectChanged'],
  ['by its bytes only, under a tag that stayed', MD5, MD5, 'objectChanged'],
  ['by its bytes only, under the US3 ETag of before', us3EtagOf(before), us3EtagOf(before), 'objectChanged'],
])('an object that changed between two sessions and keeps its size, told %s: never a mixed file', async (...row) => {
  const [, tagBefore, tagAfter, code] = row;
  const cutAndGone = [objectAnswer(before, { etag: tagBefore, cutAfter: HALF }), statusAnswer(404)];
  await expect(session(cutAndGone)).rejects.toMatchObject({ code: 'objectMissing' });
  const replaced = objectAnswer(after, { etag: tagAfter });
  await expect(session([replaced])).rejects.toMatchObject({ code });
  // What was there stays until somebody decides …
  expect(await readdir(folder)).not.toContain('backup.rdb');
  const kept = await describePartial(destination);
  expect(kept?.receivedBytes).toBeGreaterThan(HALF / 2);
  // … and asking again without a decision says the same.
  await expect(session([replaced])).rejects.toMatchObject({ code });
  await discardPartial(destination);
  // A tag that is not that of the bytes still fails, at the end.
  const isHonest = tagAfter !== us3EtagOf(before);
  const again = await session([replaced]).catch((error: { code: string }) => error.code);
  expect(typeof again === 'string' ? again : 'done').toBe(isHonest ? 'done' : 'etagMismatch');
  const file = await readFile(destination).catch(() => null);
  expect(file === null || file.equals(after)).toBe(true);
});

test('a change that leaves the bytes around the seam as they were is found where the beginning is compared', async () => {
  const changedAtStart = Buffer.concat([after.subarray(0, 100_000), before.subarray(100_000)]);
  const cutAndGone = [objectAnswer(before, { etag: null, cutAfter: HALF }), statusAnswer(404)];
  await expect(session(cutAndGone)).rejects.toMatchObject({ code: 'objectMissing' });
  await expect(session([objectAnswer(changedAtStart, { etag: null })])).rejects.toMatchObject({
    code: 'objectChanged',
  });
});

test('a change behind the seam and around nothing else is found by the US3 ETag at the end', async () => {
  const changedLate = Buffer.concat([before.subarray(0, 8_000_000), after.subarray(8_000_000)]);
  const cutAndGone = [objectAnswer(before, { cutAfter: HALF }), statusAnswer(404)];
  await expect(session(cutAndGone)).rejects.toMatchObject({ code: 'objectMissing' });
  const lying = objectAnswer(changedLate, { etag: us3EtagOf(before) });
  await expect(session([lying])).rejects.toMatchObject({ code: 'etagMismatch' });
  expect(await readdir(folder)).not.toContain('backup.rdb');
  // All bytes are there and wrong: the next try begins anew.
  await session([objectAnswer(before)]);
  expect(before.equals(await readFile(destination))).toBe(true);
});

test('two versions that differ only behind the seam make the new one, whole', async () => {
  const changedLate = Buffer.concat([before.subarray(0, 8_000_000), after.subarray(8_000_000)]);
  const cutAndGone = [objectAnswer(before, { etag: null, cutAfter: HALF }), statusAnswer(404)];
  await expect(session(cutAndGone)).rejects.toMatchObject({ code: 'objectMissing' });
  await session([objectAnswer(changedLate, { etag: null })]);
  expect(changedLate.equals(await readFile(destination))).toBe(true);
});
