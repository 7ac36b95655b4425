import { execFileSync } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { testRef } from '#shared/test-rows.ts';
import { ETAG_BLOCK_BYTES } from '../us3/etag.ts';
import { strongTag } from './entity-tag.ts';
import { moveWithoutOverwriting } from './move-file.ts';
import { createPartialFile, type PartialFile } from './partial-file.ts';
import { describePartial, discardPartial, movePartial } from './partial-files.ts';
import { createSegmentWriter } from './segment-writer.ts';
import { testBytes, us3EtagOf } from './test-storage.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'partial-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

const bytes = testBytes(5_000_000);
const ref = testRef();
const identity = {
  totalBytes: bytes.byteLength,
  isTotalAnnounced: true,
  tag: strongTag(us3EtagOf(bytes)),
  etagHeader: us3EtagOf(bytes),
  lastModified: undefined,
};

const never = new AbortController().signal;
const partialAt = (file: string): PartialFile => createPartialFile({ path: file, ref, now: () => Date.now() });

/** As a connection does: in chunks, through a writer. */
async function append(partial: PartialFile, to: number): Promise<void> {
  const segment = partial.segments.take();
  if (segment === null) throw new Error('nothing is missing');
  try {
    const writer = createSegmentWriter(partial, segment, { now: () => Date.now(), release: undefined });
    for (let at = segment.next; at < to; at += 60_001)
      await writer.append(bytes.subarray(at, Math.min(to, at + 60_001)));
    await writer.settle();
  } finally {
    partial.segments.release(segment);
  }
}

test('bytes end up in order, in batches, and hashed; then the file has its name and nothing else is left', async () => {
  const partial = partialAt(path.join(folder, 'x.part'));
  await partial.begin(identity);
  await append(partial, bytes.byteLength);
  expect(`"${await partial.etag()}"`).toBe(us3EtagOf(bytes));
  await partial.publish(path.join(folder, 'x'));
  expect(bytes.equals(await readFile(path.join(folder, 'x')))).toBe(true);
  expect(await readdir(folder)).toEqual(['x', 'x.part.journal']);
  await partial.forget();
  expect(await readdir(folder)).toEqual(['x']);
});

test('the memory of a piece goes back when it is on disk, not before', async () => {
  const file = path.join(folder, 'x.part');
  const partial = partialAt(file);
  await partial.begin(identity);
  const segment = partial.segments.take();
  if (segment === null) throw new Error('nothing is missing');
  const released: number[] = [];
  const release = (piece: Uint8Array): void => {
    released.push(piece.byteLength);
    expect(segment.next).toBeGreaterThanOrEqual(released.reduce((sum, length) => sum + length, 0));
    piece.fill(0);
  };
  const writer = createSegmentWriter(partial, segment, { now: () => Date.now(), release });
  for (let at = 0; at < bytes.byteLength; at += 60_001) {
    await writer.append(Uint8Array.from(bytes.subarray(at, at + 60_001)));
  }
  await writer.settle();
  expect(released.reduce((sum, length) => sum + length, 0)).toBe(bytes.byteLength);
  expect(bytes.equals(await readFile(file))).toBe(true);
  await partial.close();
});

test('another run goes on from what the journal claims, to the byte', async () => {
  const file = path.join(folder, 'x.part');
  const first = partialAt(file);
  await first.begin(identity);
  await append(first, 4_500_000);
  await first.close();
  expect((await stat(`${file}.journal`)).mode & 0o777).toBe(0o600);
  expect(await describePartial(path.join(folder, 'x'))).toEqual({
    ref,
    receivedBytes: 4_500_000,
    totalBytes: bytes.byteLength,
  });
  const second = partialAt(file);
  expect(await second.resume(never)).toEqual({ keptBytes: 4_500_000, droppedBytes: 0 });
  expect(second.identity).toEqual(identity);
  await append(second, bytes.byteLength);
  expect(`"${await second.etag()}"`).toBe(us3EtagOf(bytes));
  await second.close();
});

test('a block that is not as it was written is dropped, and only that one', async () => {
  const file = path.join(folder, 'x.part');
  const first = partialAt(file);
  await first.begin(identity);
  await append(first, bytes.byteLength);
  await first.close();
  const onDisk = await readFile(file);
  onDisk[7] = (onDisk[7] ?? 0) + 1;
  await writeFile(file, onDisk);
  const second = partialAt(file);
  const keptBytes = bytes.byteLength - ETAG_BLOCK_BYTES;
  expect(await second.resume(never)).toEqual({ keptBytes, droppedBytes: ETAG_BLOCK_BYTES });
  expect(second.segments.received()).toEqual([{ start: ETAG_BLOCK_BYTES, end: bytes.byteLength }]);
  await second.close();
});

