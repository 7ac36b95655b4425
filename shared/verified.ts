import type { Check } from './models/download.ts';

/**
 * Whether the evidence makes a finished file one to rely on: as long as announced, and read to its end as a database.
 * What could not be compared, such as an ETag of another form, does not stand in the way.
 */
export function isVerified(checks: readonly Check[]): boolean {
  const hasPassed = (name: Check['name']): boolean =>
    checks.some((check) => check.name === name && check.outcome === 'passed');
  return hasPassed('length') && hasPassed('structure') && checks.every(({ outcome }) => outcome !== 'failed');
}
