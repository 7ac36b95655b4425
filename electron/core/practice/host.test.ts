import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createPracticeHost, type PracticeHost } from './host.ts';
import { startPracticeCloud } from './server.ts';
import { startPracticeWorker } from './worker-thread.ts';

const WORKER = new URL('worker.ts', import.meta.url);

let host: PracticeHost;
afterEach(() => host.stop());

/** Whether anything listens at the address: a real connection, not what the host says of itself. */
function answers(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

describe('the practice cloud of the app', () => {
  it('starts with the first need, serves later ones, and ends with the last', async () => {
    let isNeeded = true;
    host = createPracticeHost({ start: () => startPracticeCloud(), isNeeded: () => isNeeded });
    const { apiUrl } = await host.access();
    expect((await host.access()).apiUrl).toBe(apiUrl);
    await host.stopIfIdle();
    expect(await answers(apiUrl)).toBe(true);
    isNeeded = false;
    await host.stopIfIdle();
    expect(await answers(apiUrl)).toBe(false);
    expect(await answers((await host.access()).apiUrl)).toBe(true);
  });

  it('is tried again after a start that failed', async () => {
    let starts = 0;
    host = createPracticeHost({
      start: () => {
        starts += 1;
        return starts === 1 ? Promise.reject(new Error('no port is free')) : startPracticeCloud();
      },
      isNeeded: () => true,
    });
    await expect(host.access()).rejects.toMatchObject({ code: 'practiceUnavailable' });
    expect(await answers((await host.access()).apiUrl)).toBe(true);
  });

  it('is started anew by the next need when it ended by itself', async () => {
    host = createPracticeHost({ start: () => startPracticeCloud(), isNeeded: () => true });
    const first = await host.access();
    await first.close();
    await first.ended;
    await expect.poll(() => host.access()).not.toBe(first);
    expect(await answers((await host.access()).apiUrl)).toBe(true);
  });
});

describe('the practice cloud in a thread of its own', () => {
  it('serves as it does in ours, and is gone when it is closed', async () => {
    const keys = { publicKey: 'made-up-public', privateKey: 'made-up-private' };
    const cloud = await startPracticeWorker(WORKER, { keys });
    expect(cloud).toMatchObject(keys);
    expect(cloud.backups[0]?.fault).toBe('');
    expect(await answers(cloud.apiUrl)).toBe(true);
    await cloud.close();
    await cloud.ended;
    expect(await answers(cloud.apiUrl)).toBe(false);
  });

  it('says so when the thread cannot start', async () => {
    await expect(startPracticeWorker(new URL('nowhere.ts', import.meta.url), {})).rejects.toThrow(/nowhere/u);
  });
});
