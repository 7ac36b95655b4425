import type { Transport } from '../ports.ts';

/**
 * One transport out of many, for stacks that open only so many connections to a host: a request goes to the first
 * transport that has room for its host, until its body has ended. Without this, a request beyond the limit would wait
 * for another download's body to end.
 * @param transportAt answers the transport with this number, and makes it when it is new.
 */
export function spreadRequests(transportAt: (index: number) => Transport, mostPerHost: number): Transport {
  const open = new Map<string, number>();
  const countOf = (key: string): number => open.get(key) ?? 0;

  return {
    async request(request, signal) {
      const host = URL.canParse(request.url) ? new URL(request.url).host : '';
      let index = 0;
      while (countOf(`${index} ${host}`) >= mostPerHost) index += 1;
      const key = `${index} ${host}`;
      open.set(key, countOf(key) + 1);
      let isOpen = true;
      const end = (): void => {
        if (isOpen) open.set(key, countOf(key) - 1);
        isOpen = false;
      };
      try {
        const response = await transportAt(index).request(request, signal);
        return { ...response, body: endingBody(response.body, end) };
      } catch (error) {
        end();
        throw error;
      }
    },
  };
}

/** The same body; tells when nobody will read it any more. */
function endingBody(body: AsyncIterable<Uint8Array>, onEnd: () => void): AsyncIterable<Uint8Array> {
  return {
    [Symbol.asyncIterator]() {
      const pieces = body[Symbol.asyncIterator]();
      return {
        async next() {
          try {
            const piece = await pieces.next();
            if (piece.done === true) onEnd();
            return piece;
          } catch (error) {
            onEnd();
            throw error;
          }
        },
        async return() {
          onEnd();
          return (await pieces.return?.()) ?? { done: true, value: undefined };
        },
      };
    },
  };
}
