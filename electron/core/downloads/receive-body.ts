import { AppError } from '#shared/errors.ts';
import type { PartialFile } from './partial-file.ts';
import { createSegmentWriter, type SegmentWriter } from './segment-writer.ts';
import type { Segment } from './segments.ts';
import { beginsLikeAPage, SNIFF_BYTES } from './sniff.ts';

/** Bytes fetched twice and compared, where two runs or two connections meet. */
export const OVERLAP_BYTES = 65_536;

/** Limits how fast bytes are taken, for all downloads together. */
export interface Limiter {
  /** Resolves when so many bytes may have been taken. Rejects when the signal is aborted. */
  take(bytes: number, signal: AbortSignal): Promise<void>;
  /** It is this process that cannot take more: further connections would only stand in line. */
  isCrowded?(): boolean;
}

export interface ReceiveOptions {
  readonly partial: PartialFile;
  readonly host: string;
  readonly startByte: number;
  /** How many bytes the body has; null where nobody said. */
  readonly expectedBytes: number | null;
  /** Makes the file, or finds the segment to fill. Asked when bytes are there, or when it is sure that there are none. */
  readonly begin: () => Promise<Segment | null>;
  /** The body is the whole object: it goes on from one segment into the next. */
  readonly isWhole: boolean;
  /** Nothing but the bytes themselves tells versions apart: read on a little where this segment meets the next. */
  readonly isSeamCompared: boolean;
  readonly limiter: Limiter | undefined;
  /** Takes back the memory of a piece of the body. */
  readonly release: ((piece: Uint8Array) => void) | undefined;
  readonly signal: AbortSignal;
  readonly now: () => number;
  readonly onBytes: () => void;
}

/** The limiter is asked for this much at a time, not for every chunk. */
const LIMITER_BYTES = 131_072;

/**
 * Takes a body into the partial file. Bytes that are on disk already are compared instead of written; where they differ,
 * nothing more is added. What arrived before a failure stays.
 * Throws AppError `notABackup` for a page, `objectChanged` where bytes differ, `lengthMismatch` (lasting when more bytes
 * come than were announced, worth another try when fewer), the transport's errors and Node's file errors.
 */
export async function receiveBody(body: AsyncIterable<Uint8Array>, options: ReceiveOptions): Promise<void> {
  const { host, expectedBytes, limiter, signal } = options;
  const iterator = body[Symbol.asyncIterator]();
  let left = expectedBytes ?? Number.POSITIVE_INFINITY;
  let unpaid = 0;
  let sink: Sink | null = null;
  try {
    let chunk = await firstBytes(iterator, options);
    const segment = await options.begin();
    if (segment !== null) sink = createSink(segment, options);
    while (chunk !== null) {
      // Read before the piece is handed on: when it is written its memory goes back.
      const { byteLength } = chunk;
      left -= byteLength;
      if (left < 0) throw lengthMismatch(host, expectedBytes ?? 0, (expectedBytes ?? 0) - left, false);
      const taken = sink === null ? false : sink.take(chunk);
      const goesOn = typeof taken === 'boolean' ? taken : await taken;
      options.onBytes();
      // With nothing left the body's own end is awaited, so that the connection can serve again.
      if (!goesOn && left > 0) return;
      unpaid += byteLength;
      if (limiter !== undefined && unpaid >= LIMITER_BYTES) {
        await limiter.take(unpaid, signal);
        unpaid = 0;
      }
      const next = await iterator.next();
      chunk = next.done === true ? null : next.value;
    }
    if (expectedBytes !== null && left > 0) throw lengthMismatch(host, expectedBytes, expectedBytes - left, true);
  } finally {
    await iterator.return?.();
    await sink?.settle();
  }
}

/** The first chunk; of a body that begins the object, enough of it to see that it is no page. */
async function firstBytes(
  iterator: AsyncIterator<Uint8Array>,
  { startByte, host }: ReceiveOptions,
): Promise<Uint8Array | null> {
  const first = await iterator.next();
  if (first.done === true) return null;
  if (startByte > 0) return first.value;
  let head = first.value;
  while (head.byteLength < SNIFF_BYTES) {
    const more = await iterator.next();
    if (more.done === true) break;
    head = Buffer.concat([head, more.value]);
  }
  if (beginsLikeAPage(head)) throw new AppError('notABackup', { params: { host, type: '' } });
  return head;
}

interface Sink {
  /** False: the body has nothing more to give. */
  take(bytes: Uint8Array): boolean | Promise<boolean>;
  settle(): Promise<void>;
}

function createSink(first: Segment, options: ReceiveOptions): Sink {
  const { partial, host, isWhole, isSeamCompared } = options;
  let segment = first;
  let writer: SegmentWriter = createSegmentWriter(partial, segment, options);
  let at = options.startByte;

  const compare = async (bytes: Uint8Array): Promise<void> => {
    const onDisk = await partial.read({ start: at, end: at + bytes.byteLength });
    if (Buffer.compare(bytes, onDisk) !== 0) throw new AppError('objectChanged', { params: { host, what: 'bytes' } });
  };
  /** The following segment's first bytes may be there already. */
  const atSeam = (): number => {
    const following = isSeamCompared ? partial.segments.find(at) : undefined;
    return following === undefined ? 0 : Math.min(following.next, segment.end + OVERLAP_BYTES) - at;
  };
  const goOnInNext = async (): Promise<boolean> => {
    await writer.settle();
    partial.segments.release(segment);
    const following = partial.segments.takeAt(at);
    if (following === null) return false;
    segment = following;
    writer = createSegmentWriter(partial, segment, options);
    return true;
  };
  const takeSlowly = async (bytes: Uint8Array): Promise<boolean> => {
    for (let rest = bytes; rest.byteLength > 0;) {
      const position = segment.next + segment.pending;
      let length: number;
      if (at < position) {
        length = Math.min(rest.byteLength, position - at);
        await compare(rest.subarray(0, length));
      } else if (at < segment.end) {
        length = Math.min(rest.byteLength, segment.end - at);
        await writer.append(rest.subarray(0, length));
      } else if (isWhole) {
        length = 0;
        if (!(await goOnInNext())) return false;
      } else {
        length = Math.min(rest.byteLength, atSeam());
        if (length <= 0) return false;
        await compare(rest.subarray(0, length));
      }
      at += length;
      rest = rest.subarray(length);
    }
    return isWhole || at < segment.end || atSeam() > 0;
  };

  return {
    take(bytes) {
      const isNext = at === segment.next + segment.pending && at + bytes.byteLength < segment.end;
      if (!isNext) return takeSlowly(bytes);
      at += bytes.byteLength;
      const room = writer.append(bytes);
      return room === null ? true : room.then(() => true);
    },
    async settle() {
      try {
        await writer.settle();
      } finally {
        if (segment !== first) partial.segments.release(segment);
      }
    },
  };
}

function lengthMismatch(host: string, expectedBytes: number, receivedBytes: number, retryable: boolean): AppError {
  return new AppError('lengthMismatch', { params: { host, expectedBytes, receivedBytes }, retryable });
}
