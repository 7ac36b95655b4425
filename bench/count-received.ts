import type { Transport } from '#core/ports.ts';

/** The same transport, telling of every piece of a body that it hands on. */
export function countReceived(transport: Transport, onBytes: (bytes: number) => void): Transport {
  return {
    async request(request, signal) {
      const response = await transport.request(request, signal);
      return { ...response, body: counted(response.body, onBytes) };
    },
  };
}

function counted(body: AsyncIterable<Uint8Array>, onBytes: (bytes: number) => void): AsyncIterable<Uint8Array> {
  return {
    [Symbol.asyncIterator]() {
      const pieces = body[Symbol.asyncIterator]();
      return {
        async next() {
          const piece = await pieces.next();
          if (piece.done !== true) onBytes(piece.value.byteLength);
          return piece;
        },
        return: async () => (await pieces.return?.()) ?? { done: true, value: undefined },
      };
    },
  };
}
