import type { SegmentStrip } from '#shared/models/download-activity.ts';
import { advanceSpeed, readSpeed, startSpeed, type SpeedState } from './speed.ts';
import { createThrottle } from './throttle.ts';

export interface DownloadProgress {
  readonly phase: 'connecting' | 'downloading' | 'checking';
  readonly receivedBytes: number;
  /** Null until the server has said. */
  readonly totalBytes: number | null;
  /** How far the check has read, behind the bytes that come; anew from 0 where one pass is not enough. */
  readonly checkedBytes: number;
  /** Smoothed; 0 unless bytes flow. */
  readonly bytesPerSecond: number;
  /** Null where it would be a guess. */
  readonly secondsLeft: number | null;
  /** How often a new link was asked for since the start. */
  readonly renewals: number;
  /** Connections that carry bytes. */
  readonly connections: number;
  readonly segments: SegmentStrip;
}

export interface ProgressReporter {
  /** Told at once when it is another than before. */
  phase(phase: DownloadProgress['phase']): void;
  /** Bytes came. Cheap enough to call for every chunk. */
  moved(): void;
  /** Told with the next report. */
  connections(flowing: number): void;
  stop(): void;
}

const REPORT_INTERVAL_MS = 100;
/** Also when nothing comes: the speed must fall to zero by itself. */
const SILENCE_CHECK_MS = 1000;

/** Reports at most ten times a second, besides changes of phase. */
export function createProgressReporter(options: {
  readonly onProgress: (progress: DownloadProgress) => void;
  readonly now: () => number;
  readonly read: () => Pick<
    DownloadProgress,
    'receivedBytes' | 'totalBytes' | 'checkedBytes' | 'renewals' | 'segments'
  >;
}): ProgressReporter {
  const { now, read } = options;
  let phase: DownloadProgress['phase'] = 'connecting';
  let connections = 0;
  let speed: SpeedState = startSpeed(now(), read().receivedBytes);

  const report = (): void => {
    const values = read();
    const isFlowing = phase === 'downloading';
    if (isFlowing) speed = advanceSpeed(speed, now(), values.receivedBytes);
    const rate = isFlowing ? readSpeed(speed, now(), values.totalBytes) : { bytesPerSecond: 0, secondsLeft: null };
    options.onProgress({ phase, ...values, connections, ...rate });
  };
  const throttle = createThrottle(report, { intervalMs: REPORT_INTERVAL_MS, now });
  const silenceCheck = setInterval(() => throttle.soon(), SILENCE_CHECK_MS).unref();

  return {
    phase(next) {
      if (next === phase) return;
      phase = next;
      if (next === 'downloading') speed = startSpeed(now(), read().receivedBytes);
      throttle.now();
    },
    moved: () => throttle.soon(),
    connections(flowing) {
      connections = flowing;
    },
    stop() {
      throttle.stop();
      clearInterval(silenceCheck);
    },
  };
}
