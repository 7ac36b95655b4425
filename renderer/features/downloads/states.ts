import type { Download } from '#shared/models/download.ts';

/** The one word the screen shows for a download's state; keys of `downloads.status`. */
export type StatusWord = 'queued' | 'connecting' | 'downloading' | 'paused' | 'checking' | 'completed' | 'failed';

export function statusWord({ state }: Download): StatusWord {
  return state.status === 'done' ? 'completed' : state.status;
}

export type DownloadAction =
  | 'pause'
  | 'resume'
  | 'cancel'
  | 'retry'
  | 'startOver'
  | 'keepBoth'
  | 'showInFolder'
  | 'dismiss';

/** What can be done with a download in its present state, in the order of the buttons. */
export function actionsOf({ state }: Download): readonly DownloadAction[] {
  switch (state.status) {
    case 'queued':
    case 'connecting':
    case 'downloading':
      return ['pause', 'cancel'];
    case 'paused':
      return ['resume', 'cancel'];
    case 'checking':
      return ['cancel'];
    case 'done':
      return ['showInFolder', 'dismiss'];
    case 'failed':
      // Of two versions of an object only the user can say which one is wanted.
      return state.error.code === 'objectChanged' ? ['startOver', 'keepBoth', 'cancel'] : ['retry', 'dismiss'];
    default:
      return state satisfies never;
  }
}
