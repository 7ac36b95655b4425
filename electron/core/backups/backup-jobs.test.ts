import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { AppError } from '#shared/errors.ts';
import type { BackupJob } from '#shared/models/backup-job.ts';
import { openDocument } from '../documents/document.ts';
import type { Clock, JsonFile } from '../ports.ts';
import { startPracticeCloud, type PracticeCloud } from '../practice/server.ts';
import { createTestClient, createTestLogger } from '../ucloud/test-gateway.ts';
import { createBackupJobs, type BackupJobs } from './backup-jobs.ts';
import { NO_JOBS, storedJobs } from './stored-jobs.ts';
import { ordersInstance, shardedInstance } from './test-instances.ts';

const ORDER = { instance: ordersInstance, instanceName: 'orders-prod', name: 'before-release-2' };
const UNTIL = { timeout: 20_000 };

let cloud: PracticeCloud;
let time: ReturnType<typeof createHandClock>;
let open: BackupJobs[] = [];

beforeEach(async () => {
  time = createHandClock();
  cloud = await startPracticeCloud({ now: () => time.clock.now(), backupDurationMs: 60_000 });
});
afterEach(async () => {
  for (const each of open) each.close();
  open = [];
  await cloud.close();
});

/** Time passes only when a test says so; a sleep then ends at once. */
function createHandClock() {
  let now = Date.UTC(2026, 10, 24, 8);
  const sleepers = new Set<{ until: number; wake: () => void }>();
  const clock: Clock = {
    now: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        const sleeper = { until: now + ms, wake: resolve };
        sleepers.add(sleeper);
        const leave = (): void => {
          sleepers.delete(sleeper);
          reject(new AppError('cancelled'));
        };
        if (signal?.aborted === true) leave();
        else signal?.addEventListener('abort', leave, { once: true });
      }),
  };
  return {
    clock,
    sleeping: () => sleepers.size,
    pass(ms: number) {
      now += ms;
      for (const sleeper of sleepers) {
        if (sleeper.until > now) continue;
        sleepers.delete(sleeper);
        sleeper.wake();
      }
    },
  };
}

function createMemoryFile(): JsonFile {
  let content: unknown;
  return { read: () => content, write: (next) => (content = structuredClone(next)), setAside: () => '' };
}

function setUp(given: { mayWrite?: boolean; file?: JsonFile; isLasting?: boolean } = {}) {
  const { mayWrite = true, file = createMemoryFile(), isLasting = true } = given;
  const told: (readonly BackupJob[])[] = [];
  const lock = { isLocked: false };
  const jobs = createBackupJobs({
    client: createTestClient(),
    clock: time.clock,
    logger: createTestLogger(),
    newId: () => 'job-1',
    document: openDocument({ file, schema: storedJobs, initial: NO_JOBS }),
    mayWrite: () => mayWrite,
    isLasting: () => isLasting,
    accountOf: async () => ({
      apiUrl: cloud.apiUrl,
      channelKey: '',
      withCredential: async (use) => {
        if (lock.isLocked) throw new AppError('vaultLocked');
        return use(cloud.keys.owner);
      },
    }),
    onChange: (all) => told.push(all),
  });
  open.push(jobs);
  return { jobs, told, lock, file };
}

const statusOf = (jobs: BackupJobs) => jobs.list()[0]?.state.status;
const asked = (action: string) =>
  cloud.control.requests().filter(({ parameters }) => parameters?.['Action'] === action);
/** Lets a look come due, and waits until it has been made. */
async function nextLook(action = 'DescribeURedisBackup'): Promise<void> {
  const before = asked(action).length;
  await vi.waitFor(() => expect(time.sleeping()).toBe(1), UNTIL);
  time.pass(30_000);
  await vi.waitFor(() => expect(asked(action).length).toBeGreaterThan(before), UNTIL);
}

