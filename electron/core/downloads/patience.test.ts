import { expect, test } from 'vitest';
import { systemClock } from '../clock.ts';
import { createPatience } from './patience.ts';

const HOUR = 3_600_000;
const stays = new AbortController().signal;

function listeners(): { subscribe: (listener: () => void) => () => void; tell: () => void; count: () => number } {
  const all = new Set<() => void>();
  return {
    subscribe(listener) {
      all.add(listener);
      return () => all.delete(listener);
    },
    tell: () => [...all].forEach((listener) => listener()),
    count: () => all.size,
  };
}

test('a reason to try at once ends a wait, each time anew', async () => {
  const wakeUps = listeners();
  let woken = 0;
  const patience = createPatience({
    clock: systemClock,
    signal: new AbortController().signal,
    wakeUps,
    onWake: () => {
      woken += 1;
    },
  });
  for (const turn of [1, 2]) {
    const waiting = patience.wait(HOUR, stays);
    wakeUps.tell();
    await waiting;
    expect(woken).toBe(turn);
  }
  patience.end();
  expect(wakeUps.count()).toBe(0);
});

test('an abort ends a wait as an abort', async () => {
  const controller = new AbortController();
  const { signal } = controller;
  const patience = createPatience({ clock: systemClock, signal, wakeUps: undefined, onWake: () => undefined });
  const waiting = patience.wait(HOUR, stays);
  controller.abort();
  await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
});

test('one that is sent away waits no longer', async () => {
  const { signal } = new AbortController();
  const patience = createPatience({ clock: systemClock, signal, wakeUps: undefined, onWake: () => undefined });
  const lane = new AbortController();
  const waiting = patience.wait(HOUR, lane.signal);
  lane.abort();
  await expect(waiting).resolves.toBeUndefined();
});
