import type { AppErrorData } from '#shared/errors.ts';
import type { Check, DownloadState } from '#shared/models/download.ts';

export type DownloadEvent =
  | { readonly type: 'begin' }
  | { readonly type: 'bytesFlow' }
  | { readonly type: 'connectionLost' }
  | { readonly type: 'allReceived' }
  | { readonly type: 'proven'; readonly checks: Check[]; readonly finishedAt: number }
  | { readonly type: 'fail'; readonly error: AppErrorData }
  /** Something that will pass is in the way. */
  | { readonly type: 'wait'; readonly error: AppErrorData }
  | { readonly type: 'pause' }
  | { readonly type: 'resume' }
  | { readonly type: 'retry' };

type Status = DownloadState['status'];

/** From where each event leads. What is not here is not allowed. */
const FROM: Readonly<Record<DownloadEvent['type'], readonly Status[]>> = {
  begin: ['queued'],
  bytesFlow: ['connecting'],
  connectionLost: ['downloading'],
  allReceived: ['connecting', 'downloading'],
  // Paused, or paused and resumed, in the very moment in which it got its name: it has it.
  proven: ['checking', 'paused', 'queued'],
  fail: ['queued', 'connecting', 'downloading', 'checking'],
  wait: ['queued', 'connecting', 'downloading', 'checking'],
  pause: ['queued', 'connecting', 'downloading', 'checking'],
  resume: ['paused'],
  retry: ['failed'],
};

/** The state after the event, or undefined where the event does not apply: a late click, a late message. */
export function transition(state: DownloadState, event: DownloadEvent): DownloadState | undefined {
  return FROM[event.type].includes(state.status) ? after(event) : undefined;
}

function after(event: DownloadEvent): DownloadState {
  switch (event.type) {
    case 'begin':
    case 'connectionLost':
      return { status: 'connecting' };
    case 'bytesFlow':
      return { status: 'downloading' };
    case 'allReceived':
      return { status: 'checking' };
    case 'proven':
      return { status: 'done', checks: event.checks, finishedAt: event.finishedAt };
    case 'fail':
      return { status: 'failed', error: event.error };
    case 'wait':
      return { status: 'paused', error: event.error };
    case 'pause':
      return { status: 'paused' };
    default:
      return { status: 'queued' };
  }
}
