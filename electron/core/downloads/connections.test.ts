import { expect, test } from 'vitest';
import { afterBusy, afterMeasurement, FIRST_CONNECTIONS, type ConnectionsState } from './connections.ts';

const MB = 1_000_000;
const measured = (connections: number, megabytesPerSecond: number, more = {}) => ({
  now: 1000,
  connections,
  bytesPerSecond: megabytesPerSecond * MB,
  leftBytes: 10_000 * MB,
  isCrowded: false,
  ...more,
});
const growing = (wanted: number, connections: number, megabytesPerSecond: number): ConnectionsState => ({
  ...FIRST_CONNECTIONS,
  wanted,
  before: { connections, bytesPerSecond: megabytesPerSecond * MB },
  doubts: 2,
});

test.each<[string, ConnectionsState, ReturnType<typeof measured>, number]>([
  ['one alone is joined by all others', FIRST_CONNECTIONS, measured(1, 20), 6],
  ['what pays in full goes on growing', growing(3, 1, 20), measured(3, 60), 6],
  ['what pays a little goes on growing', growing(3, 1, 20), measured(3, 27), 6],
  ['what does not pay is given back', growing(3, 1, 20), measured(3, 21), 1],
  ['what costs is given back', growing(6, 3, 60), measured(6, 50), 3],
  ['what is there and measured again stays', growing(6, 6, 120), measured(6, 90), 6],
  ['not for a second that is left', FIRST_CONNECTIONS, measured(1, 150, { leftBytes: 100 * MB }), 1],
  ['not where one is as fast as this machine', FIRST_CONNECTIONS, measured(1, 400), 1],
  ['not where this process has no more time for bytes', FIRST_CONNECTIONS, measured(1, 20, { isCrowded: true }), 1],
  ['not while it was told to hold', { ...FIRST_CONNECTIONS, holdUntil: 1001 }, measured(1, 20), 1],
])('%s', (_name, state, measurement, wanted) => {
  expect(afterMeasurement(state, measurement, 6).wanted).toBe(wanted);
});

test('once or twice may be a hiccup; what pays in between clears the doubt', () => {
  const first = afterMeasurement({ ...growing(3, 1, 20), doubts: 0 }, measured(3, 20), 6);
  const second = afterMeasurement(first, measured(3, 20), 6);
  expect([first, second].map(({ wanted, doubts }) => [wanted, doubts])).toEqual([
    [3, 1],
    [3, 2],
  ]);
  expect(afterMeasurement(second, measured(3, 20), 6).wanted).toBe(1);
  expect(afterMeasurement(second, measured(3, 60), 6)).toMatchObject({ wanted: 6, doubts: 0 });
});

test('after giving back it waits before it tries again, longer each time', () => {
  const first = afterMeasurement(growing(3, 1, 20), measured(3, 20), 6);
  const second = afterMeasurement({ ...growing(3, 1, 20), holdMs: first.holdMs }, measured(3, 20), 6);
  expect([first.holdUntil, second.holdUntil]).toEqual([3000, 5000]);
  expect(afterMeasurement(first, measured(1, 20, { now: 3000 }), 6).wanted).toBe(6);
});

test('never more than it may', () => {
  expect(afterMeasurement(FIRST_CONNECTIONS, measured(1, 20), 2).wanted).toBe(2);
  expect(afterMeasurement(FIRST_CONNECTIONS, measured(1, 20), 1).wanted).toBe(1);
});

test('a busy server gets one connection less, for as long as it asks, and keeps at least one', () => {
  const state = afterBusy(growing(6, 3, 60), { now: 1000, connections: 6, retryAfterMs: 30_000 });
  expect(state).toMatchObject({ wanted: 5, holdUntil: 31_000 });
  expect(afterBusy(state, { now: 1000, connections: 1, retryAfterMs: null }).wanted).toBe(1);
});
