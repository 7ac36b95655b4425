import type { DownloadActivity } from '#shared/models/download-activity.ts';

type Untimed<Activity> = Activity extends unknown ? Omit<Activity, 'at'> : never;

/** Writes a line of a download's timeline. */
export type TellActivity = (activity: Untimed<DownloadActivity>) => void;

export function createTimeline(
  onEvent: ((activity: DownloadActivity) => void) | undefined,
  now: () => number,
): TellActivity {
  return (activity) => onEvent?.({ ...activity, at: now() });
}
