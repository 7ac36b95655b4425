import { createHash, randomBytes } from 'node:crypto';
import { appendFile, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkReport } from '#shared/models/check-report.ts';
import { rdbString } from '../practice/rdb/encoding.ts';
import { createRdbSource } from '../practice/rdb-writer.ts';
import { keyRecord, rdbFile } from '../rdb/test-rdb.ts';
import { createEtag } from '../us3/etag.ts';
import { startRunningCheck } from './running-check.ts';

const MIB = 1_048_576;

describe('a running check', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'running-check-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const etagOf = (bytes: Uint8Array): string => {
    const etag = createEtag();
    etag.update(bytes);
    return etag.digest();
  };
  const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

  it('tells the hashes of a file that grew while it was read', async () => {
    const file = path.join(folder, 'growing');
    const bytes = randomBytes(5 * MIB + 17);
    const check = startRunningCheck(file, { wantsEtag: true });
    await writeFile(file, '');
    for (let at = 0; at < bytes.length; at += MIB) {
      await appendFile(file, bytes.subarray(at, at + MIB));
      check.advance(Math.min(bytes.length, at + MIB));
    }
    const report = await check.finish(bytes.length);
    expect(report).toMatchObject({ sizeBytes: bytes.length, sha256: sha256Of(bytes), etag: etagOf(bytes) });
  });

  it('tells what an RDB file holds while it comes', async () => {
    const file = path.join(folder, 'backup.rdb');
    const source = createRdbSource({ seed: 3, sizeBytes: 3 * MIB });
    const check = startRunningCheck(file, { wantsEtag: false });
    await writeFile(file, source.read(0, 2 * MIB));
    check.advance(2 * MIB);
    await appendFile(file, source.read(2 * MIB, source.sizeBytes));
    const report = await check.finish(source.sizeBytes);
    expect(report.rdb).toMatchObject({ verdict: 'valid', crc: 'passed', keyCount: source.keyCount });
    expect(report.summary).toMatchObject({ keys: source.keyCount, functionLibraries: 1 });
    expect(checkReport.parse(report)).toEqual(report);
  });

  it('decodes every value of a file without a checksum', async () => {
    const file = path.join(folder, 'unprotected.rdb');
    await writeFile(file, rdbFile('REDIS0009', [keyRecord(0, 'key', rdbString('value'))], 'zero'));
    const report = await startRunningCheck(file, { wantsEtag: false }).finish((await stat(file)).size);
    expect(report.rdb).toMatchObject({ verdict: 'valid', crc: 'absent', depth: 'values', keyCount: 1 });
  });

  it('tells how far it has read', async () => {
    const file = path.join(folder, 'progress.rdb');
    const source = createRdbSource({ seed: 4, sizeBytes: 12 * MIB });
    await writeFile(file, source.read(0, source.sizeBytes));
    const check = startRunningCheck(file, { wantsEtag: false });
    expect(check.readBytes()).toBe(0);
    check.advance(9 * MIB);
    await expect.poll(() => check.readBytes()).toBeGreaterThan(5 * MIB);
    expect(check.readBytes()).toBeLessThanOrEqual(9 * MIB);
    await check.finish(source.sizeBytes);
    expect(check.readBytes()).toBe(source.sizeBytes);
  });

  it('never reads past what it was told is there', async () => {
    const file = path.join(folder, 'behind');
    const stale = randomBytes(2 * MIB);
    const bytes = randomBytes(2 * MIB);
    await writeFile(file, stale);
    const check = startRunningCheck(file, { wantsEtag: false });
    check.advance(0);
    await writeFile(file, bytes);
    check.advance(MIB);
    const report = await check.finish(bytes.length);
    expect(report).toMatchObject({ sha256: sha256Of(bytes), etag: null });
  });

  it('answers for an empty file without opening it', async () => {
    const check = startRunningCheck(path.join(folder, 'never-made'), { wantsEtag: true });
    expect(await check.finish(0)).toMatchObject({ sizeBytes: 0, sha256: sha256Of(new Uint8Array()) });
  });

  it('says how much there is of a file that is shorter than promised', async () => {
    const file = path.join(folder, 'short');
    await writeFile(file, 'abc');
    const check = startRunningCheck(file, { wantsEtag: false });
    expect(await check.finish(100)).toMatchObject({ sizeBytes: 3 });
  });

  it('fails as files fail when the file is not there', async () => {
    const check = startRunningCheck(path.join(folder, 'missing', 'file'), { wantsEtag: false });
    await expect(check.finish(10)).rejects.toMatchObject({ data: { code: 'folderMissing', detail: 'ENOENT' } });
  });

  it('stops while it waits for bytes, and says so to whoever still asks', async () => {
    const file = path.join(folder, 'stopped');
    await writeFile(file, 'abc');
    const check = startRunningCheck(file, { wantsEtag: false });
    check.advance(1);
    await check.stop();
    await check.stop();
    await expect(check.finish(3)).rejects.toMatchObject({ data: { code: 'cancelled' } });
  });
});
