import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { moveWithoutOverwriting } from './move-file.ts';
import { createPartialFile } from './partial-file.ts';
import { strongTag } from './entity-tag.ts';
import { testBytes, us3EtagOf } from './test-storage.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'partial-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

const bytes = testBytes(5_000_000);
const identity = {
  totalBytes: bytes.byteLength,
  isTotalAnnounced: true,
  tag: strongTag(us3EtagOf(bytes)),
  etagHeader: us3EtagOf(bytes),
  lastModified: undefined,
};

async function append(partial: ReturnType<typeof createPartialFile>, from: number, to: number): Promise<void> {
  for (let at = from; at < to; at += 60_001) await partial.append(bytes.subarray(at, Math.min(to, at + 60_001)));
}

test('bytes count as received at once, are written in batches, and end up in order and hashed', async () => {
  const file = path.join(folder, 'x.part');
  const partial = createPartialFile(file);
  await partial.begin(identity);
  await append(partial, 0, 100_000);
  expect(partial.receivedBytes).toBe(100_000);
  expect((await readFile(file)).byteLength).toBe(0);
  await partial.settle();
  expect((await readFile(file)).byteLength).toBe(100_000);
  await append(partial, 100_000, bytes.byteLength);
  await partial.settle();
  expect(bytes.equals(await readFile(file))).toBe(true);
  expect(`"${partial.etag()}"`).toBe(us3EtagOf(bytes));
  expect(await partial.readTail(10)).toEqual(bytes.subarray(-10));
  await partial.discard();
});

test('beginning anew empties the file and its hash', async () => {
  const partial = createPartialFile(path.join(folder, 'x.part'));
  await partial.begin(identity);
  await append(partial, 0, 2_000_000);
  await partial.begin(identity);
  expect(partial.receivedBytes).toBe(0);
  await append(partial, 0, bytes.byteLength);
  await partial.publish(path.join(folder, 'x'));
  expect(bytes.equals(await readFile(path.join(folder, 'x')))).toBe(true);
});

test('discarding removes only a file of its own', async () => {
  await writeFile(path.join(folder, 'x.part'), 'somebody else');
  const partial = createPartialFile(path.join(folder, 'x.part'));
  await expect(partial.begin(identity)).rejects.toMatchObject({ code: 'EEXIST' });
  await partial.discard();
  expect(await readFile(path.join(folder, 'x.part'), 'utf8')).toBe('somebody else');
});

/** A file system of one mebibyte and a half, where this user may mount one. */
function mountSmallDisk(at: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1536k', 'tmpfs', at], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

test('a full disk costs only what did not fit; after space is made it goes on', async ({ skip }) => {
  const disk = path.join(folder, 'disk');
  await mkdir(disk);
  if (!mountSmallDisk(disk)) skip('only root may mount a small disk');
  try {
    await writeFile(path.join(disk, 'ballast'), Buffer.alloc(1_000_000));
    const partial = createPartialFile(path.join(disk, 'x.part'));
    await partial.begin(identity);
    await append(partial, 0, 300_000);
    await partial.settle();
    await expect(append(partial, 300_000, 1_500_000).then(() => partial.settle())).rejects.toMatchObject({
      code: 'ENOSPC',
    });
    expect(partial.receivedBytes).toBe(300_000);
    await rm(path.join(disk, 'ballast'));
    await append(partial, 300_000, 1_500_000);
    await partial.publish(path.join(disk, 'x'));
    expect(bytes.subarray(0, 1_500_000).equals(await readFile(path.join(disk, 'x')))).toBe(true);
  } finally {
    execFileSync('umount', ['-l', disk]);
  }
});

const noHardLinks = (): Promise<never> => Promise.reject(Object.assign(new Error('no links'), { code: 'EPERM' }));

test.each([
  ['with hard links', undefined],
  ['where there are none', noHardLinks],
])('a file gets its name, %s, but never that of another', async (_name, hardLink) => {
  const [from, to] = [path.join(folder, 'from'), path.join(folder, 'to')];
  await writeFile(from, 'new');
  await writeFile(to, 'old');
  await expect(moveWithoutOverwriting(from, to, hardLink)).rejects.toMatchObject({ code: 'EEXIST' });
  expect(await readFile(to, 'utf8')).toBe('old');
  await rm(to);
  await moveWithoutOverwriting(from, to, hardLink);
  expect(await readFile(to, 'utf8')).toBe('new');
  expect(await readdir(folder)).toEqual(['to']);
});

test('a placeholder does not stay when the move fails', async () => {
  const missing = path.join(folder, 'missing');
  await expect(moveWithoutOverwriting(missing, path.join(folder, 'to'), noHardLinks)).rejects.toMatchObject({
    code: 'ENOENT',
  });
  expect(await readdir(folder)).toEqual([]);
});
