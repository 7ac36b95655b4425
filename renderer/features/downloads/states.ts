import type { ErrorCode } from '#shared/errors.ts';
import type { Check, Download, DownloadState } from '#shared/models/download.ts';
import type { TimelineEntry } from '#shared/models/download-details.ts';
import { isVerified } from '#shared/verified.ts';

type Stateful = Pick<Download, 'state'>;

/** The one word the screen shows for a download's state; keys of `downloads.status`. */
export type StatusWord = Exclude<DownloadState['status'], 'done'> | 'verified' | 'completed';

export function statusWord({ state }: Stateful): StatusWord {
  if (state.status !== 'done') return state.status;
  return doneWord(state.checks);
}

/** The same word for the last line of a timeline, by the checks that were told before it. */
export function completedWord(timeline: readonly TimelineEntry[]): 'verified' | 'completed' {
  const checked = timeline.findLast((line) => line.type === 'checked');
  return doneWord(checked?.checks ?? []);
}

function doneWord(checks: readonly Check[]): 'verified' | 'completed' {
  return isVerified(checks) ? 'verified' : 'completed';
}

/** The file came whole, the check found it damaged, and it is kept aside. */
export function isSetAside({ state }: Stateful): boolean {
  return state.status === 'failed' && state.error.code === 'backupDamaged';
}

export type DownloadAction =
  | 'pause'
  | 'resume'
  | 'cancel'
  | 'retry'
  | 'fetchAgain'
  | 'startOver'
  | 'keepBoth'
  | 'showInFolder'
  | 'dismiss';

/** What can be done with a download in its present state, in the order of the buttons. */
export function actionsOf({ state }: Stateful): readonly DownloadAction[] {
  switch (state.status) {
    case 'queued':
    case 'connecting':
    case 'downloading':
    case 'checking':
      return ['pause', 'cancel'];
    case 'paused':
      return ['resume', 'cancel'];
    case 'done':
      return ['showInFolder', 'dismiss'];
    case 'failed':
      return actionsAfter(state.error.code);
    default:
      return state satisfies never;
  }
}

function actionsAfter(code: ErrorCode): readonly DownloadAction[] {
  // Of two versions of an object only the user can say which one is wanted.
  if (code === 'objectChanged') return ['startOver', 'keepBoth', 'cancel'];
  return code === 'backupDamaged' ? ['fetchAgain', 'showInFolder', 'dismiss'] : ['retry', 'dismiss'];
}
