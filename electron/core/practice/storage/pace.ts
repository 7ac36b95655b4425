/** Keeps an answer to so many bytes a second. */
export interface Pace {
  /** The largest piece that keeps the flow even. */
  readonly pieceBytes: number;
  /** Calls `wake` when so many bytes may be written; answers how to call that off. */
  schedule(bytes: number, wake: () => void): (() => void) | undefined;
}

const PIECES_PER_SECOND = 20;
/** A client that did not read for longer than this is not paid back with a burst. */
const LARGEST_DEBT_MS = 200;

export function createPace(bytesPerSecond: number | undefined, largestPieceBytes: number): Pace {
  if (bytesPerSecond === undefined || bytesPerSecond === Number.POSITIVE_INFINITY) return unhurried(largestPieceBytes);
  let dueMs = performance.now();
  return {
    pieceBytes: Math.max(1, Math.min(largestPieceBytes, Math.ceil(bytesPerSecond / PIECES_PER_SECOND))),
    schedule(bytes, wake) {
      const now = performance.now();
      dueMs = Math.max(dueMs, now - LARGEST_DEBT_MS) + (bytes / bytesPerSecond) * 1000;
      const timer = setTimeout(wake, Math.max(0, dueMs - now));
      return () => clearTimeout(timer);
    },
  };
}

function unhurried(pieceBytes: number): Pace {
  return {
    pieceBytes,
    schedule(_bytes, wake) {
      wake();
      return undefined;
    },
  };
}
