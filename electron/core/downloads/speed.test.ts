import { expect, test } from 'vitest';
import { advanceSpeed, readSpeed, startSpeed, type SpeedState } from './speed.ts';

/** Bytes arrive at a steady rate from second `from` to second `to`. */
function flow(state: SpeedState, from: number, to: number, bytesPerSecond: number): SpeedState {
  let next = state;
  const base = state.sampledBytes;
  for (let ms = 250; ms <= (to - from) * 1000; ms += 250) {
    next = advanceSpeed(next, from * 1000 + ms, base + (bytesPerSecond * ms) / 1000);
  }
  return next;
}

test('a steady flow is shown as it is, with the time it will take', () => {
  const state = flow(startSpeed(0, 0), 0, 10, 1000);
  expect(readSpeed(state, 10_000, 30_000)).toEqual({ bytesPerSecond: 1000, secondsLeft: 20 });
});

test('what was there before does not count as speed', () => {
  const state = flow(startSpeed(0, 1_000_000), 0, 10, 1000);
  expect(readSpeed(state, 10_000, null).bytesPerSecond).toBe(1000);
});

test('the time left is hidden during the first three seconds, without a total, and when it would be absurd', () => {
  const early = flow(startSpeed(0, 0), 0, 2, 1000);
  expect(readSpeed(early, 2000, 30_000).secondsLeft).toBeNull();
  const late = flow(early, 2, 5, 1000);
  expect(readSpeed(late, 5000, 30_000).secondsLeft).toBe(25);
  expect(readSpeed(late, 5000, null).secondsLeft).toBeNull();
  expect(readSpeed(late, 5000, 1e13).secondsLeft).toBeNull();
});

test('the speed follows a change within seconds, the time left more calmly', () => {
  const state = flow(flow(startSpeed(0, 0), 0, 20, 1000), 20, 24, 2000);
  const { bytesPerSecond, secondsLeft } = readSpeed(state, 24_000, 128_000);
  expect(bytesPerSecond).toBeGreaterThan(1700);
  expect(bytesPerSecond).toBeLessThan(1800);
  expect(secondsLeft).toBeGreaterThan(70);
});

test('after three seconds of silence there is no speed and no guess', () => {
  const state = flow(startSpeed(0, 0), 0, 10, 1000);
  expect(readSpeed(state, 12_900, 30_000).bytesPerSecond).toBeGreaterThan(0);
  expect(readSpeed(state, 13_000, 30_000)).toEqual({ bytesPerSecond: 0, secondsLeft: null });
});

test.each([
  [42, 42],
  [123, 125],
  [1234, 1260],
])('%i seconds left are shown as %i', (seconds, shown) => {
  const state = flow(startSpeed(0, 0), 0, 10, 1000);
  expect(readSpeed(state, 10_000, 10_000 + seconds * 1000).secondsLeft).toBe(shown);
});
