import { lstat } from 'node:fs/promises';
import { AppError } from '#shared/errors.ts';
import type { Check } from '#shared/models/download.ts';
import { classifyEtag } from '../us3/etag.ts';
import { errnoOf, fileExists } from './file-errors.ts';
import type { PartialFile } from './partial-file.ts';

/** Says early what the last step would say after hours. Throws AppError `fileExists`. */
export async function refuseExisting(destination: string): Promise<void> {
  try {
    await lstat(destination);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return;
    throw error;
  }
  throw fileExists(destination);
}

/**
 * Checks the complete partial file and gives it its final name.
 * Throws AppError `lengthMismatch` or `etagMismatch` and Node's file errors; then nothing has the final name.
 */
export async function finishFile(partial: PartialFile, destination: string, signal: AbortSignal): Promise<Check[]> {
  await partial.settle();
  const checks = [lengthCheck(partial), etagCheck(partial)];
  for (const { name, outcome } of checks) {
    if (outcome === 'failed') throw new AppError(name === 'length' ? 'lengthMismatch' : 'etagMismatch');
  }
  if (signal.aborted) throw new AppError('cancelled');
  await partial.publish(destination);
  return checks;
}

function lengthCheck({ identity, receivedBytes }: PartialFile): Check {
  if (identity === null || !identity.isTotalAnnounced) {
    return { name: 'length', outcome: 'notComparable', reason: 'noLength' };
  }
  return { name: 'length', outcome: identity.totalBytes === receivedBytes ? 'passed' : 'failed', reason: '' };
}

function etagCheck(partial: PartialFile): Check {
  const stated = classifyEtag(partial.identity?.etagHeader, partial.receivedBytes);
  if (stated.kind === 'none') return { name: 'etag', outcome: 'notComparable', reason: 'noEtag' };
  if (stated.kind === 'foreign') return { name: 'etag', outcome: 'notComparable', reason: 'foreignEtag' };
  return { name: 'etag', outcome: stated.value === partial.etag() ? 'passed' : 'failed', reason: '' };
}
