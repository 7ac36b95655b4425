import type { PartialFile } from './partial-file.ts';
import type { Segment } from './segments.ts';

/** Takes one connection's bytes to the disk, a mebibyte at a time. */
export interface SegmentWriter {
  /**
   * Takes the next bytes, in order; they must not change until they are written. Null: there is room for more. Otherwise a promise
   * of it, so that the usual case costs no waiting.
   */
  append(bytes: Uint8Array): Promise<void> | null;
  /** Waits until everything is written. What could not be written is dropped and counts as not received. */
  settle(): Promise<void>;
}

/** One write a mebibyte: a write per network chunk costs a third of the speed. */
const BATCH_BYTES = 1_048_576;
/** Bytes of a slow connection do not wait for their mebibyte: they would be lost in a crash. */
const LONGEST_WAIT_MS = 500;

/** @param release told of each piece that is on disk. */
export function createSegmentWriter(
  partial: PartialFile,
  segment: Segment,
  { now, release }: { readonly now: () => number; readonly release: ((piece: Uint8Array) => void) | undefined },
): SegmentWriter {
  let waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  let waitingSince = now();
  let flight: Promise<void> | null = null;
  let failure: Error | null = null;

  const fly = async (batch: readonly Uint8Array[], bytes: number): Promise<void> => {
    try {
      await partial.write(segment, batch);
      segment.pending -= bytes;
      for (const piece of batch) release?.(piece);
    } catch (error) {
      failure = error instanceof Error ? error : new Error('a write failed', { cause: error });
      segment.pending = 0;
      throw error;
    } finally {
      flight = null;
    }
    if (waitingBytes >= BATCH_BYTES) takeOff();
  };
  const takeOff = (): void => {
    const [batch, bytes] = [waiting, waitingBytes];
    waiting = [];
    waitingBytes = 0;
    waitingSince = now();
    flight = fly(batch, bytes);
    // Whoever comes next hears of it; until then a failure must not count as unhandled.
    flight.catch(() => undefined);
  };

  return {
    append(bytes) {
      if (failure !== null) return Promise.reject(failure);
      waiting.push(bytes);
      waitingBytes += bytes.byteLength;
      segment.pending += bytes.byteLength;
      if (waitingBytes < BATCH_BYTES && now() - waitingSince < LONGEST_WAIT_MS) return null;
      if (flight === null) takeOff();
      return waitingBytes < BATCH_BYTES ? null : flight;
    },
    async settle() {
      for (;;) {
        if (failure !== null) throw failure;
        if (flight !== null) await flight;
        else if (waitingBytes > 0) takeOff();
        else return;
      }
    },
  };
}
