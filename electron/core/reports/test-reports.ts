import { closeSync, openSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { CheckReport } from '#shared/models/check-report.ts';
import { rdbString } from '../practice/rdb/encoding.ts';
import { fileSource } from '../rdb/byte-source.ts';
import { checkFile } from '../rdb/check-file.ts';
import { keyRecord, rdbFile } from '../rdb/test-rdb.ts';

/** A sound file with these keys. */
function rdbOf(keys: readonly string[]): Uint8Array {
  return rdbFile(
    'REDIS0009',
    keys.map((key) => keyRecord(0, key, rdbString('value'))),
  );
}

export async function writeRdb(folder: string, name: string, keys: readonly string[]): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, rdbOf(keys));
  return file;
}

export function reportOf(file: string): CheckReport {
  const descriptor = openSync(file, 'r');
  try {
    const open = () => fileSource(descriptor);
    return checkFile(open(), open, { wantsEtag: true });
  } finally {
    closeSync(descriptor);
  }
}
