/**
 * How many connections are worth having. It begins with one, adds while the throughput still grows, gives back what
 * brought nothing, and gives way when the server is busy. Pure: a state, what was measured, the next state.
 */
export interface ConnectionsState {
  readonly wanted: number;
  /** What fewer connections brought; null before anything was measured. */
  readonly before: { readonly connections: number; readonly bytesPerSecond: number } | null;
  /** How often in a row the added ones seemed to bring nothing. */
  readonly doubts: number;
  /** Not more before this moment. */
  readonly holdUntil: number;
  /** How long the next hold lasts. */
  readonly holdMs: number;
}

export interface Measurement {
  readonly now: number;
  readonly connections: number;
  readonly bytesPerSecond: number;
  readonly leftBytes: number;
  /** All downloads together bring more than this process takes. */
  readonly isCrowded: boolean;
}

/** Asking one first shows whether more would pay at all; finding the number in small steps costs more than it saves. */
const GROWTH = 8;
/** Of what the added connections would bring if each brought as much as those before, this part must be seen. */
const LEAST_GAIN = 0.15;
/** Not worth a connection what is over so soon. */
const LEAST_SECONDS_LEFT = 1;
/** One that carries so much is not held back by the network: then it is this machine that is busy, and more cost more. */
const FAST_BYTES_PER_SECOND = 200_000_000;
const FIRST_HOLD_MS = 2000;
const LONGEST_HOLD_MS = 60_000;
const BUSY_HOLD_MS = 5000;

/** A hiccup of the network or of this machine is no proof. */
const DOUBTS_ENOUGH = 3;

export const FIRST_CONNECTIONS: ConnectionsState = {
  wanted: 1,
  before: null,
  doubts: 0,
  holdUntil: 0,
  holdMs: FIRST_HOLD_MS,
};

/** After a stretch of time in which all wanted connections carried bytes. */
export function afterMeasurement(state: ConnectionsState, measured: Measurement, most: number): ConnectionsState {
  const { before, wanted } = state;
  if (before !== null && before.connections < wanted && !hasPaid(before, measured)) {
    if (state.doubts + 1 < DOUBTS_ENOUGH) return { ...state, doubts: state.doubts + 1 };
    return {
      wanted: before.connections,
      before: null,
      doubts: 0,
      holdUntil: measured.now + state.holdMs,
      holdMs: Math.min(LONGEST_HOLD_MS, state.holdMs * 2),
    };
  }
  const isWorthIt = measured.leftBytes > measured.bytesPerSecond * LEAST_SECONDS_LEFT;
  const isHeldBack = !measured.isCrowded && measured.bytesPerSecond < FAST_BYTES_PER_SECOND * measured.connections;
  const mayGrow = wanted < most && measured.now >= state.holdUntil && isWorthIt && isHeldBack;
  return {
    ...state,
    doubts: 0,
    wanted: mayGrow ? Math.min(most, wanted * GROWTH) : wanted,
    before: { connections: measured.connections, bytesPerSecond: measured.bytesPerSecond },
  };
}

/** The server answered 429 or 503, or took no more connections, while others were carrying bytes. */
export function afterBusy(
  state: ConnectionsState,
  { now, connections, retryAfterMs }: { now: number; connections: number; retryAfterMs: number | null },
): ConnectionsState {
  return {
    wanted: Math.max(1, connections - 1),
    before: null,
    doubts: 0,
    holdUntil: now + Math.max(state.holdMs, retryAfterMs ?? BUSY_HOLD_MS),
    holdMs: Math.min(LONGEST_HOLD_MS, state.holdMs * 2),
  };
}

function hasPaid(
  before: { readonly connections: number; readonly bytesPerSecond: number },
  { connections, bytesPerSecond }: Measurement,
): boolean {
  const hoped = connections / before.connections - 1;
  return bytesPerSecond >= before.bytesPerSecond * (1 + LEAST_GAIN * hoped);
}
