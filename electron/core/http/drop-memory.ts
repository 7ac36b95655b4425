/**
 * Gives the memory of a piece back at once, where the piece is all there is in its memory. Left to the garbage collector,
 * every 64 MB of what came from the network would have it look through everything the process holds.
 */
export function dropMemory({ buffer, byteLength }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
}
