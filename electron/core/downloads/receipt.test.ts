import { testRef } from '#shared/test-rows.ts';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { removeReceipt, writeReceipt, type ReceiptFacts } from './receipt.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'receipt-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function finishedFile(name: string): Promise<ReceiptFacts> {
  const file = path.join(folder, name);
  await writeFile(file, 'REDIS0011 made up');
  return {
    path: file,
    sizeBytes: 17,
    sha256: createHash('sha256').update('REDIS0011 made up').digest('hex'),
    etag: '"made-up"',
    checks: [{ name: 'length', outcome: 'passed', reason: '' }],
    ref: testRef({ profileId: 'inner-id', projectId: 'org-a', backupId: 'b-1' }),
    profileName: 'orders',
    host: 'b.cn-bj.ufileos.com',
    addedAt: 0,
    finishedAt: 1000,
    renewals: 2,
    appVersion: '1.2.3',
  };
}

test.each(['plain.rdb', '备份 一 (2).rdb', "it's.rdb"])(
  'sha256sum itself finds %s right by its checksum',
  async (name) => {
    const facts = await finishedFile(name);
    expect(await writeReceipt(facts)).toBeNull();
    const check = () =>
      execFileSync('sha256sum', ['--check', '--strict', `${name}.sha256`], { cwd: folder, stdio: 'pipe' });
    expect(check().toString()).toContain('OK');
    await writeFile(facts.path, 'REDIS0011 made uq');
    expect(check).toThrow(/did NOT match/u);
  },
);

test('the receipt says what the file is, without what is nobody else’s business', async () => {
  const facts = await finishedFile('a.rdb');
  await writeReceipt(facts);
  const receipt: unknown = JSON.parse(await readFile(`${facts.path}.receipt.json`, 'utf8'));
  expect(receipt).toEqual({
    format: 'backhaul-receipt',
    version: 1,
    file: 'a.rdb',
    sizeBytes: 17,
    sha256: facts.sha256,
    etag: '"made-up"',
    checks: facts.checks,
    verified: false,
    profile: 'orders',
    backup: expect.objectContaining({ backupId: 'b-1', instanceId: 'uredis-a' }) as unknown,
    host: 'b.cn-bj.ufileos.com',
    addedAt: '1970-01-01T00:00:00.000Z',
    finishedAt: '1970-01-01T00:00:01.000Z',
    linkRenewals: 2,
    writtenBy: 'Backhaul 1.2.3',
  });
  expect(JSON.stringify(receipt)).not.toContain('inner-id');
  expect((await stat(`${facts.path}.receipt.json`)).mode & 0o777).toBe(0o600);
  expect((await readdir(folder)).toSorted()).toEqual(['a.rdb', 'a.rdb.receipt.json', 'a.rdb.sha256']);
});

test('a file that has the name already is left alone, and nothing half is left behind', async () => {
  const facts = await finishedFile('a.rdb');
  await writeFile(`${facts.path}.sha256`, 'mine');
  expect(await writeReceipt(facts)).toBe('fileExists');
  expect(await readFile(`${facts.path}.sha256`, 'utf8')).toBe('mine');
  expect((await readdir(folder)).toSorted()).toEqual(['a.rdb', 'a.rdb.sha256']);
});

test('it goes with its file', async () => {
  const facts = await finishedFile('a.rdb');
  await writeReceipt(facts);
  await removeReceipt(facts.path);
  expect(await readdir(folder)).toEqual(['a.rdb']);
});
