import { AppError } from '#shared/errors.ts';
import { discardBody } from '../http/read-body.ts';
import type { Clock, Transport } from '../ports.ts';
import { exactly, noPage, withoutOverlap } from './body-guards.ts';
import { parseUnsatisfiedTotal } from './content-range.ts';
import { ifRangeOf } from './entity-tag.ts';
import { judgeResponse, type Ask, type Verdict } from './judge-response.ts';
import type { LinkHolder } from './link-holder.ts';
import { openObject, type OpenedObject } from './open-object.ts';
import type { PartialFile } from './partial-file.ts';

/** How to ask, learnt from what the server did before. */
export interface Manner {
  readonly mayUseIfRange: boolean;
  readonly mayUseRange: boolean;
  readonly statedTotalBytes: number | null;
}

/** `complete`: the file has all bytes. Otherwise nothing was added and the question has to be put differently. */
export type AttemptOutcome =
  | { readonly verdict: 'complete' }
  | Extract<Verdict, { verdict: 'askWithoutIfRange' | 'unprovenRange' }>;

export interface AttemptOptions {
  readonly transport: Transport;
  readonly links: LinkHolder;
  readonly partial: PartialFile;
  readonly signal: AbortSignal;
  readonly clock: Clock;
  readonly headTimeoutMs: number;
  readonly idleTimeoutMs: number;
  /** The response is accepted; bytes follow, from the first one again if `isStartingOver`. */
  readonly onOpen: (isStartingOver: boolean) => void;
  readonly onBytes: () => void;
}

/** Bytes fetched twice and compared where no ETag can tell one version of the object from another. */
const OVERLAP_BYTES = 65_536;

/**
 * One exchange: asks for the object from the first missing byte to its end and adds what may be added. What arrived
 * before a failure stays in the partial file.
 * Throws AppErrors of the transport, the storage and the guards, and Node's file errors.
 */
export async function attempt(options: AttemptOptions, manner: Manner): Promise<AttemptOutcome> {
  const { partial, links, clock } = options;
  await partial.settle();
  const overlap = await overlapOf(partial, manner);
  const ask = askFor(partial, overlap.byteLength, manner);
  const opened = await openObject({
    ...options,
    url: await links.url(),
    headers: headersOf(ask),
    now: () => clock.now(),
    isLinkExpired: () => links.isExpired(),
  });
  if (opened.response.status !== 416) return receive(options, ask, overlap, opened);
  await discardBody(opened.response.body);
  return unsatisfied(ask, partial, opened);
}

async function overlapOf(partial: PartialFile, manner: Manner): Promise<Uint8Array> {
  const isNeeded = manner.mayUseRange && partial.identity !== null && partial.identity.tag === null;
  return isNeeded ? partial.readTail(OVERLAP_BYTES) : new Uint8Array(0);
}

function askFor(partial: PartialFile, overlapBytes: number, manner: Manner): Ask {
  const known = partial.receivedBytes > 0 ? partial.identity : null;
  const { statedTotalBytes } = manner;
  if (!manner.mayUseRange) return { startByte: null, hasIfRange: false, known, statedTotalBytes };
  const hasIfRange = manner.mayUseIfRange && ifRangeOf(known?.tag ?? null) !== undefined;
  return { startByte: partial.receivedBytes - overlapBytes, hasIfRange, known, statedTotalBytes };
}

function headersOf(ask: Ask): Record<string, string> {
  const headers: Record<string, string> = { 'Accept-Encoding': 'identity' };
  if (ask.startByte !== null) headers['Range'] = `bytes=${ask.startByte}-`;
  const ifRange = ask.hasIfRange ? ifRangeOf(ask.known?.tag ?? null) : undefined;
  if (ifRange !== undefined) headers['If-Range'] = ifRange;
  return headers;
}

async function receive(
  options: AttemptOptions,
  ask: Ask,
  overlap: Uint8Array,
  { response, host }: OpenedObject,
): Promise<AttemptOutcome> {
  const { partial } = options;
  const judged = judgeResponse(ask, response, host);
  if (judged.verdict === 'askWithoutIfRange' || judged.verdict === 'unprovenRange' || judged.verdict === 'fail') {
    await discardBody(response.body);
    if (judged.verdict === 'fail') throw judged.error;
    return judged;
  }
  const isContinuation = judged.verdict === 'append' && ask.known !== null;
  let body: AsyncIterable<Uint8Array> = response.body;
  if (judged.expectedBytes !== null) body = exactly(body, judged.expectedBytes, host);
  body = isContinuation ? withoutOverlap(body, overlap, host) : noPage(body, host);
  if (!isContinuation) body = beginningWithFirst(body, () => partial.begin(judged.identity));
  options.onOpen(judged.verdict === 'startOver');
  for await (const chunk of body) {
    await partial.append(chunk);
    options.onBytes();
  }
  partial.endHere();
  return { verdict: 'complete' };
}

/** The file is made, or emptied, only when bytes that passed the guards are there (or the object has none). */
async function* beginningWithFirst(
  body: AsyncIterable<Uint8Array>,
  begin: () => Promise<void>,
): AsyncGenerator<Uint8Array> {
  let hasBegun = false;
  for await (const chunk of body) {
    if (!hasBegun) await begin();
    hasBegun = true;
    yield chunk;
  }
  if (!hasBegun) await begin();
}

/** 416: an object without bytes has no range to give, a shorter one than before has changed. */
function unsatisfied(ask: Ask, partial: PartialFile, { response, host }: OpenedObject): AttemptOutcome {
  const total = parseUnsatisfiedTotal(response.headers['content-range']);
  if (ask.known === null || total === null) return { verdict: 'unprovenRange', statedTotalBytes: total };
  if (ask.known.totalBytes === null && total === partial.receivedBytes) {
    partial.endHere();
    return { verdict: 'complete' };
  }
  throw new AppError('objectChanged', { params: { host } });
}
