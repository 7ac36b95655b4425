import { AppError, isAppError } from '#shared/errors.ts';
import { attempt, type AttemptOptions, type AttemptOutcome, type Manner } from './attempt.ts';
import { waitBeforeRetryMs } from './backoff.ts';
import { afterBusy, afterMeasurement, FIRST_CONNECTIONS } from './connections.ts';
import { ensureRoom } from './disk-room.ts';
import type { HeldLink } from './link-holder.ts';
import { createPatience, type WakeUps } from './patience.ts';
import type { ProgressReporter } from './progress.ts';
import { sampleSegments } from './samples.ts';
import type { Segment } from './segments.ts';
import { isRefusal } from './storage-errors.ts';
import { createThroughput } from './throughput.ts';
import type { TellActivity } from './timeline.ts';
import { countTries } from './tries.ts';

export interface ReceiveAllOptions extends Omit<AttemptOptions, 'onOpen' | 'onBytes'> {
  readonly reporter: ProgressReporter;
  readonly mostConnections: number;
  readonly wakeUps: WakeUps | undefined;
  /** From 0 (included) to 1 (excluded). */
  readonly random: () => number;
  readonly tell: TellActivity;
}

/** One connection's work, exchange after exchange. */
interface Lane {
  readonly controller: AbortController;
  isFlowing: boolean;
  isRetired: boolean;
  /** Failures in a row while others carried bytes. */
  failures: number;
}

/** A connection that fails so often while others carry bytes is one too many. */
const MOST_LANE_FAILURES = 3;
const MOST_UPGRADED_REFUSALS = 2;
/** What a connection will be done with so soon is not shared with another. */
const LEAST_SECONDS_SHARED = 0.1;
const ROOM_INTERVAL_MS = 5000;
const LEAST_BYTES_SHARED = 2 * 1024 * 1024;

/**
 * Brings every missing byte into the partial file, over as many connections as pay: renews a refused link, waits and
 * goes on after faults, and puts the question differently where the server does not understand it.
 * Throws what cannot be helped: a lasting AppError, or the last fault after ten tries in a row without a new byte.
 */
