/**
 * Smoothed speed and time left. Two averages over the same samples: a lively one to show, a calm one for the time left,
 * which nobody wants to see jump.
 */
export interface SpeedState {
  readonly startedAt: number;
  readonly sampledAt: number;
  readonly sampledBytes: number;
  readonly movedAt: number;
  readonly lively: number;
  readonly calm: number;
}

const SAMPLE_MS = 250;
const LIVELY_HALF_LIFE_MS = 2000;
const CALM_HALF_LIFE_MS = 10_000;
const SILENT_AFTER_MS = 3000;
const FIRST_GUESS_AFTER_MS = 3000;
const LONGEST_GUESS_SECONDS = 30 * 86_400;

/** @param receivedBytes what the file held already when bytes began to flow. */
export function startSpeed(now: number, receivedBytes: number): SpeedState {
  return { startedAt: now, sampledAt: now, sampledBytes: receivedBytes, movedAt: now, lively: 0, calm: 0 };
}

/** Takes a sample at most every quarter of a second; in between the state stays as it is. */
export function advanceSpeed(state: SpeedState, now: number, receivedBytes: number): SpeedState {
  const elapsedMs = now - state.sampledAt;
  if (elapsedMs < SAMPLE_MS) return state;
  const bytes = Math.max(0, receivedBytes - state.sampledBytes);
  const rate = (bytes / elapsedMs) * 1000;
  const isFirst = state.sampledAt === state.startedAt;
  const blend = (old: number, halfLifeMs: number): number =>
    isFirst ? rate : rate + (old - rate) * 0.5 ** (elapsedMs / halfLifeMs);
  return {
    startedAt: state.startedAt,
    sampledAt: now,
    sampledBytes: receivedBytes,
    movedAt: bytes > 0 ? now : state.movedAt,
    lively: blend(state.lively, LIVELY_HALF_LIFE_MS),
    calm: blend(state.calm, CALM_HALF_LIFE_MS),
  };
}

/** @returns bytes a second, 0 after three seconds of silence; seconds left, null where it would be a guess. */
export function readSpeed(
  state: SpeedState,
  now: number,
  totalBytes: number | null,
): { bytesPerSecond: number; secondsLeft: number | null } {
  if (now - state.movedAt >= SILENT_AFTER_MS) return { bytesPerSecond: 0, secondsLeft: null };
  const bytesPerSecond = Math.round(state.lively);
  if (totalBytes === null || now - state.startedAt < FIRST_GUESS_AFTER_MS || state.calm < 1) {
    return { bytesPerSecond, secondsLeft: null };
  }
  const seconds = Math.max(0, totalBytes - state.sampledBytes) / state.calm;
  return { bytesPerSecond, secondsLeft: seconds > LONGEST_GUESS_SECONDS ? null : rounded(seconds) };
}

/** To the second below a minute, to five seconds below ten, to the minute above. */
function rounded(seconds: number): number {
  const step = seconds < 60 ? 1 : seconds < 600 ? 5 : 60;
  return Math.ceil(seconds / step) * step;
}
