import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FileCheck } from '#shared/models/kept-report.ts';
import { systemClock } from '../clock.ts';
import { startRunningCheck } from '../downloads/running-check.ts';
import { createRdbSource } from '../practice/rdb-writer.ts';
import type { CheckOptions } from '../rdb/check-file.ts';
import { createFileChecks, type FileChecks } from './file-checks.ts';
import { createReportStore, type ReportStore } from './report-store.ts';
import { writeRdb } from './test-reports.ts';

const MIB = 1_048_576;

describe('checks of files', () => {
  let home = '';
  let reports: ReportStore;
  let checks: FileChecks;
  let told: FileCheck[] = [];
  let removed: string[] = [];
  let begun: { file: string; options: CheckOptions }[] = [];

  beforeEach(async () => {
    home = await mkdtemp(path.join(tmpdir(), 'file-checks-'));
    told = [];
    removed = [];
    begun = [];
    let count = 0;
    const newId = (): string => `id-${(count += 1)}`;
    const onChange = (): void => undefined;
    reports = createReportStore({ folder: path.join(home, 'reports'), clock: systemClock, newId, onChange });
    checks = createFileChecks({
      reports,
      startCheck(file, options) {
        begun.push({ file, options });
        return startRunningCheck(file, options);
      },
      clock: systemClock,
      logger: {
        info: () => undefined,
        warn: () => undefined,
        error: (event) => {
          throw new Error(event);
        },
      },
      newId,
      onChange: (check) => told.push(check),
      onRemove: (id) => removed.push(id),
    });
  });
  afterEach(async () => {
    checks.close();
    await rm(home, { recursive: true });
  });

  const last = (id: string): FileCheck | undefined => told.findLast((check) => check.id === id);
  const statusOf = (id: string): string | undefined => last(id)?.state.status;
  const reportIdOf = async (id: string): Promise<string> => {
    await expect.poll(() => statusOf(id)).toBe('done');
    const state = last(id)?.state;
    return state?.status === 'done' ? state.reportId : '';
  };

  it('end in a report that is kept', async () => {
    const { id } = checks.start(await writeRdb(home, 'a.rdb', ['user:1', 'user:2']));
    const kept = await reports.get(await reportIdOf(id));
    expect(kept).toMatchObject({ file: { name: 'a.rdb' }, source: { kind: 'file' } });
    expect(kept.report).toMatchObject({ rdb: { verdict: 'valid', keyCount: 2 }, summary: { keys: 2 } });
    expect(kept.report.etag).not.toBeNull();
    expect(checks.snapshot()).toEqual([]);
  });

  it('tell what they could read of a damaged file', async () => {
    const file = path.join(home, 'damaged.rdb');
    const source = createRdbSource({ seed: 5, sizeBytes: MIB });
    await writeFile(file, source.read(0, MIB / 2));
    const kept = await reports.get(await reportIdOf(checks.start(file).id));
    expect(kept.report.rdb).toMatchObject({ verdict: 'corrupt', damage: { kind: 'truncated' } });
    expect(kept.report.summary?.keys).toBe(kept.report.rdb.keyCount);
  });

  it('tell that a file is no RDB, without a summary', async () => {
    const file = path.join(home, 'page.html');
    await writeFile(file, '<!doctype html><title>Sign in</title>');
    const { report } = await reports.get(await reportIdOf(checks.start(file).id));
    expect(report).toMatchObject({ rdb: { verdict: 'corrupt', damage: { kind: 'htmlPage' } }, summary: null });
  });

  it('run two at a time; the others wait for their turn', async () => {
    const files = await Promise.all(['a', 'b', 'c'].map((name) => writeRdb(home, name, [name])));
    const started = files.map((file) => checks.start(file));
    expect(started.map(({ state }) => state.status)).toEqual(['reading', 'reading', 'waiting']);
    for (const { id } of started) await reportIdOf(id);
    expect(await reports.list()).toHaveLength(3);
  });

  it('tell how far they are', async () => {
    const file = path.join(home, 'large.rdb');
    const source = createRdbSource({ seed: 1, sizeBytes: 96 * MIB });
    await writeFile(file, source.read(0, source.sizeBytes));
    const { id } = checks.start(file);
    await expect.poll(() => last(id)?.readBytes).toBeGreaterThan(0);
    expect(last(id)?.sizeBytes).toBe(source.sizeBytes);
    await reportIdOf(id);
  });

  it('stop when they are cancelled, and leave nothing behind', async () => {
    const file = path.join(home, 'large.rdb');
    const source = createRdbSource({ seed: 1, sizeBytes: 96 * MIB });
    await writeFile(file, source.read(0, source.sizeBytes));
    const first = checks.start(file);
    const second = checks.start(file);
    const third = checks.start(await writeRdb(home, 'small.rdb', ['x']));
    await expect.poll(() => begun.length).toBe(2);
    checks.cancel(first.id);
    checks.cancel(second.id);
    await reportIdOf(third.id);
    expect(removed).toEqual([first.id, second.id]);
    expect(await readdir(path.join(home, 'reports'))).toHaveLength(1);
    expect(checks.snapshot()).toEqual([]);
  });

  it('fail for what is no file, and stay on the list until they are taken off', async () => {
    await mkdir(path.join(home, 'folder'));
    const { id } = checks.start(path.join(home, 'folder'));
    const missing = checks.start(path.join(home, 'missing'));
    await expect.poll(() => [statusOf(id), statusOf(missing.id)]).toEqual(['failed', 'failed']);
    expect(checks.snapshot().map(({ state }) => state)).toMatchObject([
      { error: { code: 'notAFile' } },
      { error: { code: 'fileGone' } },
    ]);
    checks.cancel(id);
    expect(checks.snapshot()).toHaveLength(1);
  });

  it('look at the file of a report again, as deeply as asked', async () => {
    const file = await writeRdb(home, 'a.rdb', ['a/b', 'a/c']);
    const reportId = await reportIdOf(checks.start(file).id);
    const { id } = await checks.again(reportId, { isDeep: true, delimiter: '/' });
    expect(await reportIdOf(id)).toBe(reportId);
    expect(begun.at(-1)?.options).toEqual({ wantsEtag: true, isDeep: true, delimiter: '/' });
    const { report } = await reports.get(reportId);
    expect(report.rdb.depth).toBe('values');
    expect(report.summary?.prefixes.children).toMatchObject([{ name: 'a/', keys: 2 }]);
    const third = await checks.again(reportId, { isDeep: null, delimiter: null });
    await reportIdOf(third.id);
    expect(begun.at(-1)?.options).toEqual({ wantsEtag: true, isDeep: true, delimiter: '/' });
    await expect(checks.again('unknown', { isDeep: null, delimiter: null })).rejects.toMatchObject({
      data: { code: 'reportNotFound' },
    });
  });
});
