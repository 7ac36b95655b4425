import type { RestoreNeeds } from '#shared/models/restore-needs.ts';
import type { RestorePlan } from '#shared/models/test-restore.ts';

/** Where a file does not say how much memory it was written from: values unpack to several times their size. */
const UNPACKED = 4;

/** Whether loading a file of this size may take more memory than is free. */
export function planMemory(
  { memory }: Pick<RestoreNeeds, 'memory'>,
  { sizeBytes, freeBytes }: { readonly sizeBytes: number; readonly freeBytes: number },
): Pick<RestorePlan, 'wantedBytes' | 'freeBytes' | 'isMemoryTight'> {
  const wantedBytes = memory?.advisedBytes ?? null;
  return { wantedBytes, freeBytes, isMemoryTight: (wantedBytes ?? sizeBytes * UNPACKED) > freeBytes };
}
