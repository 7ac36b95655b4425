import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const repository = path.resolve(import.meta.dirname, '..');
const page = readFileSync(path.join(repository, 'docs/security.md'), 'utf8');

/** The tests that docs/security.md names, as a file and words from the test's title. */
function namedTests(): { file: string; words: string }[] {
  const rows = page.split('\n').filter((line) => /^\| T\d/u.test(line));
  return rows.flatMap((row) => {
    const tests = row.split('|').at(-2) ?? '';
    return tests.split('<br>').map((named) => {
      const [, file = '', words = ''] = /^\s*`([^`]+)`: (.+?)\s*$/u.exec(named) ?? [];
      return { file, words };
    });
  });
}

it('the table of threats covers each row and names a test for it', () => {
  const rows = [...page.matchAll(/^\| T(\d+) /gmu)].map(([, number]) => Number(number));
  expect(rows).toEqual(Array.from({ length: 19 }, (_, at) => at + 1));
});

it.each(namedTests())('the table of threats is right that there is a test in $file: $words', ({ file, words }) => {
  expect(readFileSync(path.join(repository, file), 'utf8')).toContain(words);
});
