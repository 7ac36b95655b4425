import type { FaultName, FaultParameters } from '../faults.ts';
import type { LinkState } from './links.ts';

/** What happens when a fault's bytes are used up. */
export type FlowEnd = 'cut' | 'silence' | 'expire' | 'replace';

/** Counts the bytes of one answer against its fault. */
export interface Flow {
  /** How many of so many bytes may be sent now; they count as sent. 0: the fault strikes. */
  take(wantedBytes: number): number;
  readonly end: FlowEnd;
}

/** Undefined where nothing happens while the bytes flow. */
export function flowOf(
  fault: FaultName | '',
  parameters: FaultParameters,
  link: LinkState,
  isReplacement: boolean,
): Flow | undefined {
  const { afterBytes } = parameters;
  if (afterBytes === undefined) return undefined;
  switch (fault) {
    case 'drops-once':
      return link.hasFired ? undefined : oncePerLink(link, afterBytes, 'cut');
    case 'stalls':
      return link.hasFired ? undefined : oncePerLink(link, afterBytes, 'silence');
    case 'expires-midway':
      return oncePerLink(link, afterBytes, 'expire');
    case 'changes-midway':
      return isReplacement ? undefined : oncePerLink(link, afterBytes, 'replace');
    case 'drops-repeatedly':
      return perConnection(afterBytes);
    default:
      return undefined;
  }
}

/** All connections of a link draw from the same amount; when it has struck one of them, the others go on. */
function oncePerLink(link: LinkState, afterBytes: number, end: FlowEnd): Flow {
  const isOver = (): boolean => link.hasFired && (end === 'cut' || end === 'silence');
  return {
    take: (wantedBytes) => (isOver() ? wantedBytes : Math.min(wantedBytes, Math.max(0, afterBytes - link.sentBytes))),
    end,
  };
}

function perConnection(afterBytes: number): Flow {
  let left = afterBytes;
  return {
    take(wantedBytes) {
      const granted = Math.min(wantedBytes, left);
      left -= granted;
      return granted;
    },
    end: 'cut',
  };
}
