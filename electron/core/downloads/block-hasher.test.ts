import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, open, rm, writeFile, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createHashThread, type HashThread } from './block-hasher.ts';

let folder = '';
let thread: HashThread;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'hash-thread-'));
  thread = createHashThread();
});
afterEach(async () => {
  await thread.close();
  await rm(folder, { recursive: true });
});

const sha1 = (bytes: Uint8Array): Uint8Array => new Uint8Array(createHash('sha1').update(bytes).digest());

async function fileWith(bytes: Uint8Array, name = 'file'): Promise<FileHandle> {
  await writeFile(path.join(folder, name), bytes);
  return open(path.join(folder, name), 'r');
}

test('one thread hashes for several files, growing spans included', async () => {
  const contents = [randomBytes(100_000), randomBytes(100_000)];
  const handles = await Promise.all(contents.map((bytes, at) => fileWith(bytes, `file-${at}`)));
  const hashers = handles.map(({ fd }) => thread.open(fd));
  for (const end of [10_000, 60_000, 100_000]) {
    const found = await Promise.all(hashers.map((hasher) => hasher.hash({ start: 0, end })));
    expect(found).toEqual(contents.map((bytes) => sha1(bytes.subarray(0, end))));
  }
  await Promise.all(handles.map((handle) => handle.close()));
});

test('a descriptor that serves another file after closing is another file', async () => {
  const [before, after] = [randomBytes(50_000), randomBytes(50_000)];
  const handle = await fileWith(before);
  const hasher = thread.open(handle.fd);
  expect(await hasher.hash({ start: 0, end: 20_000 })).toEqual(sha1(before.subarray(0, 20_000)));
  await hasher.close();
  await writeFile(path.join(folder, 'file'), after);
  expect(await thread.open(handle.fd).hash({ start: 0, end: 50_000 })).toEqual(sha1(after));
  await handle.close();
});

test('what cannot be read is said so, and the thread goes on for others', async () => {
  const unreadable = await open(folder, 'r');
  await expect(thread.open(unreadable.fd).hash({ start: 0, end: 1000 })).rejects.toMatchObject({ code: 'EISDIR' });
  const bytes = randomBytes(1000);
  const sound = await fileWith(bytes);
  expect(await thread.open(sound.fd).hash({ start: 0, end: 1000 })).toEqual(sha1(bytes));
  await Promise.all([unreadable.close(), sound.close()]);
});

test('without the thread it is hashed all the same', async () => {
  const bytes = randomBytes(1000);
  const handle = await fileWith(bytes);
  const hasher = thread.open(handle.fd);
  const asked = hasher.hash({ start: 0, end: 1000 });
  await thread.close();
  expect(await asked).toEqual(sha1(bytes));
  expect(await hasher.hash({ start: 0, end: 500 })).toEqual(sha1(bytes.subarray(0, 500)));
  await hasher.close();
  await handle.close();
});
