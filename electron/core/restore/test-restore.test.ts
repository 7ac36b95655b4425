import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { KeptReport } from '#shared/models/kept-report.ts';
import type { RestoreProgress } from '#shared/models/test-restore.ts';
import { systemClock as clock } from '../clock.ts';
import { expiryAt, concatBytes, rdbString } from '../practice/rdb/encoding.ts';
import { keyRecord, rdbFile } from '../rdb/test-rdb.ts';
import { EVERY_TYPE, startTestRedis } from '../rdb/test-redis.ts';
import { describeFile } from '../reports/report-store.ts';
import { reportOf } from '../reports/test-reports.ts';
import { findServers } from './find-servers.ts';
import { createTestRestore, type TestRestore, type TestRestoreOptions } from './test-restore.ts';

const hasRedis = spawnSync('redis-server', ['--version']).status === 0;
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const DAY_MS = 86_400_000;

let folder = '';
let temporaryFolder = '';
let kept: KeptReport;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'try-'));
  temporaryFolder = path.join(folder, 'tmp');
  mkdirSync(temporaryFolder);
});
afterEach(() => {
  // Nothing may be left behind: this fails where there is.
  rmdirSync(temporaryFolder);
  rmSync(folder, { recursive: true });
});

/** A test restore that knows one report: of the file that was kept last. */
function testRestoreWith(options: Partial<TestRestoreOptions> = {}): TestRestore {
  return createTestRestore({
    reports: { get: () => Promise.resolve(kept) },
    clock,
    logger: quiet,
    findServers: () => findServers({ platform: process.platform, searchPath: process.env['PATH'] ?? '' }),
    freeBytes: () => 1e12,
    temporaryFolder,
    onProgress: () => undefined,
    ...options,
  });
}

async function keep(bytes: Uint8Array): Promise<string> {
  const file = path.join(folder, 'backup.rdb');
  writeFileSync(file, bytes);
  await keepFile(file);
  return file;
}
async function keepFile(file: string): Promise<void> {
  kept = {
    id: 'report',
    file: await describeFile(file),
    source: { kind: 'file' },
    checkedAt: clock.now(),
    report: reportOf(file),
  };
}
const text = (key: string): Uint8Array => keyRecord(0, key, rdbString('value'));
/** A program that says it is a Redis and then does what the script says. */
async function fakeServer(script: string): Promise<Partial<TestRestoreOptions>> {
  const bin = path.join(folder, 'bin');
  mkdirSync(bin);
  const file = path.join(bin, 'redis-server');
  writeFileSync(file, `#!/bin/sh\n[ "$1" = --version ] && echo 'Redis server v=7.0.15 sha=0' && exit\n${script}\n`);
  chmodSync(file, 0o755);
  const servers = await findServers({ platform: 'linux', searchPath: bin, usualFolders: [] });
  return { findServers: () => Promise.resolve(servers) };
}

