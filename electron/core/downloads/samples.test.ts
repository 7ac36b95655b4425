import { expect, test } from 'vitest';
import { sampleSegments } from './samples.ts';

const received = [
  { start: 0, end: 1_000_000 },
  { start: 8_388_608, end: 9_388_608 },
];

test.each<[number, number, number]>([
  [0, 0, 65_536],
  [0.25, 500_000, 565_536],
  [0.499_999_9, 999_999, 1_000_000],
  [0.5, 8_388_608, 8_454_144],
  [0.999_999_9, 9_388_607, 9_388_608],
])('at %d of what is there it compares from %i to %i', (part, start, end) => {
  const samples = sampleSegments(received, () => part);
  expect(samples).toHaveLength(4);
  expect(samples[0]).toMatchObject({ start: 0, next: 65_536, end: 65_536 });
  expect(samples[1]).toMatchObject({ start, next: end, end });
});

test('of nothing there is no sample', () => {
  expect(sampleSegments([], () => 0)).toEqual([]);
});
