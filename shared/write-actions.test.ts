import { expect, test } from 'vitest';
import { offersWriteActions } from './write-actions.ts';

test.each([
  [undefined, 'prod', false],
  [undefined, 'other', true],
  ['offered', 'prod', true],
  ['hidden', 'other', false],
] as const)('chosen %s for a profile marked %s: offered %s', (choice, environment, isOffered) => {
  const writeActions = choice === undefined ? {} : { p1: choice };
  expect(offersWriteActions({ writeActions }, { id: 'p1', environment })).toBe(isOffered);
});
