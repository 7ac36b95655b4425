import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import net from 'node:net';
import { afterEach, expect, test } from 'vitest';
import type { TransportRequest } from '../ports.ts';
import { createNodeTransport } from './node-transport.ts';
import { discardBody } from './read-body.ts';
import { startTestServer, type TestServer } from './test-server.ts';

const transport = createNodeTransport();
const servers: TestServer[] = [];
afterEach(async () => {
  transport.close();
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function serve(listener: (request: IncomingMessage, response: ServerResponse) => void): Promise<TestServer> {
  const server = await startTestServer(listener);
  servers.push(server);
  return server;
}

function get(url: string, more: Partial<TransportRequest> = {}): TransportRequest {
  return { method: 'GET', url, headTimeoutMs: 5000, idleTimeoutMs: 5000, ...more };
}

async function read(body: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const never = new AbortController().signal;

test('an exchange gives status, lower-case joined headers and the bytes as sent', async () => {
  const server = await serve((request, response) => {
    response.writeHead(206, ['X-SessionId', 'abc', 'ETag', '"one"', 'ETag', '"two"', 'Content-Encoding', 'gzip']);
    response.end(Buffer.from([0x1f, 0x8b, request.headers['x-mine'] === 'yes' ? 1 : 0]));
  });
  const response = await transport.request(get(server.url, { headers: { 'X-Mine': 'yes' } }), never);
  expect(response.status).toBe(206);
  expect(response.headers).toMatchObject({ 'x-sessionid': 'abc', etag: '"one", "two"', 'content-encoding': 'gzip' });
  expect([...(await read(response.body))]).toEqual([0x1f, 0x8b, 1]);
});

test('a body is posted', async () => {
  const server = await serve((request, response) => void request.pipe(response));
  const { body } = await transport.request(get(server.url, { method: 'POST', body: 'Action=a&b=ü' }), never);
  expect((await read(body)).toString()).toBe('Action=a&b=ü');
});

test('no cookie, no Referer and no encoding is added, and the path goes out as given', async () => {
  const server = await serve((_request, response) => response.end());
  const { body } = await transport.request(get(`${server.url}a%2Fb?Signature=a+/=&Expires=1`), never);
  await read(body);
  const [request] = server.requests;
  expect(request?.url).toBe('/a%2Fb?Signature=a+/=&Expires=1');
  expect(Object.keys(request?.headers ?? {}).toSorted()).toEqual(['connection', 'host']);
});

test('a redirect comes back as it is', async () => {
  const server = await serve((_request, response) => response.writeHead(302, { location: '/other' }).end());
  const { status, headers } = await transport.request(get(server.url), never);
  expect([status, headers['location']]).toEqual([302, '/other']);
  expect(server.requests).toHaveLength(1);
});

test.each(['file:///etc/passwd', 'ftp://127.0.0.1/', 'data:text/plain,x', 'not a url'])(
  '%s is refused',
  async (url) => {
    await expect(transport.request(get(url), never)).rejects.toMatchObject({ code: 'linkAddressRefused' });
  },
);

test('a port where nobody listens is connectionRefused', async () => {
  const server = await startTestServer(() => undefined);
  await server.close();
  await expect(transport.request(get(server.url), never)).rejects.toMatchObject({ code: 'connectionRefused' });
});

test('a name that does not resolve is dnsFailed', async () => {
  await expect(transport.request(get('http://nowhere.invalid/'), never)).rejects.toMatchObject({ code: 'dnsFailed' });
});

test('plain text where TLS is expected is tlsFailed', async () => {
  const server = await serve((_request, response) => response.end('x'));
  const url = server.url.replace('http:', 'https:');
  await expect(transport.request(get(url), never)).rejects.toMatchObject({ code: 'tlsFailed' });
});

test('a connection reset before the head is connectionLost', async () => {
  const server = await serve((request) => request.socket.resetAndDestroy());
  await expect(transport.request(get(server.url), never)).rejects.toMatchObject({ code: 'connectionLost' });
});

test.each([
  ['shorter than its length', { 'content-length': '1000' }],
  ['cut off between chunks', { 'transfer-encoding': 'chunked' }],
])('a body %s throws connectionLost after the bytes that came', async (_name, headers) => {
  const server = await serve((request, response) => {
    response.writeHead(200, headers);
    response.write('half', () => request.socket.end());
  });
  const { body } = await transport.request(get(server.url), never);
  let received = '';
  const reading = (async () => {
    for await (const chunk of body) received += Buffer.from(chunk).toString();
  })();
  await expect(reading).rejects.toMatchObject({ code: 'connectionLost' });
  expect(received).toBe('half');
});

test('silence before the head is a timeout', async () => {
  const server = await serve(() => undefined);
  await expect(transport.request(get(server.url, { headTimeoutMs: 50 }), never)).rejects.toMatchObject({
    code: 'timeout',
    data: { retryable: true },
  });
});

test('silence while the body is awaited is a timeout and drops the connection', async () => {
  const server = await serve((_request, response) => response.write('first'));
  const { body } = await transport.request(get(server.url, { idleTimeoutMs: 50 }), never);
  await expect(read(body)).rejects.toMatchObject({ code: 'timeout' });
  expect(await allClosed(server)).toBe(true);
});

test('aborting before the head and while the body flows is cancelled, and drops the connection', async () => {
  const server = await serve((request, response) => {
    if (request.url === '/body') response.write('first');
  });
  const before = new AbortController();
  const waiting = transport.request(get(server.url), before.signal);
  before.abort();
  await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });

  const during = new AbortController();
  const { body } = await transport.request(get(`${server.url}body`), during.signal);
  const reading = read(body);
  during.abort();
  await expect(reading).rejects.toMatchObject({ code: 'cancelled' });
  await expect(transport.request(get(server.url), during.signal)).rejects.toMatchObject({ code: 'cancelled' });
  expect(await allClosed(server)).toBe(true);
});

test('leaving the loop, or never starting it, drops the connection', async () => {
  const server = await serve((_request, response) => response.write('first'));
  const left = await transport.request(get(server.url), never);
  for await (const _chunk of left.body) break;
  const unread = await transport.request(get(server.url), never);
  await discardBody(unread.body);
  expect(await allClosed(server)).toBe(true);
});

test('a connection is used again after a body was read to its end', async () => {
  const server = await serve((_request, response) => response.end('x'));
  for (let round = 0; round < 3; round += 1) {
    await read((await transport.request(get(server.url), never)).body);
  }
  expect(new Set(server.requests.map(({ socket }) => socket)).size).toBe(1);
});

test('a head that is not HTTP is connectionLost', async () => {
  const server = net.createServer((socket) => socket.end('nonsense\r\n\r\n'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  await expect(transport.request(get(`http://127.0.0.1:${port}/`), never)).rejects.toMatchObject({
    code: 'connectionLost',
  });
  server.close();
});

test('a public name that leads to this machine is refused only where that was asked for, before a byte is sent', async () => {
  const server = await serve((_request, response) => response.end('x'));
  const stranger = createNodeTransport({
    lookup: (_hostname, options, answer) =>
      options.all === true ? answer(null, [{ address: '127.0.0.1', family: 4 }]) : answer(null, '127.0.0.1', 4),
  });
  const url = `http://bucket.example.com:${server.port}/`;
  const refused = stranger.request(get(url, { refusesPrivateAddresses: true }), never);
  await expect(refused).rejects.toMatchObject({ code: 'linkAddressRefused', data: { detail: '127.0.0.1' } });
  expect(server.requests).toHaveLength(0);
  expect((await read((await stranger.request(get(url), never)).body)).toString()).toBe('x');
  const own = await stranger.request(get(server.url, { refusesPrivateAddresses: true }), never);
  expect((await read(own.body)).toString()).toBe('x');
  stranger.close();
});

async function allClosed(server: TestServer): Promise<boolean> {
  const open = server.requests.filter(({ socket }) => !socket.destroyed);
  await Promise.all(open.map(({ socket }) => once(socket, 'close')));
  return true;
}
