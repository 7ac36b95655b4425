import { statfs } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '#shared/errors.ts';
import type { PartialFile } from './partial-file.ts';

/** The part of what `statfs` tells that counts. */
export interface DiskRoom {
  readonly freeBytes: number;
  /** The magic number of the file system; 0 where the platform has none. */
  readonly type: number;
}

/** FAT12 to FAT32 on Linux (statfs(2), MSDOS_SUPER_MAGIC). */
const FAT = 0x4d44;
const LARGEST_ON_FAT = 2 ** 32 - 1;

/**
 * Whether what is missing fits, before hours are spent on it and while they are. Does nothing where the size is not
 * known or the platform does not tell.
 * Throws AppError `diskFull` with `neededBytes` and `freeBytes`, or `fileTooLarge`.
 */
export async function ensureRoom({ path: file, identity, segments }: PartialFile): Promise<void> {
  const totalBytes = identity?.totalBytes ?? null;
  if (totalBytes === null) return;
  const room = await roomIn(path.dirname(file));
  const refusal = room === null ? null : refusalOf(room, totalBytes, totalBytes - segments.receivedBytes());
  if (refusal === null) return;
  const params = { ...refusal.params, name: path.basename(file), folder: path.dirname(file) };
  throw new AppError(refusal.code, { params });
}

export function refusalOf(
  { freeBytes, type }: DiskRoom,
  totalBytes: number,
  neededBytes: number,
): { code: 'diskFull' | 'fileTooLarge'; params: Record<string, number> } | null {
  if (type === FAT && totalBytes > LARGEST_ON_FAT) return { code: 'fileTooLarge', params: { totalBytes } };
  return neededBytes > freeBytes ? { code: 'diskFull', params: { neededBytes, freeBytes } } : null;
}

async function roomIn(folder: string): Promise<DiskRoom | null> {
  try {
    const { bavail, bsize, blocks, type } = await statfs(folder);
    // Some network file systems say that they have no blocks at all.
    return blocks > 0 ? { freeBytes: bavail * bsize, type } : null;
  } catch {
    return null;
  }
}