export async function receiveAll(options: ReceiveAllOptions): Promise<void> {
  const { partial, links, reporter, signal, clock, tell, mostConnections } = options;
  /** At work, the oldest first. One that was sent away may still be writing. */
  const lanes = new Set<Lane>();
  const endings = new Set<Promise<void>>();
  const tries = countTries(() => partial.segments.receivedBytes());
  const patience = createPatience({ ...options, onWake: () => tries.forget() });
  const throughput = createThroughput(() => clock.now());
  /** What an earlier run left, before this one has compared a little of it. */
  const uncompared = new Set<Segment>(partial.identity === null ? [] : partial.segments.all());
  /** Where nothing but the bytes tells versions apart, a few are looked at before more are added. */
  const samples = partial.identity?.tag === null ? sampleSegments(partial.segments.received(), options.random) : [];
  let manner: Manner = { mayUseIfRange: true, mayUseRange: true, statedTotalBytes: null };
  let unprovenRanges = 0;
  let isOneStream = false;
  let connections = FIRST_CONNECTIONS;
  let roomSeenAt = clock.now();
  /** Why nothing flows, for the timeline's next line. */
  let silence: 'notStarted' | 'lost' | 'never' = 'notStarted';
  const failures: unknown[] = [];

  const flowing = (): number => [...lanes].filter(({ isFlowing }) => isFlowing).length;
  const doOthersFlow = (lane: Lane): boolean => [...lanes].some((one) => one !== lane && one.isFlowing);
  const isComplete = (): boolean => Number.isFinite(partial.identity?.totalBytes) && partial.segments.isComplete();

  const takeSegment = (): Segment | null => {
    const sample = samples.pop();
    if (sample !== undefined) return sample;
    const ofOne = throughput.bytesPerSecond() / Math.max(1, flowing());
    return partial.segments.take(Math.max(LEAST_BYTES_SHARED, ofOne * LEAST_SECONDS_SHARED));
  };
  const changed = (): void => {
    throughput.restart();
    reporter.connections(flowing());
  };
  const sendAway = (lane: Lane): void => {
    lanes.delete(lane);
    lane.isRetired = true;
    lane.controller.abort();
    changed();
  };
  /** Also those that wait for a better moment. */
  const sendAllAway = (): void => {
    for (const lane of lanes) sendAway(lane);
  };
  /** As many as are wanted, and as there is something to do for. */
  const adapt = (): void => {
    for (const lane of [...lanes].slice(connections.wanted)) sendAway(lane);
    while (lanes.size < connections.wanted && failures.length === 0) {
      const segment = takeSegment();
      if (segment === null) return;
      begin(segment);
    }
  };
  const end = (error: unknown): void => {
    failures.push(error);
    sendAllAway();
  };
  /** Others write to the disk too. */
  const watchRoom = (): void => {
    if (clock.now() < roomSeenAt + ROOM_INTERVAL_MS) return;
    roomSeenAt = clock.now();
    ensureRoom(partial).catch(end);
  };
  const onBytes = (): void => {
    reporter.moved();
    watchRoom();
    if (isOneStream || mostConnections === 1 || flowing() < lanes.size) return;
    const received = partial.segments.receivedBytes();
    const bytesPerSecond = throughput.measured(received);
    if (bytesPerSecond === null) return;
    const leftBytes = (partial.identity?.totalBytes ?? received) - received;
    const isCrowded = options.limiter?.isCrowded?.() === true;
    const measured = { now: clock.now(), connections: lanes.size, bytesPerSecond, leftBytes, isCrowded };
    const next = afterMeasurement(connections, measured, mostConnections);
    if (next.wanted !== connections.wanted) tell({ type: 'connectionsChanged', connections: next.wanted });
    connections = next;
    adapt();
  };

  const tellFlowing = (): void => {
    if (silence === 'never') return;
    if (silence === 'lost') tell({ type: 'continued', receivedBytes: partial.segments.receivedBytes() });
    else tell({ type: 'started', totalBytes: partial.identity?.totalBytes ?? null });
    silence = 'never';
  };
  const exchange = async (lane: Lane, link: HeldLink, segment: Segment | null): Promise<AttemptOutcome> => {
    const task = {
      link,
      segment,
      isFirstOfRun: segment !== null && uncompared.has(segment),
      manner,
      mayTakeWhole: lanes.size === 1,
    };
    const onOpen = (isWhole: boolean, isStartingOver: boolean): void => {
      if (isWhole && !isOneStream) tell({ type: 'rangesNotHonoured' });
      isOneStream ||= isWhole;
      if (isStartingOver) tries.restarted();
      tellFlowing();
      if (segment !== null) uncompared.delete(segment);
      lane.isFlowing = true;
      changed();
      reporter.phase('downloading');
    };
    try {
      return await attempt(
        { ...options, signal: AbortSignal.any([signal, lane.controller.signal]), onOpen, onBytes },
        task,
      );
    } finally {
      lane.isFlowing = false;
    }
  };
  const tryOnce = async (
    lane: Lane,
    segment: Segment | null,
  ): Promise<{ link: HeldLink | null; outcome?: AttemptOutcome; error?: unknown }> => {
    let link: HeldLink | null = null;
    try {
      link = await links.current();
      return { link, outcome: await exchange(lane, link, segment) };
    } catch (error) {
      return { link, error };
    } finally {
      if (segment !== null) partial.segments.release(segment);
    }
  };
  /** Answers whether this connection goes on. */
  const putDifferently = (lane: Lane, outcome: Exclude<AttemptOutcome, { verdict: 'complete' }>): boolean => {
    if (outcome.verdict === 'askWithoutIfRange') {
      manner = { ...manner, mayUseIfRange: false };
      return true;
    }
    if (doOthersFlow(lane)) return false;
    // An unproven range may be a proxy's slip once. Twice, and the only thing to trust is the whole in one piece.
    unprovenRanges += 1;
    if (!manner.mayUseRange) throw new AppError('rangeMismatch');
    const statedTotalBytes = outcome.statedTotalBytes ?? manner.statedTotalBytes;
    manner = { ...manner, statedTotalBytes, mayUseRange: unprovenRanges < 2 };
    return true;
  };
  /** Answers whether this connection goes on, after a while. Throws what ends the download. */
  const recover = async (lane: Lane, link: HeldLink | null, error: unknown): Promise<boolean> => {
    if (!isAppError(error) || signal.aborted || error.code === 'objectChanged') throw error;
    const isAlone = !doOthersFlow(lane);
    if (isAlone) reporter.phase('connecting');
    if (tries.hasGained()) {
      links.worked();
      unprovenRanges = 0;
    }
    const retryAfterMs = retryAfterMsOf(error);
    if (link !== null && isRefusal(error)) {
      if (links.refused(link, Number(error.data.params['status']))) return true;
      if (isAlone) throw error;
      return false;
    }
    if (isAlone && (!error.data.retryable || tries.isLast(mostFruitless(link, error)))) throw error;
    if (error.code === 'storageBusy') {
      const status = Number(error.data.params['status']);
      tell({ type: 'serverSlowed', status, retryAfterSeconds: retryAfterMs === null ? null : retryAfterMs / 1000 });
    } else tell({ type: 'connectionLost', code: error.code });
    if (isAlone) {
      if (silence === 'never') silence = 'lost';
      await patience.wait(waitBeforeRetryMs(tries.fruitless(), retryAfterMs, options.random()), lane.controller.signal);
      return true;
    }
    lane.failures += 1;
    const isTooMany = error.code === 'storageBusy' || error.code === 'connectionRefused';
    if (!error.data.retryable || isTooMany || lane.failures >= MOST_LANE_FAILURES) {
      connections = afterBusy(connections, { now: clock.now(), connections: lanes.size, retryAfterMs });
      return false;
    }
    await patience.wait(waitBeforeRetryMs(lane.failures, null, options.random()), lane.controller.signal);
    return true;
  };
  const run = async (lane: Lane, first: Segment | null): Promise<void> => {
    for (let segment = first; ;) {
      if (signal.aborted) throw new AppError('cancelled');
      if (isComplete()) return sendAllAway();
      if (segment === null && partial.identity !== null) return;
      const { link, outcome, error } = await tryOnce(lane, segment);
      if (lane.isRetired) return;
      if (outcome === undefined) {
        // A sample that could not be compared still has to be.
        if (segment !== null && segment.next === segment.end) samples.push(segment);
        if (!(await recover(lane, link, error))) return;
      } else {
        lane.failures = 0;
        if (outcome.verdict !== 'complete' && !putDifferently(lane, outcome)) return;
      }
      if (lane.isRetired) return;
      segment = partial.identity === null ? null : takeSegment();
    }
  };
  const begin = (first: Segment | null): void => {
    const lane = { controller: new AbortController(), isFlowing: false, isRetired: false, failures: 0 };
    lanes.add(lane);
    const ending = run(lane, first)
      .catch(end)
      .finally(() => {
        lanes.delete(lane);
        endings.delete(ending);
        changed();
      });
    endings.add(ending);
  };

  try {
    while (!isComplete() && failures.length === 0) {
      const segment = partial.identity === null ? null : takeSegment();
      if (segment === null && partial.identity !== null) throw new Error('bytes are missing and nobody may fetch them');
      begin(segment);
      while (endings.size > 0) await Promise.race(endings);
    }
  } finally {
    patience.end();
  }
  if (failures.length > 0) throw failures[0];
}

/** Nobody at the https port where https was our own idea: soon a question for the user, not a matter of patience. */
function mostFruitless(link: HeldLink | null, { code }: AppError): number | undefined {
  return link?.isUpgraded === true && code === 'connectionRefused' ? MOST_UPGRADED_REFUSALS : undefined;
}

function retryAfterMsOf(error: AppError): number | null {
  const seconds = error.data.params['retryAfterSeconds'];
  return typeof seconds === 'number' ? seconds * 1000 : null;
}
