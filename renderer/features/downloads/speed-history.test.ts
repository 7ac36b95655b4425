import { expect, test } from 'vitest';
import { withSample, type SpeedSample } from './speed-history.ts';

test('a minute of samples is kept, one for each second', () => {
  let samples: readonly SpeedSample[] = [];
  for (let second = 0; second < 100; second += 1) {
    samples = withSample(samples, second, second * 10);
    expect(withSample(samples, second, 1)).toBe(samples);
  }
  expect(samples).toHaveLength(60);
  expect([samples[0], samples.at(-1)]).toEqual([
    { at: 40, bytesPerSecond: 400 },
    { at: 99, bytesPerSecond: 990 },
  ]);
});
