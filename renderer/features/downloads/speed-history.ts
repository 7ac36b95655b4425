import { useSyncExternalStore } from 'react';
import type { Download } from '#shared/models/download.ts';

/** Bytes a second at one moment; `at` in whole seconds since 1970. */
export interface SpeedSample {
  readonly at: number;
  readonly bytesPerSecond: number;
}

export const HISTORY_SECONDS = 60;

const histories = new Map<string, readonly SpeedSample[]>();
const listeners = new Set<() => void>();
const NO_SAMPLES: readonly SpeedSample[] = [];

/** The samples with one more, at most one a second, none older than a minute. The same array where nothing is new. */
export function withSample(
  samples: readonly SpeedSample[],
  at: number,
  bytesPerSecond: number,
): readonly SpeedSample[] {
  if (samples.at(-1)?.at === at) return samples;
  return [...samples.filter((each) => each.at > at - HISTORY_SECONDS), { at, bytesPerSecond }];
}

/** Takes down how fast a download is, so that its graph has a past when somebody opens it. */
export function recordSpeed({ id, bytesPerSecond, state }: Download, nowMs: number): void {
  if (state.status === 'done') return;
  const before = histories.get(id) ?? NO_SAMPLES;
  const after = withSample(before, Math.floor(nowMs / 1000), bytesPerSecond);
  if (after === before) return;
  histories.set(id, after);
  for (const listener of listeners) listener();
}

export function forgetSpeed(id: string): void {
  histories.delete(id);
}

export function useSpeedHistory(id: string): readonly SpeedSample[] {
  return useSyncExternalStore(subscribe, () => histories.get(id) ?? NO_SAMPLES);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
