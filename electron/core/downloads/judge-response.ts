import { AppError } from '#shared/errors.ts';
import { parseContentLength, parseContentRange } from './content-range.ts';
import { strongTag, type EntityTag } from './entity-tag.ts';
import { isPageType } from './sniff.ts';

/** What tells one version of an object from another. */
export interface ObjectIdentity {
  /** Null until the server or the end of the body has said. */
  readonly totalBytes: number | null;
  /** False where only the end of the body told the total: then there was nothing to compare the length with. */
  readonly isTotalAnnounced: boolean;
  readonly tag: EntityTag | null;
  readonly etagHeader: string | undefined;
  readonly lastModified: string | undefined;
}

/** What was asked for. */
export interface Ask {
  /** First byte of the range, or null when the whole object was asked for without a range. */
  readonly startByte: number | null;
  /** The byte after the last one that was asked for; null for a range up to the end of the object. */
  readonly endByte: number | null;
  readonly hasIfRange: boolean;
  /** The version of which there are bytes in the file; null when there are none. */
  readonly known: ObjectIdentity | null;
  /** The total that an unproven range of before named. It proves nothing, but it must not contradict what follows. */
  readonly statedTotalBytes: number | null;
}

export type Verdict =
  /** The body is the range that was asked for. */
  | { readonly verdict: 'append'; readonly identity: ObjectIdentity; readonly expectedBytes: number | null }
  /** The body is the whole object, of which there are bytes already. */
  | { readonly verdict: 'startOver'; readonly identity: ObjectIdentity; readonly expectedBytes: number | null }
  /** Some servers answer If-Range with the whole object although nothing changed: ask once more without it. */
  | { readonly verdict: 'askWithoutIfRange' }
  /** What the server says about the range proves nothing, so nothing may be added. */
  | { readonly verdict: 'unprovenRange'; readonly statedTotalBytes: number | null }
  | { readonly verdict: 'fail'; readonly error: AppError };

/**
 * Decides what a 200 or 206 is worth before a byte of it reaches the file. A 206 alone proves nothing: US3 documents
 * one with the whole object and no Content-Range (US3 docs, download.md), so start, end and total must be exactly as
 * asked and known, and the ETag the same (RFC 9110, 14.4 and 15.3.7).
 */
export function judgeResponse(
  ask: Ask,
  response: { readonly status: number; readonly headers: Readonly<Record<string, string>> },
  host: string,
): Verdict {
  const { status, headers } = response;
  const encoding = (headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  if (encoding !== 'identity') return fail('encodedBody', { host, encoding });
  if (isPageType(headers['content-type'])) return fail('notABackup', { host, type: headers['content-type'] ?? '' });
  if (status === 200) return judgeWhole(ask, headers, host);
  return status === 206 ? judgePart(ask, headers, host) : fail('storageHttpError', { host, status });
}

function judgeWhole(ask: Ask, headers: Readonly<Record<string, string>>, host: string): Verdict {
  const totalBytes = parseContentLength(headers['content-length']);
  const identity = identityOf(headers, totalBytes);
  const change = ask.known === null ? null : changeOf(ask.known, identity);
  if (change !== null) return fail('objectChanged', { host, ...change });
  if (ask.known !== null && ask.hasIfRange) return { verdict: 'askWithoutIfRange' };
  const hasOtherLength = ask.statedTotalBytes !== null && totalBytes !== null && ask.statedTotalBytes !== totalBytes;
  if (hasOtherLength) return fail('lengthMismatch', { host });
  return { verdict: ask.known === null ? 'append' : 'startOver', identity, expectedBytes: totalBytes };
}

function judgePart(ask: Ask, headers: Readonly<Record<string, string>>, host: string): Verdict {
  const range = parseContentRange(headers['content-range']);
  const unproven: Verdict = { verdict: 'unprovenRange', statedTotalBytes: range?.totalBytes ?? null };
  if (range === null || ask.startByte === null || range.start !== ask.startByte) return unproven;
  const identity = identityOf(headers, range.totalBytes);
  const change = ask.known === null ? null : changeOf(ask.known, identity);
  if (change !== null) return fail('objectChanged', { host, ...change });
  const expectedBytes = range.last - range.start + 1;
  const isAllAskedFor = range.last + 1 === Math.min(ask.endByte ?? range.totalBytes, range.totalBytes);
  // Known by its tag and now without one: it may be the same object, but nothing says so.
  const hasLostTag = ask.known !== null && ask.known.tag !== null && identity.tag === null;
  if (!isAllAskedFor || !isPlausibleLength(headers['content-length'], expectedBytes) || hasLostTag) return unproven;
  return { verdict: 'append', identity, expectedBytes };
}

/**
 * A body longer than its range is not the range (US3's documentation shows one, get_file.md). A shorter one is taken
 * like one that breaks off: what comes is good, the rest is asked for again.
 */
function isPlausibleLength(header: string | undefined, expectedBytes: number): boolean {
  if (header === undefined) return true;
  const length = parseContentLength(header);
  return length !== null && length <= expectedBytes;
}

function identityOf(headers: Readonly<Record<string, string>>, totalBytes: number | null): ObjectIdentity {
  return {
    totalBytes,
    isTotalAnnounced: totalBytes !== null,
    tag: strongTag(headers['etag']),
    etagHeader: headers['etag'],
    lastModified: headers['last-modified'],
  };
}

/** What differs between two answers, as far as both say something: then they speak of different bytes. */
function changeOf(known: ObjectIdentity, now: ObjectIdentity): Record<string, string | number> | null {
  if (known.totalBytes !== null && now.totalBytes !== null && known.totalBytes !== now.totalBytes) {
    return { what: 'size', totalBytes: known.totalBytes, newTotalBytes: now.totalBytes };
  }
  if (known.tag !== null && now.tag !== null) return known.tag.value === now.tag.value ? null : { what: 'etag' };
  const areBothDated = known.lastModified !== undefined && now.lastModified !== undefined;
  return areBothDated && known.lastModified !== now.lastModified ? { what: 'date' } : null;
}

function fail(
  code: 'encodedBody' | 'notABackup' | 'objectChanged' | 'lengthMismatch' | 'storageHttpError',
  params: Record<string, string | number>,
): Verdict {
  return { verdict: 'fail', error: new AppError(code, { params }) };
}
