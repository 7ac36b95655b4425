import { createHash } from 'node:crypto';
import type { CheckReport } from '#shared/models/check-report.ts';
import { createEtag } from '../us3/etag.ts';
import { type ByteSource, watchedSource } from './byte-source.ts';

export interface CheckOptions {
  /** Whether the storage gave an ETag that can be compared. */
  readonly wantsEtag: boolean;
}

const READ_BYTES = 1_048_576;

/** Reads a source to its end, once, and tells what it is. Blocks its thread. Throws what the source throws. */
export function checkFile(source: ByteSource, options: CheckOptions): CheckReport {
  const sha256 = createHash('sha256');
  const etag = options.wantsEtag ? createEtag() : null;
  let sizeBytes = 0;
  const watched = watchedSource(source, (bytes) => {
    sizeBytes += bytes.byteLength;
    sha256.update(bytes);
    etag?.update(bytes);
  });
  readToEnd(watched, new Uint8Array(READ_BYTES));
  return { sizeBytes, sha256: sha256.digest('hex'), etag: etag?.digest() ?? null };
}

function readToEnd(source: ByteSource, buffer: Uint8Array): void {
  for (;;) if (source.read(buffer) === 0) return;
}
