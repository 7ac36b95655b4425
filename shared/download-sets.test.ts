import { describe, expect, test } from 'vitest';
import { progressOf } from './download-sets.ts';
import type { Download, DownloadState } from './models/download.ts';

const done: DownloadState = { status: 'done', checks: [], finishedAt: 1 };
const failed: DownloadState = { status: 'failed', error: { code: 'timeout', params: {}, retryable: true } };

function shard(state: DownloadState, given: Partial<Download> = {}): Download {
  const sizes = { receivedBytes: 5, totalBytes: 10, checkedBytes: 0, bytesPerSecond: 0, secondsLeft: null };
  const numbers = { ...sizes, renewals: 0, addedAt: 1, turn: 1, activityCount: 0 };
  const flags = { isInterrupted: false, waitsForUnlock: false, usesPrivateLink: false };
  const texts = { id: 'd', profileName: '', fileName: '', folder: '', host: '', setId: 's' };
  const place = {
    profileId: '',
    projectId: '',
    regionId: '',
    zoneId: '',
    slaveZoneId: '',
    instanceId: '',
    backupId: '',
  };
  const ref = { ...place, shardId: '', kind: 'distributed' as const, isCrossZone: false, isCrossRegion: false };
  return { ...texts, ...numbers, ...flags, ref, state, ...given };
}

describe('the progress of a backup in several files', () => {
  test.each<[string, Download[], object]>([
    ['is done only when every file is', [shard(done), shard(done)], { status: 'done', doneCount: 2, count: 2 }],
    ['runs while one is not', [shard(done), shard({ status: 'paused' })], { status: 'running', doneCount: 1 }],
    ['has failed with one of them', [shard(failed), shard({ status: 'queued' })], { status: 'failed', failedCount: 1 }],
    ['adds up the bytes', [shard(done), shard(done)], { receivedBytes: 10, totalBytes: 20 }],
    ['does not guess a size', [shard(done), shard(done, { totalBytes: null })], { totalBytes: null }],
    [
      'is that of the newest set',
      [shard(failed, { setId: 'old', addedAt: 0 }), shard(done)],
      { status: 'done', count: 1 },
    ],
    [
      'of a single file is its own',
      [shard(failed, { setId: '', addedAt: 0 }), shard(done, { setId: '' })],
      { status: 'done', count: 1 },
    ],
  ])('%s', (_name, downloads, expected) => {
    expect(progressOf(downloads)).toMatchObject(expected);
  });

  test('is nothing where nothing was begun', () => {
    expect(progressOf([])).toBeUndefined();
  });
});
