import { open, stat, type FileHandle } from 'node:fs/promises';
import type { FileProblem } from '#shared/models/import.ts';

const MOST_BYTES = 1_048_576;

export type FileText = { ok: true; text: string } | { ok: false; reason: FileProblem };

/** A small foreign text file, only ever read: no lock, no change. Never throws; what stands in the way has a name. */
export async function readSmallFile(file: string): Promise<FileText> {
  try {
    // Asked before opening, because opening a pipe would wait for somebody to write into it.
    if (!(await stat(file)).isFile()) return { ok: false, reason: 'notAFile' };
    const handle = await open(file, 'r');
    try {
      return await readAll(handle);
    } finally {
      await handle.close();
    }
  } catch (error) {
    return { ok: false, reason: problemOf(error) };
  }
}

async function readAll(handle: FileHandle): Promise<FileText> {
  const { size } = await handle.stat();
  if (size > MOST_BYTES) return { ok: false, reason: 'tooLarge' };
  const bytes = Buffer.alloc(size);
  const { bytesRead } = await handle.read(bytes, 0, size, 0);
  const text = bytes.toString('utf8', 0, bytesRead);
  bytes.fill(0);
  return { ok: true, text };
}

function problemOf(error: unknown): FileProblem {
  const code: unknown = Reflect.get(Object(error), 'code');
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'missing';
  return code === 'EACCES' || code === 'EPERM' ? 'noPermission' : 'failed';
}
