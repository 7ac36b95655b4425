/** Measures how fast bytes come while the number of connections stays the same. */
export interface Throughput {
  /** The connections are others now: what is measured begins anew, a moment later. */
  restart(): void;
  /** @returns bytes a second over the last stretch, once at its end; null in between. */
  measured(receivedBytes: number): number | null;
  /** Of the last stretch; 0 before the first. */
  bytesPerSecond(): number;
}

/** New connections take a moment until they carry what they can. */
const SETTLING_MS = 30;
const MEASURING_MS = 100;

export function createThroughput(now: () => number): Throughput {
  let settledAt = Number.POSITIVE_INFINITY;
  let from: { readonly at: number; readonly bytes: number } | null = null;
  let bytesPerSecond = 0;
  return {
    restart() {
      settledAt = now() + SETTLING_MS;
      from = null;
    },
    measured(receivedBytes) {
      const time = now();
      if (time < settledAt) return null;
      from ??= { at: time, bytes: receivedBytes };
      if (time - from.at < MEASURING_MS) return null;
      bytesPerSecond = ((receivedBytes - from.bytes) / (time - from.at)) * 1000;
      from = { at: time, bytes: receivedBytes };
      return bytesPerSecond;
    },
    bytesPerSecond: () => bytesPerSecond,
  };
}
