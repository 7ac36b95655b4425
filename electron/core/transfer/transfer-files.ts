import { open, stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '#shared/errors.ts';
import { errnoOf } from '../downloads/file-errors.ts';
import { LARGEST_FILE_BYTES } from './file-format.ts';

/**
 * Reads a file the user chose. Throws AppError `transferUnreadable` for what is no file or too large to be ours,
 * `fileFailed` when the system does not let it be read.
 */
export async function readChosenFile(file: string): Promise<Buffer> {
  try {
    // Before it is opened: opening a pipe would wait for its other end.
    const { size, isRegular } = await describe(file);
    if (!isRegular || size > LARGEST_FILE_BYTES) throw new AppError('transferUnreadable');
    const handle = await open(file, 'r');
    try {
      return await readAtMost(handle, LARGEST_FILE_BYTES + 1);
    } finally {
      await handle.close();
    }
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === '') throw error;
    throw new AppError('fileFailed', { params: nameOf(file), detail: errno, cause: error });
  }
}

async function readAtMost(handle: Awaited<ReturnType<typeof open>>, mostBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let total = 0;
  for (;;) {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(Math.min(mostBytes - total, 1024 * 1024)));
    if (bytesRead === 0) return Buffer.concat(chunks);
    chunks.push(buffer.subarray(0, bytesRead));
    total += bytesRead;
  }
}

async function describe(file: string): Promise<{ size: number; isRegular: boolean }> {
  const found = await stat(file);
  return { size: found.size, isRegular: found.isFile() };
}

function nameOf(file: string): { name: string; folder: string } {
  return { name: path.basename(file), folder: path.dirname(file) };
}
