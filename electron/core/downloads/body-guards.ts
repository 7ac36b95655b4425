import { AppError } from '#shared/errors.ts';
import { beginsLikeAPage, SNIFF_BYTES } from './sniff.ts';

type Body = AsyncIterable<Uint8Array>;

/**
 * Passes on exactly the announced number of bytes. Throws AppError `lengthMismatch`: lasting when more arrive, worth
 * another try when the body ends early.
 */
export async function* exactly(body: Body, expectedBytes: number, host: string): AsyncGenerator<Uint8Array> {
  let left = expectedBytes;
  for await (const chunk of body) {
    left -= chunk.byteLength;
    if (left < 0) throw lengthMismatch(host, expectedBytes, expectedBytes - left, false);
    yield chunk;
  }
  if (left > 0) throw lengthMismatch(host, expectedBytes, expectedBytes - left, true);
}

/** Holds back the first bytes until they show what this is. Throws AppError `notABackup` for a page. */
export async function* noPage(body: Body, host: string): AsyncGenerator<Uint8Array> {
  let held: Uint8Array | null = new Uint8Array(0);
  for await (const chunk of body) {
    if (held === null) yield chunk;
    else {
      held = held.byteLength === 0 ? chunk : Buffer.concat([held, chunk]);
      if (held.byteLength < SNIFF_BYTES) continue;
      refusePage(held, host);
      yield held;
      held = null;
    }
  }
  if (held === null || held.byteLength === 0) return;
  refusePage(held, host);
  yield held;
}

/**
 * Takes off the bytes that the file has already, comparing them. Where no ETag tells versions apart this is what does.
 * Throws AppError `objectChanged` when they differ.
 */
export async function* withoutOverlap(body: Body, overlap: Uint8Array, host: string): AsyncGenerator<Uint8Array> {
  let at = 0;
  for await (const chunk of body) {
    const common = Math.min(chunk.byteLength, overlap.byteLength - at);
    if (Buffer.compare(chunk.subarray(0, common), overlap.subarray(at, at + common)) !== 0) {
      throw new AppError('objectChanged', { params: { host } });
    }
    at += common;
    if (common < chunk.byteLength) yield chunk.subarray(common);
  }
}

function refusePage(beginning: Uint8Array, host: string): void {
  if (beginsLikeAPage(beginning)) throw new AppError('notABackup', { params: { host, type: '' } });
}

function lengthMismatch(host: string, expectedBytes: number, receivedBytes: number, retryable: boolean): AppError {
  return new AppError('lengthMismatch', { params: { host, expectedBytes, receivedBytes }, retryable });
}
