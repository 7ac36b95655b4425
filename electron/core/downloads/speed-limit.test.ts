import { expect, test } from 'vitest';
import { AppError } from '#shared/errors.ts';
import type { Clock } from '../ports.ts';
import { createSpeedLimit } from './speed-limit.ts';

/** Time that passes only when somebody waits for it, and then at once. */
function clockOfWaits(): Clock & { now: () => number } {
  let now = 0;
  return {
    now: () => now,
    async sleep(ms, signal) {
      await Promise.resolve();
      if (signal?.aborted === true) throw new AppError('cancelled');
      now += ms;
    },
  };
}
const never = new AbortController().signal;

test('many takers together get the limit and not more, in their order', async () => {
  const clock = clockOfWaits();
  const limit = createSpeedLimit(clock, () => 1_000_000);
  const order: number[] = [];
  const takers = Array.from({ length: 50 }, async (_, taker) => {
    await limit.take(100_000, never);
    order.push(taker);
  });
  await Promise.all(takers);
  // The first piece goes through at once and the last one is owed: 49 pieces of 100 kB at 1 MB/s.
  expect(clock.now()).toBeGreaterThan(4800);
  expect(clock.now()).toBeLessThan(5100);
  expect(order).toEqual(order.toSorted((a, b) => a - b));
});

test('without a limit nobody waits, and a limit that is lifted lets those go who waited', async () => {
  const clock = clockOfWaits();
  let rate = 0;
  const limit = createSpeedLimit(clock, () => rate);
  await limit.take(1e9, never);
  expect(clock.now()).toBe(0);
  rate = 1000;
  await limit.take(1_000_000, never);
  const waiting = limit.take(1, never);
  rate = 0;
  await waiting;
  expect(clock.now()).toBeLessThan(500);
});

test('a limit that changes while somebody waits holds from then on', async () => {
  const clock = clockOfWaits();
  let rate = 1000;
  const limit = createSpeedLimit(clock, () => rate);
  await limit.take(100_000, never);
  const waiting = limit.take(1, never);
  rate = 1_000_000;
  await waiting;
  // At the first rate it would have been 100 seconds.
  expect(clock.now()).toBeLessThan(1000);
});

test('after a pause no more comes at once than a quarter of a second brings', async () => {
  const clock = clockOfWaits();
  const limit = createSpeedLimit(clock, () => 1_000_000);
  await limit.take(1, never);
  await clock.sleep(60_000);
  const before = clock.now();
  for (let piece = 0; piece < 20; piece += 1) await limit.take(100_000, never);
  expect(clock.now() - before).toBeGreaterThan(1500);
});

test('whoever is cancelled hears it at once, also behind others, and keeps nobody', async () => {
  const held = Promise.withResolvers<null>();
  const clock: Clock = {
    now: () => 0,
    sleep: async (_ms, signal) => {
      await Promise.race([held.promise, new Promise((resolve) => signal?.addEventListener('abort', resolve))]);
      if (signal?.aborted === true) throw new AppError('cancelled');
    },
  };
  let rate = 1000;
  const limit = createSpeedLimit(clock, () => rate);
  const [first, second] = [new AbortController(), new AbortController()];
  const one = limit.take(1000, first.signal);
  const two = limit.take(1000, second.signal);
  const three = limit.take(1, never);
  second.abort();
  await expect(two).rejects.toMatchObject({ code: 'cancelled' });
  first.abort();
  await expect(one).rejects.toMatchObject({ code: 'cancelled' });
  rate = 0;
  held.resolve(null);
  await three;
});