describe('a backup made by hand', () => {
  test.each([
    [ORDER, 'DescribeURedisBackup'],
    [{ ...ORDER, instance: shardedInstance }, 'DescribeUMemBackup'],
  ])('is followed in the list until it is there: %#', async (order, action) => {
    const { jobs, told } = setUp();
    const sent = await jobs.start(order);
    expect(sent).toMatchObject({ name: 'before-release-2', state: { status: 'running', isListed: false } });
    await nextLook(action);
    await vi.waitFor(() => expect(jobs.list()[0]?.state).toMatchObject({ isListed: true }), UNTIL);
    await nextLook(action);
    await vi.waitFor(() => expect(statusOf(jobs)).toBe('done'), UNTIL);
    expect(jobs.list()[0]?.state).toMatchObject({
      backup: { name: 'before-release-2', trigger: 'manual', state: 'done' },
    });
    expect(told.map((all) => all[0]?.state.status)).toEqual(['sending', 'running', 'running', 'done']);
    expect(time.sleeping()).toBe(0);
  });

  test('is asked for by its id alone where the call can do that', async () => {
    const { jobs } = setUp();
    const { backupId } = await jobs.start(ORDER);
    await nextLook();
    expect(asked('DescribeURedisBackup')[0]?.parameters).toMatchObject({ BackupId: backupId });
  });

  test('that is refused leaves nothing behind', async () => {
    const { jobs } = setUp();
    cloud.control.failNext({ kind: 'retCode', retCode: 20_208 });
    await expect(jobs.start(ORDER)).rejects.toMatchObject({ data: { params: { retCode: 20_208 } } });
    expect(jobs.list()).toEqual([]);
  });

  test('is not sent where the profile hides what changes the cloud', async () => {
    const { jobs } = setUp({ mayWrite: false });
    await expect(jobs.start(ORDER)).rejects.toMatchObject({ code: 'writeActionsHidden' });
    expect(cloud.control.requests()).toEqual([]);
  });

  test('goes off the list when it is dismissed, and is looked at no more', async () => {
    const { jobs } = setUp();
    await jobs.start(ORDER);
    jobs.dismiss('job-1');
    await vi.waitFor(() => expect(time.sleeping()).toBe(1), UNTIL);
    time.pass(30_000);
    await vi.waitFor(() => expect(time.sleeping()).toBe(0), UNTIL);
    expect(asked('DescribeURedisBackup')).toEqual([]);
  });
});

describe('a lost answer', () => {
  test('is sent once, and found in the list when somebody looks for it', async () => {
    const { jobs } = setUp();
    cloud.control.failNext({ kind: 'lostAnswer', action: 'CreateURedisBackup' });
    const sent = await jobs.start(ORDER);
    expect(sent.state).toMatchObject({ status: 'uncertain', error: { code: 'connectionLost' }, missedAt: null });
    expect(time.sleeping()).toBe(0);
    expect(await jobs.look('job-1')).toMatchObject({ state: { status: 'running', isListed: true } });
    await nextLook();
    expect(asked('CreateURedisBackup')).toHaveLength(1);
  });

  test('of a call that never arrived says when it was looked for in vain', async () => {
    const { jobs } = setUp();
    cloud.control.failNext({ kind: 'cut', action: 'CreateURedisBackup' });
    await jobs.start(ORDER);
    time.pass(5000);
    expect(await jobs.look('job-1')).toMatchObject({ state: { status: 'uncertain', missedAt: time.clock.now() } });
    expect(asked('CreateURedisBackup')).toHaveLength(1);
  });
});

describe('while nobody can see', () => {
  test('a locked vault stops the looks, and they go on when it is opened', async () => {
    const { jobs, lock } = setUp();
    await jobs.start(ORDER);
    lock.isLocked = true;
    await vi.waitFor(() => expect(time.sleeping()).toBe(1), UNTIL);
    time.pass(30_000);
    await vi.waitFor(() => expect(jobs.list()[0]?.state).toMatchObject({ error: { code: 'vaultLocked' } }), UNTIL);
    await vi.waitFor(() => expect(time.sleeping()).toBe(1), UNTIL);
    time.pass(3_600_000);
    expect(asked('DescribeURedisBackup')).toEqual([]);
    lock.isLocked = false;
    jobs.wake();
    await vi.waitFor(() => expect(statusOf(jobs)).toBe('done'), UNTIL);
  });

  test('the reason is told, and gone once the list can be read again', async () => {
    const { jobs } = setUp();
    await jobs.start(ORDER);
    cloud.control.refuse({ DescribeURedisBackup: 299 });
    await nextLook();
    await vi.waitFor(
      () => expect(jobs.list()[0]?.state).toMatchObject({ status: 'running', error: { params: { retCode: 299 } } }),
      UNTIL,
    );
    cloud.control.refuse({});
    await nextLook();
    await vi.waitFor(() => expect(statusOf(jobs)).toBe('done'), UNTIL);
  });
});

describe('after a restart', () => {
  test('one that was being made is followed on', async () => {
    const { jobs, file } = setUp();
    await jobs.start(ORDER);
    jobs.close();
    const again = setUp({ file });
    expect(again.jobs.list()).toMatchObject([{ name: 'before-release-2', state: { status: 'running' } }]);
    await nextLook();
    await nextLook();
    await vi.waitFor(() => expect(statusOf(again.jobs)).toBe('done'), UNTIL);
    expect(asked('CreateURedisBackup')).toHaveLength(1);
  });

  test('one whose answer was still awaited is uncertain', async () => {
    const { jobs, file, told } = setUp();
    cloud.control.failNext({ kind: 'silence', action: 'CreateURedisBackup' });
    void jobs.start(ORDER);
    await vi.waitFor(() => expect(told.at(-1)?.[0]?.state.status).toBe('sending'), UNTIL);
    const again = setUp({ file });
    expect(again.jobs.list()).toMatchObject([{ state: { status: 'uncertain', error: null } }]);
  });

  test('nothing is left of a cloud that begins anew', async () => {
    const { jobs, file } = setUp({ isLasting: false });
    await jobs.start(ORDER);
    jobs.close();
    expect(setUp({ file }).jobs.list()).toEqual([]);
  });
});
