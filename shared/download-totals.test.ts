import { expect, test } from 'vitest';
import { hasEnded, isActive, totalsOf } from './download-totals.ts';
import type { Download, DownloadState } from './models/download.ts';
import { testDownload } from './test-rows.ts';

const row = (state: DownloadState, more: Partial<Download> = {}): Download =>
  testDownload(state, { addedAt: 100, ...more });
const error = { code: 'connectionLost', params: {}, retryable: true } as const;
const done = (finishedAt: number): DownloadState => ({ status: 'done', checks: [], finishedAt });

test('what was finished beside the rest counts, so that the whole never jumps back; older and failed ones do not', () => {
  const totals = totalsOf([
    row({ status: 'downloading' }, { receivedBytes: 10, totalBytes: 100, bytesPerSecond: 5 }),
    row({ status: 'paused' }, { receivedBytes: 20, totalBytes: 50 }),
    row(done(150), { receivedBytes: 7, totalBytes: 7 }),
    row(done(90), { receivedBytes: 1000, totalBytes: 1000 }),
    row({ status: 'failed', error }, { receivedBytes: 1, totalBytes: 9 }),
  ]);
  expect(totals).toEqual({
    unfinished: 2,
    active: 1,
    receivedBytes: 37,
    totalBytes: 157,
    bytesPerSecond: 5,
    secondsLeft: 24,
  });
});

test('time left is not guessed where a size is not known or nothing flows', () => {
  const flowing = row({ status: 'downloading' }, { receivedBytes: 1, totalBytes: 10, bytesPerSecond: 1 });
  expect(totalsOf([flowing]).secondsLeft).toBe(9);
  expect(totalsOf([flowing, row({ status: 'queued' })]).secondsLeft).toBeNull();
  expect(totalsOf([row({ status: 'paused' }, { totalBytes: 10 })]).secondsLeft).toBeNull();
  expect(totalsOf([])).toMatchObject({ unfinished: 0, receivedBytes: 0, secondsLeft: null });
});

test('at work are those that hold a connection or a disk; ended are those from which nothing more comes', () => {
  const all: DownloadState[] = [
    { status: 'queued' },
    { status: 'connecting' },
    { status: 'downloading' },
    { status: 'paused' },
    { status: 'checking' },
    done(1),
    { status: 'failed', error },
  ];
  const which = (holds: (each: { state: DownloadState }) => boolean): string[] =>
    all.filter((state) => holds({ state })).map(({ status }) => status);
  expect(which(isActive)).toEqual(['connecting', 'downloading', 'checking']);
  expect(which(hasEnded)).toEqual(['done', 'failed']);
});
