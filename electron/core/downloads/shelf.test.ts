import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { MANIFEST_NAME } from './set-manifest.ts';
import { backupsOnShelf } from './shelf.ts';

const instance = { regionId: 'hk', instanceId: 'uredis-1' };
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'shelf-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function shelve(name: string, given: { backupId: string; sizeBytes?: number; file?: string; shardId?: string }) {
  await writeFile(path.join(folder, name), 'REDIS0010');
  const { backupId, sizeBytes = 9, file = name, shardId = '' } = given;
  const receipt = {
    format: 'backhaul-receipt',
    file,
    sizeBytes,
    backup: { ...instance, backupId, shardId },
    sha256: '',
  };
  await writeFile(path.join(folder, `${name}.receipt.json`), JSON.stringify(receipt));
}

const found = () => backupsOnShelf(folder, instance);

test('a file beside its receipt is on the shelf, of its own instance only', async () => {
  await shelve('a.rdb', { backupId: 'a' });
  expect(await found()).toEqual(['a']);
  expect(await backupsOnShelf(folder, { ...instance, instanceId: 'uredis-2' })).toEqual([]);
  expect(await backupsOnShelf(folder, { ...instance, regionId: 'sg' })).toEqual([]);
});

test.each([
  ['that has another size', { backupId: 'a', sizeBytes: 10 }],
  ['whose receipt names another place', { backupId: 'a', file: '../a.rdb' }],
  ['that is a shard without its set', { backupId: 'a', shardId: 's0' }],
])('a file %s is not', async (_name, given) => {
  await shelve('a.rdb', given);
  expect(await found()).toEqual([]);
});

test('a receipt without its file, or that makes no sense, is nothing', async () => {
  await shelve('a.rdb', { backupId: 'a' });
  await rm(path.join(folder, 'a.rdb'));
  await writeFile(path.join(folder, 'b.rdb.receipt.json'), '{');
  expect(await found()).toEqual([]);
});

test('a set is on the shelf when its manifest is complete and every file is there', async () => {
  const set = path.join(folder, 'set');
  await mkdir(set);
  const files = ['s0', 's1'].map((shardId) => ({ shardId, fileName: `${shardId}.rdb`, sizeBytes: 9, checks: [] }));
  const place = { projectId: '', zoneId: '', slaveZoneId: '', isCrossZone: false, isCrossRegion: false };
  const backup = { ...place, ...instance, kind: 'distributed', backupId: 'd' };
  const head = { format: 'backhaul-backup-set', version: 1, setId: 's', startedAt: '', backup, files };
  const write = (isComplete: boolean) =>
    writeFile(path.join(set, MANIFEST_NAME), JSON.stringify({ ...head, isComplete }));
  await writeFile(path.join(set, 's0.rdb'), 'REDIS0010');
  await write(true);
  expect(await found()).toEqual([]);
  await writeFile(path.join(set, 's1.rdb'), 'REDIS0010');
  expect(await found()).toEqual(['d']);
  await write(false);
  expect(await found()).toEqual([]);
});

test('a folder that is not there has nothing on it', async () => {
  expect(await backupsOnShelf(path.join(folder, 'missing'), instance)).toEqual([]);
});
