import { describe, expect, test } from 'vitest';
import { backupNameProblem, suggestedBackupName } from './backup-names.ts';

const AT = new Date(2026, 10, 4, 6, 5, 9);

describe('a name', () => {
  test.each([
    ['', 'required'],
    ['short', 'tooShort'],
    ['before release', 'notInBackupNames'],
    ['升级前的备份', 'notInBackupNames'],
    ['a.b.c.d', 'notInBackupNames'],
    ['x'.repeat(64), 'tooLong'],
    ['sixsix', undefined],
    ['Before_release-2', undefined],
    ['x'.repeat(63), undefined],
  ])('%s: %s', (name, problem) => expect(backupNameProblem(name)).toBe(problem));
});

describe('the suggestion', () => {
  test.each([
    ['orders-prod', 'orders-prod-20261104-060509'],
    ['Größe & Maß', 'Gro-e-Ma-20261104-060509'],
    ['订单缓存', 'backup-20261104-060509'],
    ['🚀', 'backup-20261104-060509'],
    ['', 'backup-20261104-060509'],
  ])('for %s is %s', (instanceName, name) => {
    expect(suggestedBackupName(instanceName, AT)).toBe(name);
  });

  test('keeps to the rules whatever the instance is called', () => {
    for (const name of ['n'.repeat(200), 'שרת-הזמנות', '--', `${'n'.repeat(46)}-x`]) {
      expect(backupNameProblem(suggestedBackupName(name, AT))).toBeUndefined();
    }
  });
});
