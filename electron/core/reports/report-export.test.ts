import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../clock.ts';
import { createReportExport, type ReportExport } from './report-export.ts';
import { createReportStore } from './report-store.ts';
import { reportOf, writeRdb } from './test-reports.ts';

describe('exporting a report', () => {
  let home = '';
  let reportId = '';
  let target = '';
  let suggested: string[] = [];
  let exporting: ReportExport;

  beforeEach(async () => {
    home = await mkdtemp(path.join(tmpdir(), 'report-export-'));
    suggested = [];
    const reports = createReportStore({
      folder: path.join(home, 'reports'),
      clock: systemClock,
      newId: () => 'one',
      onChange: () => undefined,
    });
    const file = await writeRdb(home, 'orders.rdb', ['patient:mallory:1', '=cmd', 'plain']);
    reportId = (await reports.keep({ path: file, source: { kind: 'file' }, report: reportOf(file) })).id;
    target = path.join(home, 'saved');
    exporting = createReportExport({
      reports,
      chooseTarget: (name, extension) => {
        suggested.push(`${name} (${extension})`);
        return Promise.resolve(target);
      },
      appVersion: '1.2.3',
    });
  });
  afterEach(() => rm(home, { recursive: true }));

  const saved = (): Promise<string> => readFile(target, 'utf8');

  it('writes all of it as JSON, for this user only', async () => {
    const answer = await exporting.save({ reportId, what: 'json', hidesNames: false });
    expect(answer).toEqual({ fileName: 'saved', folder: home });
    expect(suggested).toEqual(['orders.rdb-report.json (json)']);
    expect((await stat(target)).mode & 0o777).toBe(0o600);
    expect(JSON.parse(await saved())).toMatchObject({
      format: 'backhaul-check-report',
      version: 1,
      writtenBy: 'Backhaul 1.2.3',
      file: { name: 'orders.rdb' },
      report: { rdb: { verdict: 'valid', keyCount: 3 }, summary: { keys: 3 } },
    });
  });

  it('writes its tables as CSV that makes no formula of a key', async () => {
    await exporting.save({ reportId, what: 'biggestKeys', hidesNames: false });
    expect(suggested).toEqual(['orders.rdb-biggest-keys.csv (csv)']);
    const [head, ...rows] = (await saved()).slice(1).trimEnd().split('\r\n');
    expect(head).toBe('key,database,type,encoding,elements,size_bytes,expires_at');
    expect(rows).toHaveLength(3);
    expect(rows.join('\n')).toContain(`"'=cmd",0,string,string,1,12,`);
    await exporting.save({ reportId, what: 'prefixes', hidesNames: false });
    expect(await saved()).toContain('"patient:mallory:",2,1,');
    for (const what of ['types', 'databases', 'lives', 'sizes'] as const) {
      await exporting.save({ reportId, what, hidesNames: false });
      expect((await saved()).trimEnd().split('\r\n').length).toBeGreaterThan(1);
    }
  });

  it('writes no word of a key where names are hidden', async () => {
    for (const what of ['json', 'biggestKeys', 'prefixes'] as const) {
      await exporting.save({ reportId, what, hidesNames: true });
      expect(await saved()).not.toMatch(/patient|mallory|cmd|plain/u);
    }
  });

  it('writes nothing when the user backs out', async () => {
    const before = await readdir(home);
    target = '';
    expect(await exporting.save({ reportId, what: 'json', hidesNames: false })).toEqual({ fileName: '', folder: '' });
    expect(await readdir(home)).toEqual(before);
  });

  it('saves a picture, and nothing else that is handed in as one', async () => {
    await exporting.savePicture({ reportId, name: 'types', svg: '<svg xmlns="http://www.w3.org/2000/svg"/>' });
    expect(suggested).toEqual(['orders.rdb-types.svg (svg)']);
    expect(await saved()).toContain('<svg');
    await expect(exporting.savePicture({ reportId, name: 'x', svg: '#!/bin/sh' })).rejects.toThrow('internal');
  });
});
