import { expect, test } from 'vitest';
import { pacedLinks, pauseBeforeRenewalMs } from './renewal-pace.ts';

test.each([
  [0, 0],
  [1, 0],
  [4, 0],
  [5, 1000],
  [6, 2000],
  [9, 16_000],
  [10, 30_000],
  [1000, 30_000],
])('after %d links in a row that did not last the next one waits %d ms', (shortLived, pauseMs) => {
  expect(pauseBeforeRenewalMs(shortLived)).toBe(pauseMs);
});

/** A source whose links last so long each; how long every asking waited. */
async function pausesWith(lifetimesMs: readonly number[]): Promise<number[]> {
  let now = 1_000_000;
  const pauses: number[] = [];
  let paused = 0;
  const clock = {
    now: () => now,
    sleep(ms: number) {
      now += ms;
      paused += ms;
      return Promise.resolve();
    },
  };
  const next = pacedLinks(() => Promise.resolve({ url: 'https://h.example/k', expiresAt: null }), {
    clock,
    signal: new AbortController().signal,
  });
  for (const lifetimeMs of lifetimesMs) {
    paused = 0;
    await next();
    pauses.push(paused);
    now += lifetimeMs;
  }
  return pauses;
}

test('links that are refused at once are asked for less and less often', async () => {
  expect(await pausesWith(Array.from({ length: 8 }, () => 100))).toEqual([0, 0, 0, 0, 0, 1000, 2000, 4000]);
});

test('links that last are never waited for, and one that lasted ends the row', async () => {
  expect(await pausesWith(Array.from({ length: 12 }, () => 6000))).toEqual(Array.from({ length: 12 }, () => 0));
  expect(await pausesWith([10, 10, 10, 10, 10, 6000, 10, 10])).toEqual([0, 0, 0, 0, 0, 1000, 0, 0]);
});

test('a download that is stopped does not sit out the pause', async () => {
  const controller = new AbortController();
  const clock = {
    now: () => 0,
    sleep: (_ms: number, signal?: AbortSignal) =>
      new Promise<void>((_resolve, reject) => signal?.addEventListener('abort', () => reject(new Error('stopped')))),
  };
  let asked = 0;
  const next = pacedLinks(() => Promise.resolve({ url: `https://h.example/${(asked += 1)}`, expiresAt: null }), {
    clock,
    signal: controller.signal,
  });
  for (let turn = 0; turn < 5; turn += 1) await next();
  const waiting = next();
  controller.abort();
  await expect(waiting).rejects.toThrow('stopped');
  expect(asked).toBe(5);
});
