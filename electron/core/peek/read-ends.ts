import { AppError, isAppError } from '#shared/errors.ts';
import { headersOf } from '../downloads/attempt.ts';
import { parseUnsatisfiedTotal } from '../downloads/content-range.ts';
import { judgeResponse, type Ask, type ObjectIdentity } from '../downloads/judge-response.ts';
import type { LinkHolder } from '../downloads/link-holder.ts';
import { openObject, type OpenedObject } from '../downloads/open-object.ts';
import { isRefusal } from '../downloads/storage-errors.ts';
import { discardBody } from '../http/read-body.ts';
import type { Clock, Transport } from '../ports.ts';
import type { FileEnds } from '../rdb/peek.ts';

export interface ReadEndsOptions {
  readonly transport: Transport;
  readonly links: LinkHolder;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

export interface ObjectEnds extends FileEnds {
  /** The host that answered. */
  readonly host: string;
  /** Null where the storage does not say. */
  readonly totalBytes: number | null;
}

/** Holds every AUX field and the first database's announcement, unless large function libraries stand before it. */
export const HEAD_BYTES = 65_536;
export const TAIL_BYTES = 16;

const TIMEOUTS = { connectTimeoutMs: 15_000, headTimeoutMs: 30_000, idleTimeoutMs: 20_000 };

/**
 * Reads the beginning and the end of the object behind a link by the rules of a download: redirects, renewal, what a
 * range must prove. Never takes more than `HEAD_BYTES` and `TAIL_BYTES`, whatever the storage sends.
 * Throws what `openObject` and the links' source throw, `notABackup`, `encodedBody`, `objectChanged`, `rangeMismatch`
 * where nothing about the range can be trusted, and `connectionLost` where the head breaks off.
 */
export async function readEnds(options: ReadEndsOptions): Promise<ObjectEnds> {
  const { head, host, identity, isRanged } = await readHead(options);
  const { totalBytes } = identity;
  const isWhole = totalBytes === null ? head.byteLength < HEAD_BYTES : head.byteLength >= totalBytes;
  const hasTail = !isWhole && isRanged && totalBytes !== null;
  const tail = hasTail ? await readTail(options, totalBytes, identity) : null;
  return { head, tail, isWhole, host, totalBytes: totalBytes ?? (isWhole ? head.byteLength : null) };
}

interface Head {
  readonly head: Uint8Array;
  readonly host: string;
  readonly identity: ObjectIdentity;
  /** The storage gives parts of a file. */
  readonly isRanged: boolean;
}

/** Asks for a range first; where the answer proves nothing, for the whole object, of which only the beginning is taken. */
async function readHead(options: ReadEndsOptions): Promise<Head> {
  for (const ask of [askFor(0, HEAD_BYTES, null), askFor(null, null, null)]) {
    const { response, host } = await open(options, ask);
    if (response.status === 416) {
      await discardBody(response.body);
      if (parseUnsatisfiedTotal(response.headers['content-range']) === 0) return emptyHead(host);
      continue;
    }
    const judged = judgeResponse(ask, response, host);
    if (judged.verdict === 'append') {
      const { identity, expectedBytes } = judged;
      const head = await readUpTo(response.body, Math.min(expectedBytes ?? HEAD_BYTES, HEAD_BYTES));
      if (expectedBytes !== null && head.byteLength < Math.min(expectedBytes, HEAD_BYTES)) throw lost(host);
      return { head, host, identity, isRanged: response.status === 206 };
    }
    await discardBody(response.body);
    if (judged.verdict === 'fail') throw judged.error;
  }
  throw new AppError('rangeMismatch');
}

async function readTail(
  options: ReadEndsOptions,
  totalBytes: number,
  known: ObjectIdentity,
): Promise<Uint8Array | null> {
  const ask = askFor(totalBytes - TAIL_BYTES, totalBytes, known);
  const { response, host } = await open(options, ask);
  const judged = response.status === 416 ? null : judgeResponse(ask, response, host);
  if (judged?.verdict === 'append') {
    const tail = await readUpTo(response.body, TAIL_BYTES);
    return tail.byteLength === TAIL_BYTES ? tail : null;
  }
  await discardBody(response.body);
  if (judged?.verdict === 'fail') throw judged.error;
  return null;
}

function askFor(startByte: number | null, endByte: number | null, known: ObjectIdentity | null): Ask {
  return { startByte, endByte, hasIfRange: false, known, statedTotalBytes: null };
}

/** One exchange; a refused link is renewed as often as the holder says that this may help. */
async function open({ transport, links, clock, signal }: ReadEndsOptions, ask: Ask): Promise<OpenedObject> {
  for (;;) {
    const link = await links.current();
    try {
      return await openObject({
        transport,
        url: link.url,
        headers: headersOf(ask),
        timeouts: TIMEOUTS,
        refusesPrivateAddresses: link.isPrivateAllowed !== true,
        signal,
        now: () => clock.now(),
        isLinkExpired: () => links.isExpired(link),
        onHead: (headers) => links.seen(headers['date']),
      });
    } catch (error) {
      if (!isAppError(error) || !isRefusal(error)) throw error;
      if (!links.refused(link, Number(error.data.params['status']))) throw error;
    }
  }
}

/** Takes so many bytes and gives up the rest, and its connection with it. */
async function readUpTo(body: AsyncIterable<Uint8Array>, mostBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    bytes += chunk.byteLength;
    if (bytes >= mostBytes) break;
  }
  return Buffer.concat(chunks).subarray(0, mostBytes);
}

function emptyHead(host: string): Head {
  const identity = { totalBytes: 0, isTotalAnnounced: true, tag: null, etagHeader: undefined, lastModified: undefined };
  return { head: new Uint8Array(), host, identity, isRanged: true };
}

function lost(host: string): AppError {
  return new AppError('connectionLost', { params: { host }, retryable: true });
}
