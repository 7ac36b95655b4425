import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ReportSource } from '#shared/models/kept-report.ts';
import { testRef } from '#shared/test-rows.ts';
import { createReportStore, type ReportStore } from './report-store.ts';
import { reportOf, writeRdb } from './test-reports.ts';

const NOW = Date.UTC(2026, 10, 24, 9);
const FILE = { kind: 'file' } as const;
const DOWNLOAD: ReportSource = {
  kind: 'download',
  downloadId: 'download-1',
  profileName: 'orders',
  ref: testRef({ zoneId: 'cn-bj2-02', instanceId: 'uredis-made-up', backupId: 'backup-made-up' }),
};

describe('kept reports', () => {
  let home = '';
  let changes = 0;
  let now = NOW;
  const folder = (): string => path.join(home, 'reports');
  const open = (mostReports = 200): ReportStore => {
    let count = 0;
    return createReportStore({
      folder: folder(),
      clock: { now: () => now, sleep: () => Promise.resolve() },
      newId: () => `report-${(count += 1)}`,
      onChange: () => (changes += 1),
      mostReports,
    });
  };
  const keep = async (store: ReportStore, name: string, keys: readonly string[], source: ReportSource = FILE) => {
    const file = await writeRdb(home, name, keys);
    return store.keep({ path: file, source, report: reportOf(file) });
  };

  beforeEach(async () => {
    home = await mkdtemp(path.join(tmpdir(), 'kept-reports-'));
    changes = 0;
    now = NOW;
  });
  afterEach(() => rm(home, { recursive: true }));

  it('are there after a restart, whole, the newest first', async () => {
    const store = open();
    const older = await keep(store, 'a.rdb', ['user:1', 'user:2']);
    now += 1000;
    await keep(store, 'b.rdb', ['x'], DOWNLOAD);
    expect(changes).toBe(2);
    const again = open();
    expect(await again.list()).toMatchObject([
      { source: DOWNLOAD, file: { name: 'b.rdb', folder: home }, checkedAt: NOW + 1000, keyCount: 1 },
      { id: older.id, source: FILE, verdict: 'valid', damage: null, keyCount: 2, presence: 'there' },
    ]);
    expect(await again.get(older.id)).toEqual(older);
  });

  it('are for this user’s eyes only', async () => {
    await keep(open(), 'a.rdb', ['x']);
    expect((await stat(folder())).mode & 0o777).toBe(0o700);
    const [name = ''] = await readdir(folder());
    expect((await stat(path.join(folder(), name))).mode & 0o777).toBe(0o600);
  });

  it('stand for one file and one content once', async () => {
    const store = open();
    const first = await keep(store, 'a.rdb', ['x'], DOWNLOAD);
    now += 1000;
    const second = await keep(store, 'a.rdb', ['x']);
    expect(second).toMatchObject({ id: first.id, checkedAt: NOW + 1000, source: DOWNLOAD });
    await keep(store, 'a.rdb', ['y']);
    await keep(store, 'other.rdb', ['x']);
    expect(await store.list()).toHaveLength(3);
  });

  it('make room for new ones, the oldest first', async () => {
    const store = open(2);
    for (const name of ['a', 'b', 'c']) {
      now += 1000;
      await keep(store, name, [name]);
    }
    expect((await store.list()).map(({ file }) => file.name)).toEqual(['c', 'b']);
    expect(await readdir(folder())).toHaveLength(2);
  });

  it('say whether the file is still what was checked', async () => {
    const store = open();
    await keep(store, 'gone', ['a']);
    await keep(store, 'changed', ['b']);
    await keep(store, 'touched', ['c']);
    await rm(path.join(home, 'gone'));
    await writeFile(path.join(home, 'changed'), 'something else');
    await utimes(path.join(home, 'touched'), 1, 1);
    const presences = (await store.list()).map(({ file, presence }) => [file.name, presence]);
    expect(Object.fromEntries(presences)).toEqual({ gone: 'gone', changed: 'changed', touched: 'changed' });
  });

  it('are forgotten without the files they speak of', async () => {
    const store = open();
    const { id } = await keep(store, 'a.rdb', ['x']);
    await store.remove([id, 'unknown']);
    expect(await store.list()).toEqual([]);
    expect(await readdir(folder())).toEqual([]);
    await expect(store.get(id)).rejects.toMatchObject({ data: { code: 'reportNotFound' } });
    expect((await stat(path.join(home, 'a.rdb'))).isFile()).toBe(true);
  });

  it('are set aside where they are damaged, with the rest still read', async () => {
    const { id } = await keep(open(), 'a.rdb', ['x']);
    await writeFile(path.join(folder(), 'half.json'), '{"format":"backhaul-check-report","ver');
    const foreign = JSON.parse(await readFile(path.join(folder(), `${id}.json`), 'utf8')) as object;
    await writeFile(path.join(folder(), 'odd.json'), JSON.stringify({ ...foreign, id: 'odd', privateKey: 'made-up' }));
    await writeFile(path.join(folder(), '.backhaul-killed.part'), 'half');
    const store = open();
    expect((await store.list()).map((entry) => entry.id)).toEqual([id]);
    const aside = ['half.damaged-2026-11-24T09-00-00.json', 'odd.damaged-2026-11-24T09-00-00.json'];
    expect([...store.damagedFiles()].sort()).toEqual(aside);
    expect((await readdir(folder())).sort()).toEqual([...aside, `${id}.json`].sort());
    expect(await open().list()).toHaveLength(1);
  });

  it('are not of something that is no file', async () => {
    const store = open();
    const file = await writeRdb(home, 'a.rdb', ['x']);
    const report = reportOf(file);
    await mkdir(path.join(home, 'folder'));
    await expect(store.keep({ path: path.join(home, 'folder'), source: FILE, report })).rejects.toThrow('notAFile');
    await expect(store.keep({ path: path.join(home, 'none'), source: FILE, report })).rejects.toThrow('fileGone');
  });
});
