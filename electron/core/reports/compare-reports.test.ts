import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { KeptReport } from '#shared/models/kept-report.ts';
import { auxField, rdbString } from '../practice/rdb/encoding.ts';
import { keyRecord, rdbFile } from '../rdb/test-rdb.ts';
import { compareReports } from './compare-reports.ts';
import { describeFile } from './report-store.ts';
import { reportOf } from './test-reports.ts';

let folder = '';
const kept = new Map<string, KeptReport>();
const reports = {
  get: (id: string): Promise<KeptReport> => {
    const found = kept.get(id);
    return found === undefined ? Promise.reject(new Error('unknown')) : Promise.resolve(found);
  },
};

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'compare-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function keep(id: string, bytes: Uint8Array, modifiedSeconds = 1000): Promise<void> {
  const file = path.join(folder, `${id}.rdb`);
  writeFileSync(file, bytes);
  utimesSync(file, modifiedSeconds, modifiedSeconds);
  const source = { kind: 'file' } as const;
  kept.set(id, { id, file: await describeFile(file), source, checkedAt: 5, report: reportOf(file) });
}
const key = keyRecord(0, 'key', rdbString('value'));
const madeAt = (seconds: number): Uint8Array => rdbFile('REDIS0010', [auxField('ctime', `${seconds}`), key]);

test('the file that was made first is the one before, whichever is named first', async () => {
  await keep('new', madeAt(2000), 1);
  await keep('old', madeAt(1000), 2);
  for (const ids of [['old', 'new'] as const, ['new', 'old'] as const]) {
    const { before, after } = await compareReports(reports, ids);
    expect([before.reportId, after.reportId]).toEqual(['old', 'new']);
    expect(before).toMatchObject({ name: 'old.rdb', createdAt: 1_000_000, isPartial: false, product: 'redis' });
  }
});

test('where a file does not say when it was made, its folder does', async () => {
  await keep('new', rdbFile('REDIS0006', [key]), 2000);
  await keep('old', rdbFile('REDIS0006', [key]), 1000);
  expect(await compareReports(reports, ['new', 'old'])).toMatchObject({ before: { reportId: 'old', createdAt: null } });
});

test('a damaged file is compared as far as it was read, and says so; what is no backup is not compared', async () => {
  await keep('whole', madeAt(1000));
  await keep('cut', madeAt(2000).subarray(0, -12));
  expect(await compareReports(reports, ['whole', 'cut'])).toMatchObject({
    after: { reportId: 'cut', isPartial: true },
  });
  await keep('page', Buffer.from('<html></html>'));
  await expect(compareReports(reports, ['whole', 'page'])).rejects.toMatchObject({ code: 'reportNotComparable' });
});
