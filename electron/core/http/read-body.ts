import { cancelled, timedOut } from './network-errors.ts';

/** What Node's and Electron's incoming messages have in common. */
export interface BodySource {
  on(event: 'data', listener: (chunk: Uint8Array) => void): unknown;
  on(event: 'end' | 'close', listener: () => void): unknown;
  on(event: 'error', listener: (error: unknown) => void): unknown;
  pause(): unknown;
  resume(): unknown;
}

export interface ReadBodyOptions {
  readonly host: string;
  readonly idleTimeoutMs: number;
  readonly signal: AbortSignal;
  /** Turns what the source threw into an AppError. Also asked, with undefined, when the source closed before its end. */
  readonly errorOf: (error: unknown) => Error;
  /** Called once, when nobody will read any more; `isComplete` is false when the connection must be dropped. */
  readonly close: (isComplete: boolean) => void;
}

/** Bytes that may wait for the reader before the source is told to pause. */
const HIGH_WATER_BYTES = 1_048_576;

/**
 * A flowing source as an iterable with backpressure. Cheaper than a stream's own iterator, which copies small chunks
 * together. Silence is measured only while the reader waits: a slow reader is not a stalled server.
 * Throws AppError `timeout` after `idleTimeoutMs` of silence, `cancelled` on abort, or what `errorOf` answers.
 */
export function readBody(source: BodySource, options: ReadBodyOptions): AsyncIterable<Uint8Array> {
  const queue: Uint8Array[] = [];
  let queuedBytes = 0;
  let isPaused = false;
  let outcome: { readonly error: Error | null } | null = null;
  let isClosed = false;
  let wake: (() => void) | null = null;

  const close = (): void => {
    if (isClosed) return;
    isClosed = true;
    clearTimeout(watchdog);
    options.signal.removeEventListener('abort', onAbort);
    options.close(outcome !== null && outcome.error === null && queue.length === 0);
  };
  const settle = (error: Error | null): void => {
    outcome ??= { error };
    // A failed body is given up at once, even when nobody is reading it; a complete one waits for its reader.
    if (outcome.error !== null) close();
    wake?.();
  };
  const onAbort = (): void => settle(cancelled());
  const watchdog = setTimeout(() => {
    if (wake !== null) settle(timedOut(options.host, options.idleTimeoutMs));
  }, options.idleTimeoutMs);

  source.on('data', (chunk) => {
    queue.push(chunk);
    queuedBytes += chunk.byteLength;
    if (queuedBytes >= HIGH_WATER_BYTES && !isPaused) {
      isPaused = true;
      source.pause();
    }
    wake?.();
  });
  source.on('end', () => settle(null));
  source.on('error', (error) => settle(options.errorOf(error)));
  source.on('close', () => settle(options.errorOf(undefined)));
  if (options.signal.aborted) onAbort();
  else options.signal.addEventListener('abort', onAbort, { once: true });

  const somethingHappens = (): Promise<void> => {
    watchdog.refresh();
    return new Promise((resolve) => {
      wake = () => {
        wake = null;
        resolve();
      };
    });
  };
  const ended: IteratorReturnResult<undefined> = { done: true, value: undefined };

  async function next(): Promise<IteratorResult<Uint8Array, undefined>> {
    for (;;) {
      if (options.signal.aborted) throw cancelled();
      const chunk = queue.shift();
      if (chunk !== undefined) {
        queuedBytes -= chunk.byteLength;
        return { done: false, value: chunk };
      }
      if (outcome !== null) {
        if (outcome.error !== null) throw outcome.error;
        close();
        return ended;
      }
      if (isClosed) return ended;
      if (isPaused) {
        isPaused = false;
        source.resume();
      }
      await somethingHappens();
    }
  }
  // Not a generator: leaving one that was never started would not close anything.
  const leave = (): Promise<IteratorReturnResult<undefined>> => {
    close();
    return Promise.resolve(ended);
  };
  return { [Symbol.asyncIterator]: () => ({ next, return: leave }) };
}

/** Gives up a body that nobody wants to read, and its connection with it. */
export async function discardBody(body: AsyncIterable<Uint8Array>): Promise<void> {
  await body[Symbol.asyncIterator]().return?.();
}

/**
 * The beginning of a body, for error pages: they are small, and a large one is not worth its bytes.
 * @returns at most `maxBytes`; the rest is given up. What arrived before a failure still counts.
 */
export async function readBeginning(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of body) {
      chunks.push(chunk);
      bytes += chunk.byteLength;
      if (bytes >= maxBytes) break;
    }
  } catch {
    // Half an error page explains more than none.
  }
  return Buffer.concat(chunks).subarray(0, maxBytes);
}
