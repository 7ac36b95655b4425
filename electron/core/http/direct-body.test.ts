import { randomBytes } from 'node:crypto';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import type { TransportResponse } from '../ports.ts';
import { createNodeTransport } from './node-transport.ts';

const LENGTH = 5_000_011;
const content = randomBytes(LENGTH);
const never = new AbortController().signal;

const transport = createNodeTransport();
const servers: Server[] = [];
afterEach(() => {
  transport.close();
  for (const server of servers.splice(0)) server.close();
});

/** Answers a request with what `answer` writes, as it is. */
async function get(answer: (socket: Socket) => void, signal = never, idleTimeoutMs = 5000): Promise<TransportResponse> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => answer(socket));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const request = { method: 'GET', url: `http://127.0.0.1:${port}/`, headTimeoutMs: 5000, idleTimeoutMs } as const;
  return transport.request(request, signal);
}
const head = (length: number): string => `HTTP/1.1 200 OK\r\nContent-Length: ${length}\r\nETag: "x"\r\n\r\n`;

/** Everything, copied piece by piece; each piece's memory goes back at once. */
async function all({ body, release }: TransportResponse): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of body) {
    pieces.push(Buffer.from(piece));
    release?.(piece);
  }
  return Buffer.concat(pieces);
}

test('a long body comes as it is, however it is cut into packets', async () => {
  const response = await get((socket) => {
    socket.write(Buffer.concat([Buffer.from(head(LENGTH)), content.subarray(0, 70_000)]));
    let at = 70_000;
    const more = (): void => {
      if (at >= LENGTH) return;
      const step = 1 + ((at * 7919) % 300_000);
      socket.write(content.subarray(at, at + step), more);
      at += step;
    };
    more();
  });
  expect(response.headers['etag']).toBe('"x"');
  expect((await all(response)).equals(content)).toBe(true);
});

test('a head that comes in pieces, and alone, is followed by the whole body', async () => {
  const response = await get((socket) => {
    const text = head(LENGTH);
    socket.write(text.slice(0, 20));
    setImmediate(() => {
      socket.write(text.slice(20));
      setImmediate(() => socket.write(content));
    });
  });
  expect((await all(response)).equals(content)).toBe(true);
});

test('what a server sends behind the body is not part of it', async () => {
  const response = await get((socket) => socket.write(Buffer.concat([Buffer.from(head(LENGTH)), content, content])));
  expect((await all(response)).equals(content)).toBe(true);
});

test('a connection that ends too soon is a lost one, and what came before counts', async () => {
  const response = await get((socket) =>
    socket.end(Buffer.concat([Buffer.from(head(LENGTH)), content.subarray(0, 2e6)])),
  );
  const pieces: Buffer[] = [];
  const reading = async (): Promise<void> => {
    for await (const piece of response.body) pieces.push(Buffer.from(piece));
  };
  await expect(reading()).rejects.toMatchObject({ code: 'connectionLost' });
  expect(Buffer.concat(pieces).equals(content.subarray(0, 2e6))).toBe(true);
});

test('silence is a timeout', async () => {
  const response = await get(
    (socket) => socket.write(Buffer.concat([Buffer.from(head(LENGTH)), content.subarray(0, 9)])),
    never,
    50,
  );
  await expect(all(response)).rejects.toMatchObject({ code: 'timeout' });
});

test('an abort ends it, and the connection with it', async () => {
  const controller = new AbortController();
  const closed = Promise.withResolvers<null>();
  const response = await get((socket) => {
    socket.once('close', () => closed.resolve(null));
    socket.write(Buffer.concat([Buffer.from(head(LENGTH)), content.subarray(0, 2e6)]));
  }, controller.signal);
  const reading = all(response);
  controller.abort();
  await expect(reading).rejects.toMatchObject({ code: 'cancelled' });
  await closed.promise;
});

test('nothing more is read than a slow reader has room for', async () => {
  let sentBytes = 0;
  const response = await get((socket) => {
    socket.write(head(1e9));
    const more = (): void => {
      sentBytes += content.byteLength;
      if (sentBytes < 1e9) socket.write(content, more);
    };
    more();
  });
  const iterator = response.body[Symbol.asyncIterator]();
  await iterator.next();
  // Meanwhile others read far more: what is not held back would have come too.
  for (let others = 0; others < 40; others += 1) {
    await all(await get((socket) => socket.write(Buffer.concat([Buffer.from(head(LENGTH)), content]))));
  }
  expect(sentBytes).toBeLessThan(60e6);
  await iterator.return?.();
});
