import { describe, expect, it } from 'vitest';
import { addUp, countPlaywright, countStep, countVitest } from './counts.mjs';

describe('what a step of the gate counts', () => {
  it('is one when it has no tests of its own', () => {
    expect(countStep(undefined, true)).toEqual({ passed: 1, failed: 0, skipped: 0 });
    expect(countStep(undefined, false)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  it('is its tests when it has some', () => {
    expect(countStep({ passed: 5, failed: 2, skipped: 1 }, false)).toEqual({ passed: 5, failed: 2, skipped: 1 });
  });

  it('is at least one failure when the step failed although no test of it did', () => {
    expect(countStep({ passed: 5, failed: 0, skipped: 0 }, false).failed).toBe(1);
  });

  it('adds up over the steps', () => {
    const sum = addUp([
      { passed: 1, failed: 0, skipped: 2 },
      { passed: 40, failed: 3, skipped: 0 },
    ]);
    expect(sum).toEqual({ passed: 41, failed: 3, skipped: 2 });
  });
});

describe('the reports', () => {
  it('of Vitest give passed, failed, and skipped with the ones still to be written', () => {
    const report = { numPassedTests: 7, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1, success: false };
    expect(countVitest(JSON.stringify(report))).toEqual({ passed: 7, failed: 1, skipped: 3 });
  });

  it('of Playwright count a test that only passed when retried as failed', () => {
    const report = { stats: { expected: 9, unexpected: 1, flaky: 1, skipped: 4 } };
    expect(countPlaywright(JSON.stringify(report))).toEqual({ passed: 9, failed: 2, skipped: 4 });
  });

  it.each(['', 'not JSON', 'null', '{}'])('that were never properly written (%j) count nothing', (text) => {
    expect(countVitest(text)).toEqual({ passed: 0, failed: 0, skipped: 0 });
    expect(countPlaywright(text)).toEqual({ passed: 0, failed: 0, skipped: 0 });
  });
});
