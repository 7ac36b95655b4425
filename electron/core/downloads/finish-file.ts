import { AppError } from '#shared/errors.ts';
import type { Check } from '#shared/models/download.ts';
import { classifyEtag } from '../us3/etag.ts';
import type { PartialFile } from './partial-file.ts';

/**
 * Compares the complete partial file with what the storage said of it.
 * Throws AppError `lengthMismatch` or `etagMismatch`, and Node's file errors.
 */
export async function checkFile(partial: PartialFile): Promise<Check[]> {
  const checks = [lengthCheck(partial), await etagCheck(partial)];
  for (const { name, outcome } of checks) {
    if (outcome === 'failed') throw new AppError(name === 'length' ? 'lengthMismatch' : 'etagMismatch');
  }
  return checks;
}

function lengthCheck({ identity, segments }: PartialFile): Check {
  if (identity === null || !identity.isTotalAnnounced) {
    return { name: 'length', outcome: 'notComparable', reason: 'noLength' };
  }
  return {
    name: 'length',
    outcome: identity.totalBytes === segments.receivedBytes() ? 'passed' : 'failed',
    reason: '',
  };
}

async function etagCheck(partial: PartialFile): Promise<Check> {
  const stated = classifyEtag(partial.identity?.etagHeader, partial.segments.receivedBytes());
  if (stated.kind === 'none') return { name: 'etag', outcome: 'notComparable', reason: 'noEtag' };
  if (stated.kind === 'foreign') return { name: 'etag', outcome: 'notComparable', reason: 'foreignEtag' };
  return { name: 'etag', outcome: stated.value === (await partial.etag()) ? 'passed' : 'failed', reason: '' };
}
