import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NAME_TOKENS } from '#shared/download-rules.ts';
import { backupFileName } from './file-names.ts';
import { fillNameTemplate, parseNameTemplate, type NameValues } from './name-template.ts';
import { previewFileNames } from './preview-names.ts';

const values: NameValues = {
  profile: 'orders',
  instance: 'uredis-a',
  backup: 'b-1',
  shard: '',
  time: '20261124-090507',
};
const filled = (template: string, more: Partial<NameValues> = {}): string => {
  const parsed = parseNameTemplate(template);
  return 'parts' in parsed ? fillNameTemplate(parsed.parts, { ...values, ...more }) : parsed.problem;
};

test.each([
  ['{instance}_{backup}_{shard}_{time}', 'uredis-a_b-1_20261124-090507'],
  ['{shard}_{backup}', 'b-1'],
  ['{backup}_{shard}', 'b-1'],
  ['{backup} ({shard})', 'b-1 ()'],
  ['{profile} - {time}', 'orders - 20261124-090507'],
  ['nightly {backup}', 'nightly b-1'],
])('%s becomes %s', (template, name) => {
  expect(filled(template)).toBe(name);
});

test.each([
  ['', 'required'],
  ['   ', 'required'],
  ['{Backup}', 'unknownToken'],
  ['{}', 'unknownToken'],
  ['{backup', 'unbalancedBraces'],
  ['backup}', 'unbalancedBraces'],
  ['{{backup}', 'unbalancedBraces'],
  ['a/{backup}', 'notInFileNames'],
  ['{backup}\u202Etxt', 'notInFileNames'],
  ['{backup}?', 'notInFileNames'],
  [`{backup}${'x'.repeat(100)}`, 'tooLong'],
])('%j is refused: %s', (template, problem) => {
  expect(filled(template)).toBe(problem);
});

test('a shard that the template does not name is added, since only it tells the files apart', () => {
  expect(previewFileNames('{backup}', 'orders', 0).names).toEqual([
    'a75aaaa9-d9e1-4d38-8f0e.rdb',
    'a75aaaa9-d9e1-4d38-8f0e_block-1.rdb',
  ]);
  expect(previewFileNames('{nobody}', 'orders', 0)).toEqual({ names: [], problem: 'unknownToken' });
});

const ref = {
  profileId: 'p',
  projectId: '',
  regionId: 'cn-bj2',
  zoneId: '',
  kind: 'masterReplica',
  isCrossZone: false,
  slaveZoneId: '',
  isCrossRegion: false,
} as const;

test('with any template and any values a name is short, whole, visible and taken by every file system', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 120 }),
    fc.string({
      unit: fc.constantFrom(...'./\\:*?"<>| ~-{}\u0000\u202E\u200B\uD83Dconaux1é'.split('')),
      maxLength: 40,
    }),
  );
  const template = fc.oneof(
    text,
    fc
      .array(
        fc.oneof(
          fc.constantFrom(...NAME_TOKENS).map((token) => `{${token}}`),
          fc.constantFrom('_', '-', ' ', 'x'),
        ),
        {
          maxLength: 10,
        },
      )
      .map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(template, text, text, text, text, (template, profileName, instanceId, backupId, shardId) => {
      const name = backupFileName({ ...ref, instanceId, backupId, shardId }, { template, profileName, at: 0 });
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(120);
      expect(name).toMatch(/\.rdb$/u);
      expect(name).not.toMatch(/[<>:"/\\|?*\p{Cc}\p{Cf}]|^[.\-~\s]|[. ]\.rdb$/u);
      expect(name).not.toMatch(/^(?:con|prn|aux|nul|com\d|lpt\d)\./iu);
      expect(name.isWellFormed()).toBe(true);
    }),
    { numRuns: 3000 },
  );
});

test('values that are too long are cut, the longest first, so that the time and the backup stay readable', () => {
  const name = backupFileName(
    { ...ref, instanceId: 'uredis-a', backupId: 'a75aaaa9-d9e1-4d38-8f0e-5d3a1f2b7c90', shardId: '' },
    { template: '{profile}_{instance}_{backup}_{time}', profileName: '订单'.repeat(60), at: 0 },
  );
  expect(Buffer.byteLength(name)).toBeLessThanOrEqual(120);
  expect(name).toMatch(/^(?:订单|订)+_uredis-a_a75aaaa9-d9e1-4d38-8f0e-5d3a1f2b7c90_\d{8}-\d{6}\.rdb$/u);
});
