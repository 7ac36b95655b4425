import { expect, test } from 'vitest';
import type { ErrorCode } from '#shared/errors.ts';
import type { Check, DownloadState } from '#shared/models/download.ts';
import { actionsOf, completedWord, isSetAside, statusWord } from './states.ts';

const done = (...checks: Check[]): DownloadState => ({ status: 'done', checks, finishedAt: 1 });
const failed = (code: ErrorCode): DownloadState => ({ status: 'failed', error: { code, params: {}, retryable: true } });
const length: Check = { name: 'length', outcome: 'passed', reason: '' };
const structure: Check = { name: 'structure', outcome: 'passed', reason: '' };

test.each<[state: DownloadState, word: string, actions: string[]]>([
  [{ status: 'queued' }, 'queued', ['pause', 'cancel']],
  [{ status: 'checking' }, 'checking', ['pause', 'cancel']],
  [{ status: 'paused' }, 'paused', ['resume', 'cancel']],
  [done(length, structure), 'verified', ['showInFolder', 'dismiss']],
  [
    done(length, { ...structure, outcome: 'notComparable', reason: 'notUnderstood' }),
    'completed',
    ['showInFolder', 'dismiss'],
  ],
  [failed('timeout'), 'failed', ['retry', 'dismiss']],
  [failed('objectChanged'), 'failed', ['startOver', 'keepBoth', 'cancel']],
  [failed('backupDamaged'), 'failed', ['fetchAgain', 'showInFolder', 'dismiss']],
])('%j is called %s and offers %j', (state, word, actions) => {
  expect(statusWord({ state })).toBe(word);
  expect(actionsOf({ state })).toEqual(actions);
});

test('a timeline ends with the word of the state, by the checks told last', () => {
  const completed = { type: 'completed', at: 2 } as const;
  const checked = (...checks: Check[]) => ({ type: 'checked', at: 1, checks }) as const;
  expect(completedWord([checked(length, structure), completed])).toBe('verified');
  expect(completedWord([checked(length, structure), checked(length), completed])).toBe('completed');
  expect(completedWord([completed])).toBe('completed');
});

test('only a damaged file is kept aside', () => {
  expect(isSetAside({ state: failed('backupDamaged') })).toBe(true);
  expect(isSetAside({ state: failed('etagMismatch') })).toBe(false);
});
