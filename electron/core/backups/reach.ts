import { connect } from 'node:net';
import type { Reach } from '#shared/models/link.ts';
import type { Clock } from '../ports.ts';

const TIMEOUT_MS = 3000;

const OUTCOMES: Record<string, Reach['outcome']> = {
  ENOTFOUND: 'unknownName',
  EAI_AGAIN: 'unknownName',
  ECONNREFUSED: 'refused',
};

/**
 * Whether this machine can open a TCP connection to a link's host; not a byte is sent. A proxy is not asked, so that the
 * answer is about the network this machine is in. Never throws.
 */
export function reach(url: string, clock: Pick<Clock, 'now'>, timeoutMs = TIMEOUT_MS): Promise<Reach> {
  const { hostname, protocol, port } = new URL(url);
  const host = hostname.replace(/^\[(.*)\]$/u, '$1');
  const startedAt = clock.now();
  return new Promise((resolve) => {
    const socket = connect({ host, port: Number(port || (protocol === 'http:' ? 80 : 443)), timeout: timeoutMs });
    const end = (outcome: Reach['outcome']): void => {
      socket.destroy();
      resolve({ outcome, afterMs: Math.max(0, clock.now() - startedAt) });
    };
    socket.once('connect', () => end('reachable'));
    socket.once('timeout', () => end('silent'));
    socket.once('error', (error: NodeJS.ErrnoException) => end(OUTCOMES[error.code ?? ''] ?? 'unreachable'));
  });
}
