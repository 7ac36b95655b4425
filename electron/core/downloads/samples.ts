import { OVERLAP_BYTES } from './receive-body.ts';
import type { ByteRange, Segment } from './segments.ts';

const RANDOM_SAMPLES = 3;

/**
 * The beginning and a few random places of what is on disk, as segments without anything missing: fetching one only
 * compares. Together with the seams they find an object that changed and did not say so, unless the change is small.
 * @param random from 0 (included) to 1 (excluded).
 */
export function sampleSegments(received: readonly ByteRange[], random: () => number): Segment[] {
  const [first] = received;
  if (first === undefined) return [];
  const places = Array.from({ length: RANDOM_SAMPLES }, () => placeIn(received, random()));
  return [first.start, ...places].map((start) => {
    const range = received.find((one) => start >= one.start && start < one.end) ?? first;
    const end = Math.min(start + OVERLAP_BYTES, range.end);
    return { start, next: end, pending: 0, end, isTaken: true };
  });
}

/** The byte at this part of all bytes that are there. */
function placeIn(received: readonly ByteRange[], part: number): number {
  let skip = Math.floor(part * received.reduce((sum, { start, end }) => sum + end - start, 0));
  for (const { start, end } of received) {
    if (skip < end - start) return start + skip;
    skip -= end - start;
  }
  return received[0]?.start ?? 0;
}
