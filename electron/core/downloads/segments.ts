import { ETAG_BLOCK_BYTES } from '../us3/etag.ts';

/**
 * A run of the object that one connection fills from its beginning: [start, next) is on disk, [next, end) is missing.
 * Starts lie on the 4 MiB blocks that US3 hashes, so a block is always filled by one connection at a time.
 */
export interface Segment {
  start: number;
  next: number;
  /** Bytes behind `next` that are on their way to the disk. */
  pending: number;
  /** May come nearer while a connection is at work, when another one takes over the rest. */
  end: number;
  isTaken: boolean;
}

export interface ByteRange {
  readonly start: number;
  /** The byte after the last. */
  readonly end: number;
}

/** All segments of an object, in order and without gaps. */
export interface Segments {
  all(): readonly Segment[];
  /**
   * Gives a connection something to do: a segment nobody is at work on, else the second half of the one with the most
   * left, where both halves are at least `leastBytes`. Null when there is nothing worth it.
   */
  take(leastBytes?: number): Segment | null;
  /** Takes the segment that this byte is in; null behind the end. */
  takeAt(position: number): Segment | null;
  find(position: number): Segment | undefined;
  release(segment: Segment): void;
  /** What is on its way to the disk included. */
  receivedBytes(): number;
  isComplete(): boolean;
  /** What is on disk, neighbours joined. */
  received(): ByteRange[];
  /** The end of the object has come into sight. */
  endAt(totalBytes: number): void;
}

/** Less is not worth a connection of its own. */
const LEAST_BYTES = 2 * 1024 * 1024;

/** @param received what is on disk already; starts lie on blocks. A total nobody knows is `Infinity`. */
export function createSegments(totalBytes: number, received: readonly ByteRange[] = []): Segments {
  const segments: Segment[] = firstSegments(totalBytes, received);

  const find = (position: number): Segment | undefined =>
    segments.find(({ start, end }) => position >= start && position < end);
  const receivedBytes = (): number =>
    segments.reduce((sum, { start, next, pending }) => sum + next + pending - start, 0);
  const splitLargest = (leastBytes: number): Segment | null => {
    const largest = segments.reduce<Segment | null>(
      (most, one) => (most === null || leftOf(one) > leftOf(most) ? one : most),
      null,
    );
    const cut = largest === null ? null : splitPoint(largest.next + largest.pending, largest.end, leastBytes);
    if (largest === null || cut === null) return null;
    const rest = { start: cut, next: cut, pending: 0, end: largest.end, isTaken: true };
    segments.splice(segments.indexOf(largest) + 1, 0, rest);
    largest.end = cut;
    return rest;
  };

  return {
    all: () => segments,
    take(leastBytes = LEAST_BYTES) {
      const free = segments.find((one) => !one.isTaken && leftOf(one) > 0);
      if (free === undefined) return splitLargest(leastBytes);
      free.isTaken = true;
      return free;
    },
    takeAt(position) {
      const found = find(position);
      if (found === undefined) return null;
      found.isTaken = true;
      return found;
    },
    find,
    release(segment) {
      segment.isTaken = false;
      const at = segments.indexOf(segment);
      const following = segments[at + 1];
      if (at < 0 || leftOf(segment) > 0 || following === undefined) return;
      // A complete one goes up in its neighbour, so there are never many.
      following.start = segment.start;
      segments.splice(at, 1);
    },
    receivedBytes,
    isComplete: () => segments.every((one) => leftOf(one) === 0),
    received: () => joined(segments.map(({ start, next }) => ({ start, end: next }))),
    endAt(total) {
      const last = segments.at(-1);
      if (last !== undefined) last.end = total;
    },
  };
}

function leftOf({ next, end }: Segment): number {
  return end - next;
}

function firstSegments(totalBytes: number, received: readonly ByteRange[]): Segment[] {
  const [first] = received;
  const begun = first === undefined || first.start > 0 ? [{ start: 0, end: 0 }, ...received] : received;
  return begun.map(({ start, end }, at) => ({
    start,
    next: end,
    pending: 0,
    end: begun[at + 1]?.start ?? totalBytes,
    isTaken: false,
  }));
}

/**
 * Where to cut what is missing in two: near the middle, on a block. Null where a half would be less than `leastBytes`,
 * and where nobody knows the end.
 */
export function splitPoint(next: number, end: number, leastBytes: number): number | null {
  if (!Number.isFinite(end)) return null;
  const middle = Math.round((next + end) / 2 / ETAG_BLOCK_BYTES) * ETAG_BLOCK_BYTES;
  return middle - next >= leastBytes && end - middle >= leastBytes ? middle : null;
}

function joined(ranges: readonly ByteRange[]): ByteRange[] {
  const result: ByteRange[] = [];
  for (const range of ranges) {
    const last = result.at(-1);
    if (range.end === range.start) continue;
    if (last !== undefined && last.end === range.start) result[result.length - 1] = { ...last, end: range.end };
    else result.push(range);
  }
  return result;
}

/** The widest gaps stay, the narrowest close, until there are at most so many: a strip has only so many pixels. */
export function coarse(ranges: readonly ByteRange[], most: number): [number, number][] {
  const gaps = ranges.slice(1).map(({ start }, at) => start - (ranges[at]?.end ?? start));
  const narrowest = gaps.toSorted((a, b) => b - a)[most - 1] ?? 0;
  const result: [number, number][] = [];
  for (const [at, { start, end }] of ranges.entries()) {
    const last = result.at(-1);
    const gap = gaps[at - 1] ?? 0;
    if (last !== undefined && gap <= narrowest) last[1] = end;
    else result.push([start, end]);
  }
  return result;
}
