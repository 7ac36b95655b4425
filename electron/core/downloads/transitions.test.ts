import { expect, test } from 'vitest';
import type { AppErrorData } from '#shared/errors.ts';
import type { DownloadState } from '#shared/models/download.ts';
import { transition, type DownloadEvent } from './transitions.ts';

const error: AppErrorData = { code: 'connectionLost', params: {}, retryable: true };
const states: Record<string, DownloadState> = {
  queued: { status: 'queued' },
  connecting: { status: 'connecting' },
  downloading: { status: 'downloading' },
  paused: { status: 'paused' },
  checking: { status: 'checking' },
  done: { status: 'done', checks: [], finishedAt: 1 },
  failed: { status: 'failed', error },
};
const events: Record<string, DownloadEvent> = {
  begin: { type: 'begin' },
  bytesFlow: { type: 'bytesFlow' },
  connectionLost: { type: 'connectionLost' },
  allReceived: { type: 'allReceived' },
  proven: { type: 'proven', checks: [], finishedAt: 1 },
  fail: { type: 'fail', error },
  wait: { type: 'wait', error },
  pause: { type: 'pause' },
  resume: { type: 'resume' },
  retry: { type: 'retry' },
};

const table: Record<string, Record<string, string>> = {
  queued: { begin: 'connecting', proven: 'done', fail: 'failed', wait: 'paused', pause: 'paused' },
  connecting: { bytesFlow: 'downloading', allReceived: 'checking', fail: 'failed', wait: 'paused', pause: 'paused' },
  downloading: {
    connectionLost: 'connecting',
    allReceived: 'checking',
    fail: 'failed',
    wait: 'paused',
    pause: 'paused',
  },
  paused: { proven: 'done', resume: 'queued' },
  checking: { proven: 'done', fail: 'failed', wait: 'paused', pause: 'paused' },
  done: {},
  failed: { retry: 'queued' },
};

const rows = Object.entries(states).flatMap(([from, state]) =>
  Object.entries(events).map(([name, event]) => [from, name, table[from]?.[name] ?? 'nowhere', state, event] as const),
);

test.each(rows)('from %s, %s leads to %s', (_from, _name, to, state, event) => {
  expect(transition(state, event)?.status ?? 'nowhere').toBe(to);
});

test('the outcome is kept in the state', () => {
  const checking: DownloadState = { status: 'checking' };
  const checks = [{ name: 'length', outcome: 'passed', reason: '' } as const];
  expect(transition(checking, { type: 'proven', checks, finishedAt: 7 })).toEqual({
    status: 'done',
    checks,
    finishedAt: 7,
  });
  expect(transition(checking, { type: 'fail', error })).toEqual({ status: 'failed', error });
  expect(transition(checking, { type: 'wait', error })).toEqual({ status: 'paused', error });
});
