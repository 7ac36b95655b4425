import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { KeptReport } from '#shared/models/kept-report.ts';
import { saveComparison, type SaveComparison } from './comparison-export.ts';
import { describeFile } from './report-store.ts';
import { reportOf, writeRdb } from './test-reports.ts';

let folder = '';
const kept = new Map<string, KeptReport>();

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'comparison-export-'));
  const files = { old: ['order:1', 'cart:1'], new: ['order:1', 'order:2', '=formula'] };
  for (const [id, keys] of Object.entries(files)) {
    const file = await writeRdb(folder, `${id}.rdb`, keys);
    const source = { kind: 'file' } as const;
    // Made one after the other, whatever the clock of the disk says.
    const facts = { ...(await describeFile(file)), modifiedAt: id === 'old' ? 1 : 2 };
    kept.set(id, { id, file: facts, source, checkedAt: 5, report: reportOf(file) });
  }
});
afterEach(() => rmSync(folder, { recursive: true }));

const names: string[] = [];
async function saved(request: Partial<SaveComparison>, target = path.join(folder, 'saved.csv')): Promise<string> {
  const get = async (id: string): Promise<KeptReport> => {
    const found = kept.get(id);
    if (found === undefined) throw new Error('unknown');
    return found;
  };
  const chooseTarget = (name: string): Promise<string> => {
    names.push(name);
    return Promise.resolve(target);
  };
  writeFileSync(path.join(folder, 'saved.csv'), 'untouched');
  const wish = { reportIds: ['old', 'new'], table: 'prefixes', hidesNames: false, ...request } as const;
  const told = await saveComparison({ reports: { get }, chooseTarget }, wish);
  expect(told.fileName).toBe(target === '' ? '' : 'saved.csv');
  return readFileSync(path.join(folder, 'saved.csv'), 'utf8');
}

test('a table is saved in numbers that programs read, under the name of the newer file', async () => {
  const lines = (await saved({ table: 'prefixes' })).trimEnd().split('\r\n');
  expect(lines[0]).toBe('\ufeffprefix,keys_before,keys_after,size_bytes_before,size_bytes_after');
  expect(lines).toContainEqual(expect.stringMatching(/^"order:",1,2,\d+,\d+$/u));
  expect(lines).toContainEqual(expect.stringMatching(/^"cart:",1,0,\d+,0$/u));
  expect(names.at(-1)).toBe('new.rdb-changes.csv');
});

test('every table can be saved; what is not known is an empty cell, and no key becomes a formula', async () => {
  expect(await saved({ table: 'databases' })).toMatch(/^0,2,3,\d+,\d+\r$/mu);
  expect(await saved({ table: 'types' })).toMatch(/^string,string,2,3,\d+,\d+\r$/mu);
  expect(await saved({ table: 'biggestKeys' })).toMatch(/^"'=formula",0,string,,\d+\r$/mu);
});

test('with names hidden there is no word of a key in it', async () => {
  for (const table of ['prefixes', 'biggestKeys'] as const) {
    expect(await saved({ table, hidesNames: true })).not.toMatch(/order|cart|formula/u);
  }
});

test('where the user backs out nothing is written', async () => {
  expect(await saved({}, '')).toBe('untouched');
});
