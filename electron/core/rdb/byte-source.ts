import { readSync } from 'node:fs';

/**
 * Bytes in order. Reading is synchronous: whoever reads runs in a thread of its own, where waiting harms nobody and a
 * reader can be written as it would be on paper.
 */
export interface ByteSource {
  /** Fills the beginning of `target` and answers how many bytes that were; 0 at the end. Throws Node's file errors. */
  read(target: Uint8Array): number;
}

export function fileSource(descriptor: number): ByteSource {
  let position = 0;
  return {
    read(target) {
      const bytesRead = readSync(descriptor, target, 0, target.byteLength, position);
      position += bytesRead;
      return bytesRead;
    },
  };
}

/** Bytes that are in memory already; gives at most `pieceBytes` at a time. */
export function memorySource(bytes: Uint8Array, pieceBytes = bytes.byteLength): ByteSource {
  let position = 0;
  return {
    read(target) {
      const piece = bytes.subarray(position, position + Math.min(target.byteLength, pieceBytes));
      target.set(piece);
      position += piece.byteLength;
      return piece.byteLength;
    },
  };
}

/** Shows every byte that is read to `watch`, which must not keep the memory. */
export function watchedSource(source: ByteSource, watch: (bytes: Uint8Array) => void): ByteSource {
  return {
    read(target) {
      const bytesRead = source.read(target);
      if (bytesRead > 0) watch(target.subarray(0, bytesRead));
      return bytesRead;
    },
  };
}