describe.skipIf(!hasRedis)('a real server', () => {
  it('loads a good backup and has the keys that the check counted', async () => {
    const writer = await startTestRedis(folder, 'written');
    writer.send(EVERY_TYPE);
    writer.save();
    await writer.stop();
    await keepFile(writer.file);
    const before = statSync(writer.file);
    const result = await testRestoreWith().run('1', 'report', false);
    expect(result).toMatchObject({ outcome: 'loaded', isAsExpected: true, server: { product: 'redis' } });
    const databases = result.outcome === 'loaded' ? result.databases : [];
    expect(databases.map(({ database, loaded, expected }) => [database, loaded - expected])).toEqual([
      [0, 0],
      [3, 0],
      [15, 0],
    ]);
    const after = statSync(writer.file);
    expect([after.mtimeMs, after.size, after.ino]).toEqual([before.mtimeMs, before.size, before.ino]);
  });

  it('drops keys that have expired, which is as it should be', async () => {
    const expired = concatBytes(expiryAt(Date.now() - DAY_MS), text('gone'));
    const alive = concatBytes(expiryAt(Date.now() + DAY_MS), text('alive'));
    await keep(rdbFile('REDIS0010', [expired, alive, text('stays')]));
    expect(await testRestoreWith().run('1', 'report', false)).toMatchObject({
      outcome: 'loaded',
      isAsExpected: true,
      expiredKeys: 1,
      databases: [{ database: 0, expected: 2, loaded: 2 }],
    });
  });

  it('has as many databases as the file needs', async () => {
    await keep(rdbFile('REDIS0010', [Uint8Array.of(254, 40), text('far')]));
    expect(await testRestoreWith().run('1', 'report', false)).toMatchObject({
      outcome: 'loaded',
      isAsExpected: true,
      databases: [{ database: 40, loaded: 1 }],
    });
  });

  it('refuses what is damaged, in its own words and without the names of keys', async () => {
    await keep(rdbFile('REDIS0010', [text('secret-name'), text('secret-name')]));
    const result = await testRestoreWith().run('1', 'report', false);
    expect(result).toMatchObject({ outcome: 'refused', wasKilled: false });
    const words = result.outcome === 'refused' ? result.words.join('\n') : '';
    expect(words).toContain('dup');
    expect(words).not.toContain('secret');
  });

  it('refuses a version above its own and says which', async () => {
    await keep(rdbFile('REDIS0015', [text('key')]));
    expect(await testRestoreWith().plan('report')).toMatchObject({ isServerSuitable: false });
    const result = await testRestoreWith().run('1', 'report', false);
    expect(result).toMatchObject({ outcome: 'refused', isServerSuitable: false });
    expect(result.outcome === 'refused' && result.words.join()).toContain("Can't handle RDB format version 15");
  });

  it('refuses a file that was cut and one of which a bit turned', async () => {
    const whole = rdbFile('REDIS0010', [text('a'), text('b')]);
    for (const bad of [whole.subarray(0, -12), whole.map((byte, at) => (at === 20 ? byte ^ 1 : byte))]) {
      await keep(bad);
      expect(await testRestoreWith().run('1', 'report', false)).toMatchObject({ outcome: 'refused' });
    }
  });

  it('is not started when that was taken back before, and ends at once when it is taken back at work', async () => {
    await keep(rdbFile('REDIS0010', [text('key')]));
    const testRestore = testRestoreWith(await fakeServer('exec sleep 60'));
    const running = testRestore.run('mine', 'report', false);
    const waiting = testRestore.run('next', 'report', false);
    testRestore.cancel('next');
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
    await expect.poll(() => readdirSync(temporaryFolder)).toHaveLength(1);
    testRestore.cancel('mine');
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('ends with the app', async () => {
    await keep(rdbFile('REDIS0010', [text('key')]));
    const testRestore = testRestoreWith(await fakeServer('exec sleep 60'));
    const running = testRestore.run('mine', 'report', false);
    await expect.poll(() => readdirSync(temporaryFolder)).toHaveLength(1);
    await Promise.all([expect(running).rejects.toMatchObject({ code: 'cancelled' }), testRestore.close()]);
  });
});

describe('a server that misbehaves', () => {
  it('and is killed is told apart from one that refuses', async () => {
    await keep(rdbFile('REDIS0010', [text('key')]));
    const result = await testRestoreWith(await fakeServer('kill -9 $$')).run('1', 'report', false);
    expect(result).toMatchObject({ outcome: 'refused', wasKilled: true });
  });

  it('gets nothing of our environment, and the backup by a link only', async () => {
    process.env['MADE_UP_SECRET'] = 'must-not-travel';
    const file = await keep(rdbFile('REDIS0010', [text('key')]));
    const seen = path.join(folder, 'seen');
    const look = `{ env; echo "$@"; pwd; readlink dump.rdb; stat -c %a .; } > ${seen}; exit 1`;
    await testRestoreWith(await fakeServer(look)).run('1', 'report', false);
    delete process.env['MADE_UP_SECRET'];
    const words = readFileSync(seen, 'utf8');
    expect(words).not.toContain('must-not-travel');
    expect(words).toContain('--port 0');
    expect(words).toContain(`\n${file}\n700\n`);
  });
});

describe('before a server is started', () => {
  it('memory that may not be enough is asked about, and nothing starts without a yes', async () => {
    await keep(rdbFile('REDIS0010', [text('key')]));
    const testRestore = testRestoreWith({ ...(await fakeServer('exit 1')), freeBytes: () => 10 });
    expect(await testRestore.plan('report')).toMatchObject({ isMemoryTight: true, wantedBytes: null, freeBytes: 10 });
    await expect(testRestore.run('1', 'report', false)).rejects.toMatchObject({ code: 'memoryTight' });
    expect(await testRestore.run('1', 'report', true)).toMatchObject({ outcome: 'refused' });
  });

  it('a machine without a server, a file that changed and a file that is gone are said', async () => {
    const file = await keep(rdbFile('REDIS0010', [text('key')]));
    const without = testRestoreWith({ findServers: () => Promise.resolve([]) });
    expect(await without.plan('report')).toMatchObject({ server: null });
    await expect(without.run('1', 'report', false)).rejects.toMatchObject({ code: 'restoreServerMissing' });
    writeFileSync(file, 'something else');
    await expect(testRestoreWith().run('1', 'report', false)).rejects.toMatchObject({ code: 'fileChanged' });
    rmSync(file);
    await expect(testRestoreWith().run('1', 'report', false)).rejects.toMatchObject({ code: 'fileGone' });
  });

  it('a file of which nothing was read is not tried', async () => {
    await keep(Buffer.from('<html></html>'));
    await expect(testRestoreWith().run('1', 'report', false)).rejects.toMatchObject({ code: 'restoreNotChecked' });
  });
});

describe.skipIf(!hasRedis)('a large backup', () => {
  it('shows how far loading is', async () => {
    const writer = await startTestRedis(folder, 'large', ['--rdbcompression', 'no']);
    writer.send([`EVAL "for i=1,80 do redis.call('SET','key:'..i,string.rep('x',1000000)) end" 0`]);
    writer.save();
    await writer.stop();
    await keepFile(writer.file);
    const seen: RestoreProgress[] = [];
    const slow = { ...clock, sleep: (_ms: number, signal?: AbortSignal) => clock.sleep(5, signal) };
    const onProgress = (_id: string, progress: RestoreProgress): void => void seen.push(progress);
    const result = await testRestoreWith({ clock: slow, onProgress }).run('1', 'report', false);
    expect(result).toMatchObject({ outcome: 'loaded', isAsExpected: true });
    expect(seen.some(({ loadedBytes, totalBytes }) => loadedBytes > 0 && loadedBytes <= totalBytes)).toBe(true);
  });
});

describe.skipIf(!hasRedis)('what a killed app left behind', () => {
  it('is cleared at the next start, its server too; what others are at work on stays', async () => {
    await keep(rdbFile('REDIS0010', [text('key')]));
    const gone = spawn('true');
    await once(gone, 'exit');
    const leftover = mkdtempSync(path.join(temporaryFolder, 'backhaul-restore-'));
    writeFileSync(path.join(leftover, 'owner'), `${gone.pid}`);
    const orphan = spawn(
      'redis-server',
      ['--port', '0', '--unixsocket', path.join(leftover, 'socket'), '--dir', leftover],
      {
        stdio: 'ignore',
      },
    );
    try {
      const ended = once(orphan, 'exit');
      await expect.poll(() => readdirSync(leftover)).toContain('socket');
      const ofAnother = mkdtempSync(path.join(temporaryFolder, 'backhaul-restore-'));
      writeFileSync(path.join(ofAnother, 'owner'), `${process.pid}`);
      await testRestoreWith().run('1', 'report', false);
      await ended;
      expect(readdirSync(temporaryFolder)).toEqual([path.basename(ofAnother)]);
      rmSync(ofAnother, { recursive: true });
    } finally {
      orphan.kill('SIGKILL');
    }
  });
});
