import { expect, test } from 'vitest';
import { troubleIn } from './server-words.ts';

const logOf = (...lines: string[]): string => lines.map((line) => `4242:M 24 Nov 2026 16:00:00.000 ${line}`).join('\n');

test('the cause is told, not the start before it nor the end after it', () => {
  const log = logOf(
    '# Server initialized',
    '# WARNING Memory overcommit must be enabled!',
    '* Loading RDB produced by version 7.0.15',
    "# Can't handle RDB format version 15",
    '# Fatal error loading the DB, check server logs. Exiting.',
  );
  expect(troubleIn(log)).toEqual(["Can't handle RDB format version 15"]);
});

test('where there is nothing but the end, that is told', () => {
  expect(troubleIn(logOf('# Fatal error loading the DB: Permission denied. Exiting.'))).toHaveLength(1);
});

test.each([
  ["RDB has duplicated key 'user:1's' in DB 0", 'RDB has duplicated key … in DB 0'],
  ['rdbLoadObject skipping empty key: user:1', 'rdbLoadObject skipping empty key: …'],
  [`[additional info] Reading key "user:1"`, '[additional info] Reading key …'],
  [
    "The RDB file contains module data I can't load: no matching module type 'ReJSON-RL'",
    "The RDB file contains module data I can't load: no matching module type 'ReJSON-RL'",
  ],
])('keys stay out of %j', (words, told) => {
  expect(troubleIn(logOf(`# ${words}`))).toEqual([told]);
});

test('much of it is cut', () => {
  const words = troubleIn(logOf(...Array.from({ length: 50 }, (_, at) => `# trouble ${at} ${'x'.repeat(500)}`)));
  expect(words).toHaveLength(6);
  expect(words.every(({ length }) => length <= 300)).toBe(true);
});