test('what was dropped of an unfinished block is hashed anew when it has come again', async () => {
  const file = path.join(folder, 'x.part');
  const first = partialAt(file);
  await first.begin(identity);
  await append(first, 4_500_000);
  await first.close();
  const onDisk = await readFile(file);
  onDisk[ETAG_BLOCK_BYTES] = (onDisk[ETAG_BLOCK_BYTES] ?? 0) + 1;
  await writeFile(file, onDisk);
  const second = partialAt(file);
  const droppedBytes = 4_500_000 - ETAG_BLOCK_BYTES;
  expect(await second.resume(never)).toEqual({ keptBytes: ETAG_BLOCK_BYTES, droppedBytes });
  await append(second, bytes.byteLength);
  expect(`"${await second.etag()}"`).toBe(us3EtagOf(bytes));
  await second.close();
});

test('bytes nobody claimed count for nothing: after a crash the journal decides', async () => {
  const file = path.join(folder, 'x.part');
  const first = partialAt(file);
  await first.begin(identity);
  await append(first, 1_000_000);
  await first.checkpoint();
  await append(first, 2_000_000);
  const second = partialAt(file);
  expect(await second.resume(never)).toEqual({ keptBytes: 1_000_000, droppedBytes: 0 });
  await second.close();
  await first.close();
});

test.each<[string, (file: string) => Promise<void>]>([
  ['a file without a journal', (file) => writeFile(file, 'somebody else')],
  ['a link', (file) => symlink('/etc/hostname', file)],
  ['a journal that is none', (file) => writeFile(`${file}.journal`, '{"format":"other"}')],
  ['a journal that is half', (file) => writeFile(`${file}.journal`, '{"format":"backhaul-jour')],
  ['a journal that is a link', (file) => symlink('/etc/hostname', `${file}.journal`)],
])('%s in the place of ours is refused and left alone', async (_name, plant) => {
  const file = path.join(folder, 'x.part');
  await plant(file);
  const before = await readdir(folder);
  await expect(partialAt(file).resume(never)).rejects.toMatchObject({ code: 'fileExists' });
  await discardPartial(path.join(folder, 'x'));
  expect(await readdir(folder)).toEqual(before);
});

test('a link in the place of the partial file is not opened, journal or not', async () => {
  const file = path.join(folder, 'x.part');
  const first = partialAt(file);
  await first.begin(identity);
  await append(first, 1_000_000);
  await first.close();
  await rm(file);
  await symlink('/etc/hostname', file);
  await expect(partialAt(file).resume(never)).rejects.toMatchObject({ code: 'fileExists' });
});

test("another file's journal is not believed; moved with its file, it is", async () => {
  const first = partialAt(path.join(folder, 'x.part'));
  await first.begin(identity);
  await append(first, 1_000_000);
  await first.close();
  await copyFile(path.join(folder, 'x.part.journal'), path.join(folder, 'y.part.journal'));
  await expect(partialAt(path.join(folder, 'y.part')).resume(never)).rejects.toMatchObject({ code: 'fileExists' });
  await rm(path.join(folder, 'y.part.journal'));
  await movePartial(path.join(folder, 'x'), path.join(folder, 'y'));
  expect((await readdir(folder)).toSorted()).toEqual(['y.part', 'y.part.journal']);
  const moved = partialAt(path.join(folder, 'y.part'));
  expect(await moved.resume(never)).toEqual({ keptBytes: 1_000_000, droppedBytes: 0 });
  await moved.close();
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
    const partial = partialAt(path.join(disk, 'x.part'));
    await partial.begin(identity);
    await append(partial, 300_000);
    await expect(append(partial, 1_500_000)).rejects.toMatchObject({ code: 'ENOSPC' });
    expect(partial.segments.receivedBytes()).toBe(300_000);
    await rm(path.join(disk, 'ballast'));
    await append(partial, 1_500_000);
    await partial.close();
    expect(bytes.subarray(0, 1_500_000).equals(await readFile(path.join(disk, 'x.part')))).toBe(true);
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
