import { describe, expect, test } from 'vitest';
import type { AppErrorData } from '#shared/errors.ts';
import type { BackupJob } from '#shared/models/backup-job.ts';
import type { Backup } from '#shared/models/browse.ts';
import { afterBlindLook, afterLook, waitBeforeLookMs } from './job-steps.ts';
import { ordersInstance } from './test-instances.ts';

const START = Date.UTC(2026, 10, 24, 8);
const MINUTE = 60_000;

const RUNNING: BackupJob['state'] = { status: 'running', isListed: false, error: null };
const UNCERTAIN: BackupJob['state'] = { status: 'uncertain', error: null, missedAt: null };
const job = (given: Partial<BackupJob> = {}): BackupJob => ({
  id: 'job-1',
  instance: ordersInstance,
  instanceName: 'orders-prod',
  name: 'before-release',
  backupId: 'b-1',
  startedAt: START,
  state: RUNNING,
  ...given,
});
const row = (given: Partial<Backup> = {}): Backup => ({
  id: 'b-1',
  name: 'before-release',
  takenAt: START,
  trigger: 'manual',
  state: 'running',
  stateText: 'Backuping',
  sizeBytes: null,
  shardCount: 1,
  regionId: 'cn-bj2',
  zoneId: 'cn-bj2-05',
  isCrossRegion: false,
  copiedTo: [],
  expiresAt: null,
  ...given,
});
const trouble = (code: AppErrorData['code']): AppErrorData => ({ code, params: {}, retryable: false });

describe('the wait before the next look', () => {
  test.each([
    [0, 2000],
    [10_000, 2000],
    [MINUTE, 6000],
    [5 * MINUTE, 30_000],
    [90 * MINUTE, 120_000],
  ])('is a tenth of the time so far, within bounds: after %d ms %d ms', (sinceMs, waitMs) => {
    expect(waitBeforeLookMs(job(), START + sinceMs)).toBe(waitMs);
  });

  test('is longer after trouble', () => {
    expect(waitBeforeLookMs(afterBlindLook(job(), trouble('timeout')), START)).toBe(30_000);
  });

  test.each(['vaultLocked', 'secretMissing', 'secretUnreadable'] as const)('has no end with %s', (code) => {
    expect(waitBeforeLookMs(afterBlindLook(job(), trouble(code)), START)).toBeNull();
  });
});

describe('a look', () => {
  test.each([
    ['Backuping', 'running', RUNNING],
    ['Starting', 'running', RUNNING],
    ['Uploading', 'unknown', RUNNING],
  ] as const)('at a row in state %s goes on', (stateText, state, before) => {
    const seen = afterLook(job({ state: before }), [row({ state, stateText })], START);
    expect(seen.state).toEqual({ status: 'running', isListed: true, error: null });
  });

  test('at a row that is done ends with that row', () => {
    const done = row({ state: 'done', stateText: 'Success', sizeBytes: 9 });
    expect(afterLook(job(), [row({ id: 'b-2' }), done], START).state).toEqual({ status: 'done', backup: done });
  });

  test.each(['failed', 'expired'] as const)('at a row that is %s ends in failure', (state) => {
    const seen = afterLook(job(), [row({ state, stateText: 'Error' })], START);
    expect(seen.state).toEqual({ status: 'failed', stateText: 'Error' });
  });

  test('that finds nothing goes on without the reason it could not see before', () => {
    const blind = afterBlindLook(job(), trouble('timeout'));
    expect(afterLook(blind, [], START).state).toEqual(RUNNING);
  });

  test('that does not find an uncertain one notes when', () => {
    const seen = afterLook(job({ backupId: '', state: UNCERTAIN }), [row({ name: 'another' })], START + MINUTE);
    expect(seen.state).toEqual({ ...UNCERTAIN, missedAt: START + MINUTE });
  });
});

describe('where nobody told the id', () => {
  const nameless = job({ backupId: '', state: UNCERTAIN });

  test('the name tells, and the id is kept', () => {
    const seen = afterLook(nameless, [row({ id: 'b-7' })], START);
    expect(seen).toMatchObject({ backupId: 'b-7', state: { status: 'running' } });
  });

  test('an older one of the same name is another one', () => {
    expect(afterLook(nameless, [row({ takenAt: START - 60 * MINUTE })], START).backupId).toBe('');
  });

  test('clocks may differ by some minutes', () => {
    expect(afterLook(nameless, [row({ takenAt: START - 5 * MINUTE })], START).backupId).toBe('b-1');
  });

  test('an automatic one is another one', () => {
    expect(afterLook(nameless, [row({ trigger: 'automatic' })], START).backupId).toBe('');
  });
});
