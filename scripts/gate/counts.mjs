/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 */

/**
 * What a step adds to the sum. A step that failed without a failed test of its own (a file that could not be loaded, a
 * report that was never written, a time limit) still counts as one failure, and a step without tests counts as one.
 *
 * @param {Counts | undefined} tests What the test runner reported, for the steps that run tests.
 * @param {boolean} isOk Whether the step as a whole went well.
 * @returns {Counts}
 */
export function countStep(tests, isOk) {
  if (!tests) return { passed: isOk ? 1 : 0, failed: isOk ? 0 : 1, skipped: 0 };
  return { ...tests, failed: isOk ? tests.failed : Math.max(tests.failed, 1) };
}

/**
 * @param {readonly Counts[]} counts
 * @returns {Counts}
 */
export function addUp(counts) {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const { passed, failed, skipped } of counts) {
    sum.passed += passed;
    sum.failed += failed;
    sum.skipped += skipped;
  }
  return sum;
}

/**
 * @param {string} text Vitest's JSON report, or nothing.
 * @returns {Counts}
 */
export function countVitest(text) {
  const report = parseReport(text);
  return {
    passed: numberIn(report, 'numPassedTests'),
    failed: numberIn(report, 'numFailedTests'),
    skipped: numberIn(report, 'numPendingTests') + numberIn(report, 'numTodoTests'),
  };
}

/**
 * @param {string} text Playwright's JSON report, or nothing. A test that passed only when retried counts as failed.
 * @returns {Counts}
 */
export function countPlaywright(text) {
  const stats = parseReport(text)['stats'] ?? {};
  return {
    passed: numberIn(stats, 'expected'),
    failed: numberIn(stats, 'unexpected') + numberIn(stats, 'flaky'),
    skipped: numberIn(stats, 'skipped'),
  };
}

/** @param {string} text @returns {Record<string, unknown>} */
function parseReport(text) {
  try {
    const report = JSON.parse(text);
    return typeof report === 'object' && report !== null ? report : {};
  } catch {
    return {};
  }
}

/** @param {object} record @param {string} key */
function numberIn(record, key) {
  /** @type {unknown} */
  const value = Reflect.get(record, key);
  return typeof value === 'number' ? value : 0;
}
