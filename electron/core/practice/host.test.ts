import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createPracticeHost, type PracticeHost } from './host.ts';
import { startPracticeCloud } from './server.ts';

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
});
