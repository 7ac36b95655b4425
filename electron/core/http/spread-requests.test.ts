import { afterEach, expect, test } from 'vitest';
import type { TransportRequest } from '../ports.ts';
import { createNodeTransport, type NodeTransport } from './node-transport.ts';
import { discardBody } from './read-body.ts';
import { spreadRequests } from './spread-requests.ts';
import { startTestServer, type TestServer } from './test-server.ts';

const transports: NodeTransport[] = [];
const servers: TestServer[] = [];
afterEach(async () => {
  for (const transport of transports.splice(0)) transport.close();
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

const never = new AbortController().signal;
const get = (url: string): TransportRequest => ({ method: 'GET', url, headTimeoutMs: 5000, idleTimeoutMs: 5000 });

async function readAll(body: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const _piece of body);
}

/** A server that begins a body and never ends it, and a transport over as many others as are needed. */
async function start() {
  const server = await startTestServer((_request, response) => response.write('first'));
  servers.push(server);
  const used: number[] = [];
  const spread = spreadRequests((index) => {
    used.push(index);
    return (transports[index] ??= createNodeTransport());
  }, 2);
  return { server, used, spread };
}

test('a request goes to the first transport that has room for its host', async () => {
  const { server, used, spread } = await start();
  const other = await start();
  for (let sent = 0; sent < 5; sent += 1) await spread.request(get(server.url), never);
  await spread.request(get(other.server.url), never);
  expect(used).toEqual([0, 0, 1, 1, 2, 0]);
});

test('there is room again when a body was given up, has failed, or was never there', async () => {
  const { server, used, spread } = await start();
  const left = await spread.request(get(server.url), never);
  await discardBody(left.body);
  await discardBody(left.body);
  const cut = await spread.request(get(server.url), never);
  server.requests.at(-1)?.socket.destroy();
  await expect(readAll(cut.body)).rejects.toMatchObject({ code: 'connectionLost' });
  await expect(spread.request(get(server.url), AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' });
  await spread.request(get(server.url), never);
  await spread.request(get(server.url), never);
  await spread.request(get(server.url), never);
  expect(used).toEqual([0, 0, 0, 0, 0, 1]);
});
