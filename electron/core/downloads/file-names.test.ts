import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_NAME_TEMPLATE } from '#shared/download-rules.ts';
import { testRef } from '#shared/test-rows.ts';
import { backupFileName, nameKey, safeFileName, uniqueName } from './file-names.ts';

const ref = testRef({ zoneId: 'cn-bj2-02', instanceId: 'uredis-orders', backupId: '0a1b2c3d-9f' });
const at = new Date(2026, 10, 24, 9, 5, 7).getTime();
const named = { template: DEFAULT_NAME_TEMPLATE, profileName: 'orders', at };

test('a name says what the backup is of, and when', () => {
  expect(backupFileName(ref, named)).toBe('uredis-orders_0a1b2c3d-9f_20261124-090507.rdb');
  expect(backupFileName({ ...ref, instanceId: '' }, named)).toBe('backup_0a1b2c3d-9f_20261124-090507.rdb');
  expect(backupFileName({ ...ref, shardId: 'block-2' }, named)).toBe(
    'uredis-orders_0a1b2c3d-9f_block-2_20261124-090507.rdb',
  );
});

test.each([
  ['a/b\\c:d*e?f"g<h>i|j', 'a_b_c_d_e_f_g_h_i_j.rdb'],
  ['../../etc/passwd', '_.._etc_passwd.rdb'],
  ['.hidden', 'hidden.rdb'],
  ['-rf', 'rf.rdb'],
  ['name. . .', 'name.rdb'],
  ['', 'backup.rdb'],
  ['...', 'backup.rdb'],
  ['con', '_con.rdb'],
  ['COM1', '_COM1.rdb'],
  ['com1.x', '_com1.x.rdb'],
  ['lpt¹', '_lpt¹.rdb'],
  ['console', 'console.rdb'],
  ['a\u0000b\nc\u202Egnp', 'abcgnp.rdb'],
  ['zero\u200Bwidth\uFEFF', 'zerowidth.rdb'],
  ['e\u0301', '\u00e9.rdb'],
  ['备份 一', '备份 一.rdb'],
  ['half\uD83D', 'half\uFFFD.rdb'],
])('%j becomes %s', (stem, name) => {
  expect(safeFileName(stem, '.rdb')).toBe(name);
});

test('a long name is cut between characters and keeps its ending', () => {
  // A flag is two characters, each of which alone is a letter in a box.
  const name = safeFileName('🇨🇳'.repeat(20), '_20261124-090507.rdb');
  expect(name).toMatch(/^(?:🇨🇳)+_20261124-090507\.rdb$/u);
  expect(Buffer.byteLength(name)).toBeLessThanOrEqual(120);
});

const platforms = {
  windows: (name: string) =>
    path.win32.basename(name) === name &&
    !/[<>:"/\\|?*]/u.test(name) &&
    !/[. ]$/u.test(name) &&
    !/^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/iu.test(name),
  macos: (name: string) =>
    path.posix.basename(name) === name &&
    !name.includes(':') &&
    name === name.normalize('NFC') &&
    !name.startsWith('.'),
  linux: (name: string) => path.posix.basename(name) === name && !name.includes('\0') && !name.startsWith('-'),
};

const stems = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.string({ unit: fc.constantFrom(...'./\\:*?"<>| ~-\u0000\u202E\u200B\uD83Dconaux1é'.split('')), maxLength: 40 }),
  fc
    .tuple(fc.constantFrom('con', 'PRN', 'aux', 'nul', 'COM1', 'lpt9'), fc.string({ maxLength: 5 }))
    .map((all) => all.join('')),
);

test.each(Object.entries(platforms))('10,000 names are good ones on %s', (_platform, isGood) => {
  fc.assert(
    fc.property(stems, fc.constantFrom('.rdb', '_20261124-090507.rdb'), (stem, ending) => {
      const name = safeFileName(stem, ending);
      expect(isGood(name)).toBe(true);
      expect(name.endsWith(ending)).toBe(true);
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(120);
      expect(/[\p{Cc}\p{Cf}]/u.test(name)).toBe(false);
      expect(name.isWellFormed()).toBe(true);
      expect(safeFileName(name.slice(0, -ending.length), ending)).toBe(name);
    }),
    { numRuns: 10_000 },
  );
});

test('a taken name gets a number before its extension', () => {
  const taken = new Set(['a.rdb', 'a (2).rdb']);
  expect(uniqueName('a.rdb', (name) => taken.has(name))).toBe('a (3).rdb');
  expect(uniqueName('b.rdb', (name) => taken.has(name))).toBe('b.rdb');
  const long = `${'x'.repeat(116)}.rdb`;
  const numbered = uniqueName(long, (name) => name === long);
  expect(numbered).toMatch(/x \(2\)\.rdb$/u);
  expect(Buffer.byteLength(numbered)).toBeLessThanOrEqual(120);
});

test('a long name that is taken keeps the whole time when it gets its number', () => {
  const long = backupFileName({ ...ref, instanceId: 'x'.repeat(88) }, named);
  for (const number of [2, 10, 999]) {
    const asked: string[] = [];
    const numbered = uniqueName(long, (name) => asked.push(name) < number);
    expect(numbered).toMatch(new RegExp(`_0a1b2c3d-9f_20261124-090507 \\(${number}\\)\\.rdb$`, 'u'));
    expect(Buffer.byteLength(numbered)).toBeLessThanOrEqual(120);
  }
});

test('names that differ in case or composition only have the same key', () => {
  expect(nameKey('Backup-É.RDB')).toBe(nameKey('backup-e\u0301.rdb'));
});
