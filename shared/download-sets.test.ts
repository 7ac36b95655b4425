import { describe, expect, test } from 'vitest';
import { progressOf } from './download-sets.ts';
import type { Download, DownloadState } from './models/download.ts';
import { testDownload } from './test-rows.ts';

const done: DownloadState = { status: 'done', checks: [], finishedAt: 1 };
const failed: DownloadState = { status: 'failed', error: { code: 'timeout', params: {}, retryable: true } };

const shard = (state: DownloadState, given: Partial<Download> = {}): Download =>
  testDownload(state, { setId: 's', receivedBytes: 5, totalBytes: 10, ...given });

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
