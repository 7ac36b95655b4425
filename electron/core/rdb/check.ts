import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { RdbReport } from '#shared/models/rdb-report.ts';
import { fileSource } from './byte-source.ts';
import { checkSource, type RdbCheckOptions } from './check-source.ts';
import { CHECKSUM_BYTES } from './format.ts';

/**
 * Checks an RDB file: its structure, its checksum, and, where it has none or `depth` asks for it, every value. Blocks
 * its thread while it reads; the app calls it in a worker. Rejects with Node's file errors; a file that is no RDB is a
 * report.
 */
export async function checkRdb(path: string, options: Partial<RdbCheckOptions> = {}): Promise<RdbReport> {
  const { depth = 'auto', visitor = null, now = Date.now() } = options;
  const descriptor = openSync(path, 'r');
  try {
    const isUnprotected = depth === 'auto' && visitor === null && endsWithoutChecksum(descriptor);
    return checkSource(() => fileSource(descriptor), { depth: isUnprotected ? 'values' : depth, visitor, now });
  } finally {
    closeSync(descriptor);
  }
}

/** Whether the last bytes are zero, which saves reading the file once more. */
function endsWithoutChecksum(descriptor: number): boolean {
  const { size } = fstatSync(descriptor);
  const tail = new Uint8Array(CHECKSUM_BYTES);
  const read = readSync(descriptor, tail, 0, CHECKSUM_BYTES, Math.max(0, size - CHECKSUM_BYTES));
  return read === CHECKSUM_BYTES && tail.every((byte) => byte === 0);
}
