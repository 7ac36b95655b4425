import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DEFAULT_NAME_TEMPLATE } from '#shared/download-rules.ts';
import { AppError } from '#shared/errors.ts';
import type { Download } from '#shared/models/download.ts';
import { testRef } from '#shared/test-rows.ts';
import { createStillClock, createTestLogger } from '../ucloud/test-gateway.ts';
import { createDownloadSets, type DownloadPlace, type DownloadSets, type DownloadWish } from './sets.ts';
import { MANIFEST_NAME, readManifest } from './set-manifest.ts';

const ref = testRef({ projectId: 'org-1', zoneId: 'cn-bj2-05', kind: 'distributed', instanceId: 'udredis-1' });

const TAKEN_AT = Date.UTC(2026, 2, 5, 12);

let folder = '';
let wishes: DownloadWish[] = [];
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sets-'));
  wishes = [];
});
afterEach(() => rm(folder, { recursive: true }));

function download(shardId: string, place: DownloadPlace | undefined): Download {
  const sizes = {
    receivedBytes: 0,
    totalBytes: 10,
    checkedBytes: 0,
    bytesPerSecond: 0,
    secondsLeft: null,
    renewals: 0,
  };
  const names = { id: shardId, profileName: '', host: '', fileName: `${shardId}.rdb` };
  const at = { folder: place?.folder ?? folder, setId: place?.setId ?? '', addedAt: 1, turn: 1 };
  const rest = { isInterrupted: false, waitsForUnlock: false, usesPrivateLink: false, activityCount: 0 };
  return { ...names, ...sizes, ...at, ...rest, ref: { ...ref, shardId }, state: { status: 'queued' } };
}

const done = (given: Download): Download => ({ ...given, state: { status: 'done', checks: [], finishedAt: 2 } });

function setsOf(shardIds: string[]): DownloadSets {
  let ids = 0;
  return createDownloadSets({
    clock: createStillClock(),
    logger: createTestLogger(),
    newId: () => `set${(ids += 1)}`,
    refOf: (linkId) => (linkId === 'pasted' ? { ...ref, isPasted: true } : { ...ref, shardId: linkId }),
    getLinks: (asked) =>
      Promise.resolve(
        shardIds.map((shardId) => ({
          id: shardId,
          ref: { ...asked, shardId },
          scheme: 'https' as const,
          host: '',
          objectName: '',
          masked: '',
          expiresAt: null,
          issuedAt: 0,
          privatePlace: null,
        })),
      ),
    startLink: (linkId, wish) => {
      wishes.push(wish);
      if (linkId === 'refused') return Promise.reject(new AppError('noPermission'));
      return Promise.resolve(download(linkId, wish.place));
    },
    folder: () => folder,
    nameTemplate: () => DEFAULT_NAME_TEMPLATE,
    profileName: () => 'Production',
  });
}

test('a backup of one file is a download like any other', async () => {
  const started = await setsOf(['']).start(ref, TAKEN_AT);
  expect(started).toHaveLength(1);
  expect(wishes).toEqual([{ takenAt: TAKEN_AT }]);
  expect(await readdir(folder)).toEqual([]);
});

test('shards share a folder whose manifest is complete only when every file is there', async () => {
  const sets = setsOf(['s0', 's1']);
  const [first, second] = await sets.start(ref, TAKEN_AT);
  if (first === undefined || second === undefined) throw new Error('Two shards');
  expect(path.dirname(first.folder)).toBe(folder);
  expect(path.basename(first.folder)).toMatch(/^udredis-1_backup-1_20260305-\d{6}$/u);
  expect([second.folder, second.setId]).toEqual([first.folder, first.setId]);
  expect(await readManifest(first.folder)).toMatchObject({ isComplete: false, backup: { instanceId: 'udredis-1' } });

  sets.changed(first);
  sets.changed(done(first));
  await sets.settled();
  expect(await readManifest(first.folder)).toMatchObject({
    isComplete: false,
    files: [
      { shardId: 's0', fileName: 's0.rdb', sizeBytes: 10 },
      { shardId: 's1', fileName: '' },
    ],
  });
  sets.changed(done(second));
  await sets.settled();
  expect(await readManifest(first.folder)).toMatchObject({ isComplete: true });
  expect(await readFile(path.join(first.folder, MANIFEST_NAME), 'utf8')).not.toContain('profileId');
});

test('a set that was cancelled before a file came takes its folder with it, once the last of it is gone', async () => {
  const sets = setsOf(['s0', 's1']);
  const [first, second] = await sets.start(ref, TAKEN_AT);
  if (first === undefined || second === undefined) throw new Error('Two shards');
  sets.gone(first, [second]);
  await sets.settled();
  expect(await readdir(first.folder)).toEqual([MANIFEST_NAME]);
  sets.gone(second, []);
  await sets.settled();
  expect(await readdir(folder)).toEqual([]);
});

test('what came of a set that was cancelled stays, with the manifest that says what is missing', async () => {
  const sets = setsOf(['s0', 's1']);
  const [first, second] = await sets.start(ref, TAKEN_AT);
  if (first === undefined || second === undefined) throw new Error('Two shards');
  await writeFile(path.join(first.folder, first.fileName), 'shard');
  sets.changed(done(first));
  sets.gone(second, [done(first)]);
  sets.gone(first, []);
  await sets.settled();
  expect(await readdir(first.folder)).toEqual([MANIFEST_NAME, first.fileName]);
  expect(await readManifest(first.folder)).toMatchObject({ isComplete: false, files: [{ fileName: 's0.rdb' }, {}] });
});

test('links of one backup’s shards that are started together are a set, other links are not', async () => {
  const sets = setsOf([]);
  const [first, second] = await sets.startLinks(['s0', 's1'], { usesPrivateLink: true });
  expect(first?.setId).toBe('set1');
  expect(second).toMatchObject({ setId: 'set1', folder: first?.folder });
  expect(wishes.map(({ usesPrivateLink }) => usesPrivateLink)).toEqual([true, true]);
  expect(await readManifest(first?.folder ?? '')).toMatchObject({ files: [{ shardId: 's0' }, { shardId: 's1' }] });
  for (const linkIds of [['s0'], ['pasted', 'pasted'], ['s0', 'pasted']]) {
    const started = await sets.startLinks(linkIds, {});
    expect(started.map(({ setId }) => setId)).toEqual(linkIds.map(() => ''));
  }
});

test('the same backup twice gets two folders', async () => {
  const sets = setsOf(['s0', 's1']);
  await sets.start(ref, TAKEN_AT);
  await sets.start(ref, TAKEN_AT);
  expect(await readdir(folder)).toHaveLength(2);
});

test('shards that end at the same moment are both written down', async () => {
  const sets = setsOf(['s0', 's1', 's2']);
  const started = await sets.start(ref, TAKEN_AT);
  for (const each of started) sets.changed(done(each));
  await sets.settled();
  expect(await readManifest(started[0]?.folder ?? '')).toMatchObject({ isComplete: true });
});

test('a shard that cannot be started is told', async () => {
  await expect(setsOf(['s0', 'refused']).start(ref, TAKEN_AT)).rejects.toMatchObject({ code: 'noPermission' });
});

test('a missing folder is told before anything starts', async () => {
  const sets = setsOf(['s0', 's1']);
  await rm(folder, { recursive: true });
  await expect(sets.start(ref, TAKEN_AT)).rejects.toMatchObject({ code: 'folderMissing' });
  expect(wishes).toEqual([]);
  folder = await mkdtemp(path.join(tmpdir(), 'sets-'));
});
