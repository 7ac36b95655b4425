import type { ServerResponse } from 'node:http';
import { createGzip } from 'node:zlib';
import type { RdbSource } from '../rdb-writer.ts';
import type { Flow } from './fault-flow.ts';
import type { BodyPlan } from './plan.ts';
import { createPace } from './pace.ts';

/** Bytes of one write; the only buffer of an answer, so a giant file costs no more than a small one. */
const CHUNK_BYTES = 256 * 1024;

/** `struck`: the flow's fault is due; the answer is still open. `closed`: the client has gone. */
export type BodyEnd = 'complete' | 'struck' | 'closed';

/**
 * Sends the span of a plan, no faster than the client reads and the plan allows. `onSent` hears of each piece before it
 * is written.
 */
export async function sendSpan(
  response: ServerResponse,
  plan: BodyPlan,
  source: RdbSource,
  flow: Flow | undefined,
  onSent: (bytes: number) => void,
): Promise<BodyEnd> {
  const buffer = Buffer.allocUnsafeSlow(Math.max(1, Math.min(CHUNK_BYTES, plan.span.end - plan.span.start)));
  const closing = watchClosing(response);
  const pace = createPace(plan.bytesPerSecond, CHUNK_BYTES);
  const write = plan.isCompressed ? compressingWriter(response, closing) : plainWriter(response, closing);
  for (let at = plan.span.start; at < plan.span.end;) {
    const wanted = Math.min(pace.pieceBytes, plan.span.end - at);
    const length = flow === undefined ? wanted : flow.take(wanted);
    if (length === 0) return closing.isClosed() ? 'closed' : 'struck';
    onSent(length);
    await closing.wait((wake) => pace.schedule(length, wake));
    if (closing.isClosed()) return 'closed';
    const piece = buffer.subarray(0, length);
    source.readInto(piece, at);
    await write(piece);
    if (closing.isClosed()) return 'closed';
    at += length;
  }
  if (plan.isCompressed) await write(undefined);
  return closing.isClosed() ? 'closed' : 'complete';
}

/** Waits that end at once when the client goes. */
interface Closing {
  isClosed(): boolean;
  /** Resolves when `start`'s callback is called, or the connection closes; `start` answers how to call it off. */
  wait(start: (wake: () => void) => (() => void) | undefined): Promise<void>;
}

function watchClosing(response: ServerResponse): Closing {
  let wakeUp: (() => void) | undefined;
  let isClosed = response.destroyed;
  response.once('close', () => {
    isClosed = true;
    wakeUp?.();
  });
  return {
    isClosed: () => isClosed,
    wait(start) {
      if (isClosed) return Promise.resolve();
      return new Promise((resolve) => {
        let callOff: (() => void) | undefined;
        wakeUp = () => {
          callOff?.();
          resolve();
        };
        callOff = start(() => wakeUp?.());
      });
    },
  };
}

/** The buffer may be used again when its bytes have left it, which is what the callback says. */
function plainWriter(response: ServerResponse, closing: Closing): (piece: Uint8Array | undefined) => Promise<void> {
  return (piece) =>
    closing.wait((wake) => {
      if (piece === undefined) wake();
      else response.write(piece, () => wake());
      return undefined;
    });
}

/** Undefined ends the compressed stream. */
function compressingWriter(
  response: ServerResponse,
  closing: Closing,
): (piece: Uint8Array | undefined) => Promise<void> {
  const gzip = createGzip({ level: 1 });
  gzip.on('data', (chunk: Uint8Array) => {
    if (!response.write(chunk)) {
      gzip.pause();
      response.once('drain', () => gzip.resume());
    }
  });
  response.once('close', () => gzip.destroy());
  return (piece) =>
    closing.wait((wake) => {
      if (piece === undefined) gzip.once('end', wake).end();
      else gzip.write(piece, () => wake());
      return undefined;
    });
}
