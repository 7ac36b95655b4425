import { AppError } from '#shared/errors.ts';
import { discardBody } from '../http/read-body.ts';
import type { Clock, Transport } from '../ports.ts';
import { parseUnsatisfiedTotal } from './content-range.ts';
import { ensureRoom } from './disk-room.ts';
import { ifRangeOf } from './entity-tag.ts';
import { judgeResponse, type Ask, type Verdict } from './judge-response.ts';
import type { HeldLink, LinkHolder } from './link-holder.ts';
import { openObject, type OpenedObject, type Timeouts } from './open-object.ts';
import type { PartialFile } from './partial-file.ts';
import { OVERLAP_BYTES, receiveBody, type Limiter } from './receive-body.ts';
import type { Segment } from './segments.ts';

/** How to ask, learnt from what the server did before. */
export interface Manner {
  readonly mayUseIfRange: boolean;
  readonly mayUseRange: boolean;
  readonly statedTotalBytes: number | null;
}

/** `complete`: the segment has all its bytes. Otherwise nothing was added and the question has to be put differently. */
export type AttemptOutcome =
  | { readonly verdict: 'complete' }
  | Extract<Verdict, { verdict: 'askWithoutIfRange' | 'unprovenRange' }>;

export interface AttemptOptions {
  readonly transport: Transport;
  readonly links: LinkHolder;
  readonly partial: PartialFile;
  readonly limiter: Limiter | undefined;
  readonly signal: AbortSignal;
  readonly clock: Clock;
  readonly timeouts: Timeouts;
  /** The response is accepted and bytes follow; `isStartingOver`: those that are there already are among them. */
  readonly onOpen: (isWhole: boolean, isStartingOver: boolean) => void;
  readonly onBytes: () => void;
}

/** What one exchange is for. */
export interface Task {
  readonly link: HeldLink;
  /** Null: nothing is known of the object yet. */
  readonly segment: Segment | null;
  /** The bytes before it come from an earlier run, so that even a tag may have stayed by mistake. */
  readonly isFirstOfRun: boolean;
  readonly manner: Manner;
  /** Nobody else is at work, so that the whole object may come where a range was asked for. */
  readonly mayTakeWhole: boolean;
}

/**
 * One exchange: asks for the missing bytes of a segment and adds what may be added. What arrived before a failure stays
 * in the partial file.
 * Throws AppErrors of the transport, the storage and the guards, and Node's file errors.
 */
export async function attempt(options: AttemptOptions, task: Task): Promise<AttemptOutcome> {
  const { partial, links, clock } = options;
  const ask = askFor(partial, task);
  const opened = await openObject({
    ...options,
    url: task.link.url,
    refusesPrivateAddresses: task.link.isPrivateAllowed !== true,
    headers: headersOf(ask),
    now: () => clock.now(),
    isLinkExpired: () => links.isExpired(task.link),
    onHead: (headers) => links.seen(headers['date']),
  });
  if (opened.response.status !== 416) return receive(options, task, ask, opened);
  await discardBody(opened.response.body);
  return unsatisfied(ask, partial, opened);
}

function askFor(partial: PartialFile, { segment, isFirstOfRun, manner }: Task): Ask {
  const known = partial.segments.receivedBytes() > 0 ? partial.identity : null;
  const { statedTotalBytes } = manner;
  if (!manner.mayUseRange) return { startByte: null, endByte: null, hasIfRange: false, known, statedTotalBytes };
  const hasIfRange = known !== null && manner.mayUseIfRange && ifRangeOf(known.tag) !== undefined;
  const { next, end } = segment ?? { next: 0, end: Number.POSITIVE_INFINITY };
  const isCompared = known !== null && (known.tag === null || isFirstOfRun);
  const startByte = next - (isCompared ? Math.min(OVERLAP_BYTES, bytesBefore(partial, next)) : 0);
  return { startByte, endByte: endOf(partial, end), hasIfRange, known, statedTotalBytes };
}

/** Bytes on disk right before this one. */
function bytesBefore(partial: PartialFile, position: number): number {
  const run = partial.segments.received().find(({ start, end }) => start < position && position <= end);
  return run === undefined ? 0 : position - run.start;
}

/** A range up to the end stays open: what a server says about the length may be wrong. */
function endOf({ identity }: PartialFile, end: number): number | null {
  const total = identity?.totalBytes ?? Number.POSITIVE_INFINITY;
  if (end >= total) return null;
  return identity?.tag === null ? Math.min(end + OVERLAP_BYTES, total) : end;
}

/** The request headers for what is asked. */
export function headersOf(ask: Ask): Record<string, string> {
  const headers: Record<string, string> = { 'Accept-Encoding': 'identity' };
  if (ask.startByte !== null) {
    headers['Range'] = `bytes=${ask.startByte}-${ask.endByte === null ? '' : ask.endByte - 1}`;
  }
  const ifRange = ask.hasIfRange ? ifRangeOf(ask.known?.tag ?? null) : undefined;
  if (ifRange !== undefined) headers['If-Range'] = ifRange;
  return headers;
}

async function receive(
  options: AttemptOptions,
  task: Task,
  ask: Ask,
  { response, host }: OpenedObject,
): Promise<AttemptOutcome> {
  const { partial, clock } = options;
  const judged = judgeResponse(ask, response, host);
  if (judged.verdict === 'askWithoutIfRange' || judged.verdict === 'unprovenRange' || judged.verdict === 'fail') {
    await discardBody(response.body);
    if (judged.verdict === 'fail') throw judged.error;
    return judged;
  }
  const { identity, expectedBytes } = judged;
  const isWhole = response.status === 200;
  if (isWhole && !task.mayTakeWhole) {
    await discardBody(response.body);
    return { verdict: 'unprovenRange', statedTotalBytes: null };
  }
  let first: Segment | null = null;
  const begin = async (): Promise<Segment | null> => {
    if (ask.known === null) {
      await partial.begin(identity);
      await ensureRoom(partial);
    }
    options.onOpen(isWhole, judged.verdict === 'startOver');
    const isFromStart = isWhole || task.segment === null || ask.known === null;
    first = isFromStart ? partial.segments.takeAt(0) : task.segment;
    return first;
  };
  try {
    await receiveBody(response.body, {
      ...options,
      host,
      startByte: isWhole ? 0 : (ask.startByte ?? 0),
      expectedBytes,
      begin,
      isWhole,
      isSeamCompared: identity.tag === null,
      release: response.release,
      now: () => clock.now(),
    });
    if (expectedBytes === null) partial.endAt(partial.segments.receivedBytes());
    return { verdict: 'complete' };
  } finally {
    if (first !== null && first !== task.segment) partial.segments.release(first);
  }
}

/** 416: an object without bytes has no range to give, a shorter one than before has changed. */
function unsatisfied(ask: Ask, partial: PartialFile, { response, host }: OpenedObject): AttemptOutcome {
  const total = parseUnsatisfiedTotal(response.headers['content-range']);
  if (ask.known === null || total === null) return { verdict: 'unprovenRange', statedTotalBytes: total };
  if (ask.known.totalBytes === null && total === partial.segments.receivedBytes()) {
    partial.endAt(total);
    return { verdict: 'complete' };
  }
  throw new AppError('objectChanged', { params: { host, what: 'size', newTotalBytes: total } });
}
