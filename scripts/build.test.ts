import { describe, expect, it } from 'vitest';
import { isBuildFresh } from './build.mjs';

describe('a build', () => {
  it('is fresh when it began after the last change', () => {
    expect(isBuildFresh({ builtAtMs: 2_000, newestSourceMs: 1_000 })).toBe(true);
  });

  it('is stale when something changed since, even while it ran', () => {
    expect(isBuildFresh({ builtAtMs: 2_000, newestSourceMs: 2_500 })).toBe(false);
  });

  it('that never succeeded is not fresh', () => {
    expect(isBuildFresh({ builtAtMs: undefined, newestSourceMs: 0 })).toBe(false);
  });
});
