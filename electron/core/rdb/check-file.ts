import { createHash } from 'node:crypto';
import type { CheckReport } from '#shared/models/check-report.ts';
import { createEtag } from '../us3/etag.ts';
import { type ByteSource, watchedSource } from './byte-source.ts';
import { checkSource } from './check-source.ts';
import { createSummary } from './summary/summary.ts';

export interface CheckOptions {
  /** Whether the storage gave an ETag that can be compared. */
  readonly wantsEtag: boolean;
  /** Decode every value also where a checksum vouches for them. */
  readonly isDeep?: boolean;
  /** One ASCII letter between the parts of keys, for the summary. */
  readonly delimiter?: string;
}

const DELIMITER = ':';

/**
 * Checks a file once from its beginning to its end: what it is (SHA-256, US3's ETag), whether it is a sound RDB file, and
 * what is in it. Blocks its thread. Throws what the source throws.
 * @param first the file while it may still grow.
 * @param again the complete file once more, for the cases in which one pass is not enough.
 */
export function checkFile(first: ByteSource, again: () => ByteSource, options: CheckOptions): CheckReport {
  const sha256 = createHash('sha256');
  const etag = options.wantsEtag ? createEtag() : null;
  const now = Date.now();
  const summary = createSummary({ delimiter: options.delimiter ?? DELIMITER, now });
  let sizeBytes = 0;
  const watched = watchedSource(first, (bytes) => {
    sizeBytes += bytes.byteLength;
    sha256.update(bytes);
    etag?.update(bytes);
  });
  let isFirst = true;
  const open = (): ByteSource => {
    const source = isFirst ? watched : again();
    isFirst = false;
    return source;
  };
  const depth = options.isDeep === true ? 'values' : 'auto';
  const rdb = checkSource(open, { depth, visitor: summary, now });
  return {
    sizeBytes,
    sha256: sha256.digest('hex'),
    etag: etag?.digest() ?? null,
    rdb,
    summary: rdb.rdbVersion === null ? null : summary.result(),
  };
}
